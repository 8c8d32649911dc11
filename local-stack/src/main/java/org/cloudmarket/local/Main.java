package org.cloudmarket.local;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.cloudmarket.analysis.experiment.FailedRun;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.exchange.contract.InvalidData;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.command.AttributionCommand;
import org.cloudmarket.local.command.CalibrateCommand;
import org.cloudmarket.local.command.Complaint;
import org.cloudmarket.local.command.EvidenceCommand;
import org.cloudmarket.local.command.ExperimentCommand;
import org.cloudmarket.local.command.LoadCommand;
import org.cloudmarket.local.command.ReferenceCommand;
import org.cloudmarket.local.command.RunCommand;
import org.cloudmarket.local.command.ScenariosCommand;
import org.cloudmarket.local.command.StatusCommand;
import org.cloudmarket.local.command.UpCommand;
import org.cloudmarket.local.command.ValidateCommand;
import org.cloudmarket.local.command.VerifyCommand;
import org.cloudmarket.local.exchange.ImportCommand;
import org.cloudmarket.local.exchange.ReleasesCommand;
import org.cloudmarket.local.holes.HolesCommand;
import org.cloudmarket.local.process.StackFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** What {@code ./run} runs. */
@Command(
    name = "./run",
    description = {
      "The cloud procurement market on this machine, with nothing but a JDK.",
      "Without a command: start everything, run SCENARIO over Kafka beside no-policy, tell the"
          + " effect, and stay up."
    },
    mixinStandardHelpOptions = true,
    version = "Cloud Procurement Simulator 1.0.0-SNAPSHOT",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      ScenariosCommand.class,
      ReferenceCommand.class,
      ExperimentCommand.class,
      AttributionCommand.class,
      CalibrateCommand.class,
      VerifyCommand.class,
      EvidenceCommand.class,
      ValidateCommand.class,
      LoadCommand.class,
      ImportCommand.class,
      ReleasesCommand.class,
      HolesCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit code%n",
    exitCodeList = {
      "0:Done, and every digest equals its reference.",
      "1:Not so, or something is missing: a free port, room on the disk, a service; one line says"
          + " what.",
      "2:Something on the command line is not understood: an option, a scenario, a value of --set."
    },
    footer = {
      "",
      "Examples",
      "  ./run                                      the effect of a mandate",
      "  ./run scenarios                            what else there is",
      "  ./run security-sanction --seed 7 --once    another scenario, other luck, and an end",
      "  ./run --set population.buyers=2000         a smaller one",
      "  ./run experiment experiments/tianjin-effect.yaml   an effect, with its interval",
      "  ./run attribution china-2019-2021          what each policy did",
      "  ./run validate                             the model beside published figures",
      "  ./run import ocds data.json.gz --out my-market.yaml   a market of your own data",
      "  ./run up --data ~/market                   keep what happens",
      "  ./run up --data ~/other --port-base 20000  a second stack beside it",
      "  ./run load --rate 2000                     how it bears a load",
      "",
      "Ctrl-C or SIGTERM ends everything that was started. Logs: .market/logs, or DIR/logs with"
          + " --data DIR."
    })
public final class Main implements Callable<Integer> {

  @Mixin private RunCommand run;

  private Main() {}

  /** Runs the command that the arguments name, and exits with its status. */
  public static void main(String[] args) {
    // As its children do: see Guard.
    Locale.setDefault(Locale.ENGLISH);
    System.exit(commandLine().execute(args));
  }

  /** All commands, and how people are told what is wrong. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setParameterExceptionHandler(Complaint::tell);
  }

  @Override
  public Integer call() throws InterruptedException {
    return run.call();
  }

  /** People are told what is wrong in one line; a stack trace is for what we did not foresee. */
  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult arguments)
      throws Exception {
    return switch (e) {
      case StackFailure failure -> {
        line.getErr().println(failure.getMessage());
        yield line.getCommandSpec().exitCodeOnExecutionException();
      }
      case InvalidScenario invalid -> {
        line.getErr().println(Excerpt.printable(invalid.getMessage()));
        yield line.getCommandSpec().exitCodeOnInvalidInput();
      }
      case InvalidData invalid -> {
        line.getErr().println(Excerpt.printable(invalid.getMessage()));
        yield line.getCommandSpec().exitCodeOnInvalidInput();
      }
      case FailedRun failed when failed.invalid().isPresent() -> {
        line.getErr().println(Excerpt.printable(failed.getMessage()));
        yield line.getCommandSpec().exitCodeOnInvalidInput();
      }
      case ApiRefusal refusal -> {
        line.getErr().println(Excerpt.printable(refusal.getMessage()));
        yield line.getCommandSpec().exitCodeOnExecutionException();
      }
      // Somebody ended us while we were starting: there is nothing to explain.
      case CancellationException _ -> line.getCommandSpec().exitCodeOnExecutionException();
      default -> throw e;
    };
  }
}
