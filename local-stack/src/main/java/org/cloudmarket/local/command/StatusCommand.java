package org.cloudmarket.local.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.local.process.Sockets;
import org.cloudmarket.local.stack.Health;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.StackOptions;
import org.cloudmarket.local.stack.StackRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what of a running stack answers. */
@Command(
    name = "status",
    description = "Tell what is running and whether it answers; exit code 0 if all does.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private static final String HTTP = "http:";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Ask for the stack that was started with --data DIR.")
  private Optional<Path> data = Optional.empty();

  @Override
  public Integer call() {
    var options = StackOptions.standard(ProjectHome.find());
    var folder = data.map(dir -> options.withData(dir).folder()).orElse(options.folder());
    var addresses = new StackRecord(folder).read();
    var out = spec.commandLine().getOut();
    if (addresses.isEmpty()) {
      out.println("Nothing is running: './run up' starts it");
      return 1;
    }
    boolean all = true;
    for (var entry : addresses.entrySet()) {
      boolean answers = answers(entry.getValue());
      all &= answers;
      out.printf(
          "  %-21s %-23s %s%n",
          entry.getKey(), entry.getValue(), answers ? "ready" : "does not answer");
    }
    return all ? 0 : 1;
  }

  private static boolean answers(String address) {
    if (address.startsWith(HTTP)) {
      return Health.isReady(URI.create(address));
    }
    return Sockets.accepts(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }
}
