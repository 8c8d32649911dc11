package org.cloudmarket.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cloudmarket.local.load.LoadPlan;
import org.cloudmarket.local.load.LoadReport;
import org.cloudmarket.local.load.LoadRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the stack, puts a load on it, tells what it reached, and stops it. */
@Command(
    name = "load",
    description = {
      "Start everything, run a market of many buyers at a chosen rate, switch policies by request"
          + " while it goes on, measure, and stop.",
      "Exit code 0 if the run came to its end and no digest differs."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  private static final String MAX = "max";

  @Spec private CommandSpec spec;

  @Mixin private StackArguments stackArguments;

  @Option(
      names = "--buyers",
      paramLabel = "N",
      converter = Buyers.class,
      defaultValue = "50000",
      description = "Buyers of the market; without it: ${DEFAULT-VALUE}.")
  private int buyers;

  @Option(
      names = "--shards",
      paramLabel = "N",
      converter = MarketArguments.Shards.class,
      defaultValue = "8",
      description =
          "In how many parts to run it, 1 to 64; few where months are short. Without it:"
              + " ${DEFAULT-VALUE}.")
  private int shards;

  @Option(
      names = "--rate",
      paramLabel = "AWARDS",
      defaultValue = "2000",
      description =
          "Awards in a second to ask for, by the pace of months; 0 or max for as fast as it can."
              + " Without it: ${DEFAULT-VALUE}.")
  private String rate = "";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      defaultValue = "60",
      description =
          "How long. What a rate is too much for is waited for, up to twice as long. Without it:"
              + " ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--switches",
      paramLabel = "N",
      converter = Switches.class,
      defaultValue = "6",
      description =
          "How often a policy is enacted or, in turns, repealed, 0 to 128; without it:"
              + " ${DEFAULT-VALUE}.")
  private int switches;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      defaultValue = "load.json",
      description = "Where the report goes as JSON; without it: ${DEFAULT-VALUE}.")
  private Path report = Path.of("");

  /** Reads how many buyers. */
  static final class Buyers extends WholeNumber {
    Buyers() {
      super(1, Scenario.MAX_BUYERS);
    }
  }

  /** Reads how long. */
  static final class Seconds extends WholeNumber {
    Seconds() {
      super(1, LoadPlan.MOST_SECONDS);
    }
  }

  /** Reads how many switches. */
  static final class Switches extends WholeNumber {
    Switches() {
      super(0, LoadPlan.MOST_SWITCHES);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    LoadPlan plan = plan();
    writable();
    PrintWriter out = spec.commandLine().getOut();
    try (var stack = Stack.start(stackArguments.options())) {
      out.println();
      out.println(headline(plan));
      LoadRun load =
          new LoadRun(
              stack.service(Service.PROCUREMENT),
              stack.service(Service.POLICY),
              stack.bootstrapServers(),
              plan);
      say(out, "Warming up with the same market, unmeasured");
      load.warmUp();
      say(out, "Measuring");
      LoadReport found = load.measure();
      found.text().forEach(out::println);
      write(found.json());
      say(out, "Report: " + report);
      return found.sound() ? 0 : 1;
    }
  }

  private LoadPlan plan() {
    try {
      return LoadPlan.of(buyers, shards, rate(), seconds, switches);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private double rate() {
    if (rate.equals(MAX)) {
      return 0;
    }
    try {
      double value = Double.parseDouble(rate);
      if (value >= 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ParameterException(
        spec.commandLine(),
        "--rate must be awards in a second, 0 or more, or max, not '" + rate + "'");
  }

  /** Nobody measures for minutes to learn then that it cannot be written. */
  private void writable() {
    Path folder = report.toAbsolutePath().getParent();
    if (Files.isDirectory(report) || !Files.isWritable(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--report '" + report + "' cannot be written");
    }
  }

  private void write(String json) {
    try {
      Files.writeString(report, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String headline(LoadPlan plan) {
    String market =
        String.format(
            Locale.ROOT,
            "Load: %,d buyers in %d shards, %,.1f awards expected a month, %d switches of a policy",
            plan.buyers(),
            plan.shards(),
            plan.awardsPerMonth(),
            plan.switches());
    return market
        + (plan.paced()
            ? String.format(
                Locale.ROOT,
                "; %,.0f awards/s at a pace of %,d ms: %d months in %d s",
                plan.awardsPerSecond(),
                plan.paceMillis(),
                plan.months(),
                plan.seconds())
            : "; as fast as it can for " + plan.seconds() + " s");
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
