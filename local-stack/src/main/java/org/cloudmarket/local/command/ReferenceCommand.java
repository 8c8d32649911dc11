package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.cloudmarket.local.report.EffectReport;
import org.cloudmarket.local.report.ReferenceView;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a scenario in this process, beside the market left alone. */
@Command(
    name = "reference",
    description = "Run a scenario in process, without broker or database, and tell its effect.",
    mixinStandardHelpOptions = true)
public final class ReferenceCommand implements Callable<Integer> {

  /** Most runs are over before anybody asks how far they are. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private MarketArguments market;

  @Mixin private EffectOptions effect;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int shards = market.shards();
    Scenario scenario = market.resolved();
    Scenario baseline = market.baseline(scenario).resolved();
    out.println(Headlines.of(scenario, market.seed()) + ", in process");
    Headlines.notices(scenario).forEach(out::println);
    ReferenceView without = run(baseline, shards, out);
    ReferenceView with = scenario.policies().isEmpty() ? without : run(scenario, shards, out);
    effect.pairs(scenario, baseline, market.seed(), out);
    EffectReport.of(with, without, effect.table()).forEach(out::println);
    out.println();
    out.println("Digest " + with.digest());
    return 0;
  }

  private ReferenceView run(Scenario scenario, int shards, PrintWriter out) {
    ProgressBars bars = new ProgressBars(out, PATIENCE);
    ReferenceView view =
        ReferenceView.of(
            scenario,
            market.seed(),
            shards,
            month -> {
              double done = (double) (month - scenario.start()) / scenario.months();
              bars.show(List.of(new ProgressBars.Bar(scenario.name(), done, Months.text(month))));
            });
    bars.done();
    return view;
  }
}
