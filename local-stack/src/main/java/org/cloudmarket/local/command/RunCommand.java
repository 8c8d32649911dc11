package org.cloudmarket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.report.EffectReport;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the stack, runs a scenario over Kafka beside the market left alone, and tells the effect.
 */
public final class RunCommand {

  private static final long POLL_MILLIS = 200;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private MarketArguments market;

  @Mixin private EffectOptions effect;

  @Mixin private StackArguments stackArguments;

  @Option(
      names = "--once",
      description = "Stop at the end; exit code 0 only if every digest equals its reference.")
  private boolean once;

  /** Runs; 0 where every digest equals its reference. */
  public int call() throws InterruptedException {
    market.shards();
    Scenario scenario = market.resolved();
    MarketArguments.Baseline baseline = market.baseline(scenario);
    try (var stack = Stack.start(stackArguments.options())) {
      return run(stack, scenario, baseline);
    }
  }

  private int run(Stack stack, Scenario scenario, MarketArguments.Baseline baseline)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.println();
      out.println(Headlines.of(scenario, market.seed()));
      Headlines.notices(scenario).forEach(out::println);
      ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
      market.document().ifPresent(document -> keep(api, document, out));
      List<KafkaRun> runs = order(api, scenario, baseline);
      watch(stack, runs, out);
      boolean proven = false;
      if (finished(runs, out)) {
        effect.pairs(scenario, baseline.resolved(), market.seed(), out);
        EffectReport.of(runs.getFirst(), runs.getLast(), effect.table()).forEach(out::println);
        proven = prove(runs, out);
      }
      if (!once) {
        invite(stack, runs, out);
        // The stack ends with this process, by its shutdown hook.
        stack.await();
      }
      return proven ? 0 : 1;
    } catch (ApiRefusal e) {
      // A service that does not do what it is asked for may only suffer from what is wrong.
      stack.requireWhole();
      throw e;
    }
  }

  /** A scenario of somebody's own is stored, so that runs can name it. */
  private static void keep(ProcurementApi api, ScenarioDocument document, PrintWriter out) {
    api.put("/api/scenarios/" + document.name(), document.json());
    out.println("Stored as scenario " + document.name());
  }

  /** The scenario first, the baseline last; one run alone where the scenario has no policy. */
  private List<KafkaRun> order(
      ProcurementApi api, Scenario scenario, MarketArguments.Baseline baseline) {
    List<Order> orders = new ArrayList<>();
    if (!scenario.policies().isEmpty()) {
      orders.add(order(market.scenario(), market.arm().orElse(""), market.changes()));
    }
    orders.add(order(baseline.scenario(), baseline.arm(), baseline.changes()));
    return KafkaRun.startAll(api, orders);
  }

  private Order order(String scenario, String arm, ValuesByPath changes) {
    return new Order(scenario, arm, market.seed(), market.shards(), changes, 0);
  }

  private static void watch(Stack stack, List<KafkaRun> runs, PrintWriter out)
      throws InterruptedException {
    ProgressBars bars = new ProgressBars(out);
    bars.show(runs.stream().map(ProgressBars.Bar::of).toList());
    while (!runs.stream().allMatch(KafkaRun::over)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      stack.requireWhole();
      runs.forEach(RunCommand::refresh);
      bars.show(runs.stream().map(ProgressBars.Bar::of).toList());
    }
    bars.done();
  }

  /**
   * A service that is being started again does not answer for a while: then what is known stays.
   */
  private static void refresh(KafkaRun run) {
    try {
      run.refresh();
    } catch (ApiRefusal e) {
      if (!e.passing()) {
        throw e;
      }
    }
  }

  private static boolean finished(List<KafkaRun> runs, PrintWriter out) {
    boolean all = true;
    for (KafkaRun run : runs) {
      if (!run.state().equals("finished")) {
        out.println(run.name() + " " + run.state() + ": " + run.error());
        all = false;
      }
    }
    return all;
  }

  private static boolean prove(List<KafkaRun> runs, PrintWriter out) {
    out.println();
    out.println(
        "Proof: digests recomputed from the awards on Kafka, and those of the reference in"
            + " process");
    boolean all = true;
    for (KafkaRun run : runs) {
      JsonNode verification = run.verification();
      boolean equal = verification.path("equal").asBoolean();
      all &= equal;
      out.printf(
          "  %-16s %s  %s%n",
          run.name(),
          verification.path("digest").asText(),
          equal ? "equal to the reference, month by month" : "NOT EQUAL: " + verification);
    }
    return all;
  }

  private static void invite(Stack stack, List<KafkaRun> runs, PrintWriter out) {
    String procurement = stack.service(Service.PROCUREMENT).toString();
    out.println();
    out.println("API       " + procurement + "/q/swagger-ui");
    for (KafkaRun run : runs) {
      out.printf("Run       %s/api/runs/%s  %s%n", procurement, run.id(), run.name());
    }
    out.println("Watch     kcat -b " + stack.bootstrapServers() + " -t awards -C");
    out.println("Ctrl-C ends everything");
    out.flush();
  }
}
