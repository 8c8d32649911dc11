package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cloudmarket.local.report.EffectReport;
import org.cloudmarket.local.report.ReferenceView;
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

  @Spec private CommandSpec spec;

  @Mixin private MarketArguments market;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int shards = market.shards();
    Scenario scenario = market.resolved();
    Scenario baseline = market.baseline(scenario).resolved();
    out.println(Headlines.of(scenario, market.seed()) + ", in process");
    Headlines.notices(scenario).forEach(out::println);
    ReferenceView without = ReferenceView.of(baseline, market.seed(), shards);
    ReferenceView with =
        scenario.policies().isEmpty() ? without : ReferenceView.of(scenario, market.seed(), shards);
    EffectReport.of(with, without).forEach(out::println);
    out.println();
    out.println("Digest " + with.digest());
    return 0;
  }
}
