package org.cloudmarket.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What an experiment takes from a live run: the same busy market by turns alone and while an
 * experiment works that would take far longer than it.
 */
@Command(
    name = "ExperimentMeasure",
    description = "Measures a live run alone and beside an experiment, by turns.",
    mixinStandardHelpOptions = true)
public final class ExperimentMeasure implements Callable<Integer> {

  private static final int WARM_UPS = 2;

  @Mixin private StackPorts ports;

  @Option(
      names = "--turns",
      defaultValue = "3",
      description = "How often each is measured; default: ${DEFAULT-VALUE}.")
  private int turns;

  private ExperimentMeasure() {}

  /** Measures, and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ExperimentMeasure()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    BusyMarket market = new BusyMarket(100_000, 24, 8);
    try (Stack stack = Stack.start(ports.options())) {
      ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
      for (int i = 0; i < WARM_UPS; i++) {
        market.run(stack).outcomes().print("warm-up");
      }
      beside(market, stack, api).print("warm-up beside");
      List<Double> alone = new ArrayList<>();
      List<Double> beside = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        Rate rate = market.run(stack).outcomes();
        rate.print("alone");
        alone.add(rate.perSecond());

        rate = beside(market, stack, api);
        rate.print("beside");
        beside.add(rate.perSecond());
      }
      System.out.printf(
          Locale.ROOT,
          "ratio        %.3f of the outcomes in a second beside an experiment (medians)%n",
          median(beside) / median(alone));
      return 0;
    }
  }

  /** The market while an experiment works, which is cancelled when the market has ended. */
  private static Rate beside(BusyMarket market, Stack stack, ProcurementApi api)
      throws InterruptedException {
    String experiment =
        "/api/experiments/" + api.post("/api/experiments", document()).path("id").asText();
    Rate rate = market.run(stack).outcomes();
    JsonNode worked = api.get(experiment);
    api.post(experiment + "/cancel", JsonNodeFactory.instance.objectNode());
    System.out.printf(
        Locale.ROOT,
        "             the experiment made %d runs of %d meanwhile%n",
        worked.path("runs").asInt(),
        worked.path("planned").asInt());
    return rate;
  }

  private static JsonNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("name", "much-work").put("kind", "comparison").put("scenario", "tianjin-mandate");
    document.putObject("arms").putObject("without").put("without", "all");
    document.withObject("/arms").putObject("with");
    return document.put("baseline", "without").put("replications", 500);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
