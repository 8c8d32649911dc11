package org.cloudmarket.local;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.cloudmarket.local.command.StatusCommand;
import org.cloudmarket.local.command.UpCommand;
import org.cloudmarket.local.process.StackFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./run} runs. */
@Command(
    name = "./run",
    description = "The cloud procurement market on this machine, with nothing but a JDK.",
    mixinStandardHelpOptions = true,
    version = "Cloud Procurement Simulator 1.0.0-SNAPSHOT",
    subcommands = {UpCommand.class, StatusCommand.class},
    footer = {
      "",
      "Ctrl-C or SIGTERM ends everything that was started. Logs: .market/logs, or DIR/logs with"
          + " --data DIR."
    })
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs the command that the arguments name, and exits with its status. */
  public static void main(String[] args) {
    var line = new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** People are told what is wrong in one line; a stack trace is for what we did not foresee. */
  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult arguments)
      throws Exception {
    return switch (e) {
      case StackFailure failure -> {
        line.getErr().println(failure.getMessage());
        yield line.getCommandSpec().exitCodeOnExecutionException();
      }
      // Somebody ended us while we were starting: there is nothing to explain.
      case CancellationException _ -> line.getCommandSpec().exitCodeOnExecutionException();
      default -> throw e;
    };
  }
}
