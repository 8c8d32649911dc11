package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.cloudmarket.local.report.PairsReport;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Option;

/** The options of the commands that tell the effect of one pair of runs. */
final class EffectOptions {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Option(
      names = "--table",
      description = "Print every month in which anything happens, and not fifteen of them alone.")
  private boolean table;

  @Option(
      names = "--no-pairs",
      negatable = false,
      description =
          "Leave out the effect over many pairs of runs, which takes some seconds in process.")
  private boolean alone;

  boolean table() {
    return table;
  }

  /** Prints the effect over many pairs of runs, unless nobody wants it or there is no policy. */
  void pairs(Scenario with, Scenario without, long seed, PrintWriter out) {
    if (alone || with.policies().isEmpty()) {
      return;
    }
    ProgressBars bars = new ProgressBars(out, PATIENCE);
    List<String> lines =
        PairsReport.of(
            with,
            without,
            seed,
            (made, planned) ->
                bars.show(
                    List.of(
                        new ProgressBars.Bar("pairs in process", (double) made / planned, ""))));
    bars.done();
    lines.forEach(out::println);
  }
}
