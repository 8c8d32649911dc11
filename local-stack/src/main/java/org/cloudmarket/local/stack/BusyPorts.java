package org.cloudmarket.local.stack;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.cloudmarket.local.process.Listeners;

/** Tells people which ports are taken, by whom, and what they can do. */
final class BusyPorts {

  private static final String HOME = "-Dmarket.home=";

  private BusyPorts() {}

  /**
   * One line.
   *
   * @param busy the ports, by what they are for
   */
  static String message(SequencedMap<String, Integer> busy) {
    var ports =
        busy.entrySet().stream()
            .map(use -> use.getValue() + " (" + use.getKey() + ")")
            .collect(Collectors.joining(", "));
    var holders =
        Listeners.at(busy.values()).stream()
            .map(BusyPorts::describe)
            .distinct()
            .collect(Collectors.joining(" and "));
    boolean one = busy.size() == 1;
    return "%s %s %s in use%s: stop what listens there, or move all ports with --port-base N"
        .formatted(
            one ? "Port" : "Ports",
            ports,
            one ? "is" : "are",
            holders.isEmpty() ? "" : " by " + holders);
  }

  /** A part of a stack is told as the stack: whoever ends the part alone sees it come back. */
  private static String describe(ProcessHandle process) {
    var above = Optional.of(process);
    while (above.isPresent()) {
      var home = home(above.get());
      if (home.isPresent()) {
        return "the stack of " + home.get() + " (process " + above.get().pid() + ")";
      }
      above = above.get().parent();
    }
    var program = process.info().command().map(file -> Path.of(file).getFileName() + ", ");
    return program.orElse("") + "process " + process.pid();
  }

  private static Optional<String> home(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Arrays::stream)
        .filter(argument -> argument.startsWith(HOME))
        .map(argument -> argument.substring(HOME.length()))
        .findFirst();
  }
}
