package org.cloudmarket.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What it takes to start a process of the stack.
 *
 * @param name what people call it, and its log
 * @param address where it answers, as people would type it
 * @param command the program and its arguments
 * @param environment added to the environment of the launcher
 * @param directory where it runs; there before it is started
 * @param log where everything goes that it prints
 * @param readiness whether it answers yet
 */
public record ChildSpec(
    String name,
    String address,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    Readiness readiness) {

  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
