package org.cloudmarket.local.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds out in this process what each policy of a scenario did. */
@Command(
    name = "attribution",
    description =
        "Find out what each policy of a scenario did: Shapley values with intervals, in process.",
    mixinStandardHelpOptions = true)
public final class AttributionCommand implements Callable<Integer> {

  private static final int MOST_REPLICATIONS = 100_000;

  @Mixin private MarketArguments market;

  @Mixin private ExperimentOptions options;

  @Option(
      names = "--replications",
      paramLabel = "N",
      defaultValue = "20",
      converter = Replications.class,
      description = "How often each market is run, from 2. Without it: ${DEFAULT-VALUE}.")
  private int replications;

  @Option(
      names = "--policies",
      paramLabel = "ID,ID",
      split = ",",
      description =
          "Whose parts are asked for; the others are always there. Without it: all policies.")
  private List<String> policies = List.of();

  @Option(
      names = "--provider",
      paramLabel = "ID",
      description =
          "Whose share of running spend is attributed. Without it: everybody's, and costs.")
  private Optional<String> provider = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "MONTH",
      description =
          "The first month that counts, such as 2021-01. Without it: the first in which a policy"
              + " binds.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "MONTH",
      description = "The last month that counts. Without it: the last one.")
  private Optional<String> to = Optional.empty();

  /** Reads how many replications. */
  static final class Replications extends WholeNumber {
    Replications() {
      super(2, MOST_REPLICATIONS);
    }
  }

  @Override
  public Integer call() {
    // What is wrong with the scenario is said in its own words.
    Scenario scenario = market.resolved();
    ObjectNode document = Tree.map();
    document.put("name", scenario.name() + "-attribution");
    document.put("title", "What each policy did: " + market.scenario());
    document.put("kind", "attribution");
    document.put("scenario", market.scenario());
    market.arm().ifPresent(arm -> document.put("arm", arm));
    ObjectNode set = document.putObject("set");
    market.changes().values().forEach(set::set);
    document.put("replications", replications);
    document.put("firstSeed", market.seed());
    if (!policies.isEmpty()) {
      ArrayNode ids = document.putArray("policies");
      policies.forEach(ids::add);
    }
    if (from.isPresent() || to.isPresent()) {
      ObjectNode period = document.putObject("period");
      from.ifPresent(month -> period.put("from", month));
      to.ifPresent(month -> period.put("to", month));
    }
    provider.ifPresent(
        id ->
            document
                .putObject("outcomes")
                .putObject("share-of-" + id)
                .put("figure", "running-share")
                .put("ofProvider", id));
    return options.make(ExperimentReader.read(document.toString(), market.library()));
  }
}
