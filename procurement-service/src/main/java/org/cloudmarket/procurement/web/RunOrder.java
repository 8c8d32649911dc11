package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.run.RunLedger.Origin;

/**
 * What somebody orders.
 *
 * @param scenario resolved
 * @param origin the arm that was chosen, and the run that it is a fork of
 * @param paceMillis the least time from month to month
 */
record RunOrder(Scenario scenario, Origin origin, long seed, int shards, long paceMillis) {

  /** A short one, for those who wrote none. */
  static final String EXAMPLE = "{\"scenario\": \"no-policy\"}";

  private static final Set<String> FIELDS =
      Set.of("scenario", "arm", "seed", "shards", "set", "pace", "baseline");

  /**
   * Reads an order.
   *
   * @param runs whether there is a run of an id
   * @throws Refusal with everything that is wrong with it
   */
  static RunOrder read(
      JsonBody order,
      DocumentLibrary library,
      Predicate<String> runs,
      ProcurementSettings.Runs defaults) {
    return new Reader(order, library, runs).order(defaults);
  }

  /** Collects every fault on its way. */
  private static final class Reader {
    private final JsonBody order;
    private final DocumentLibrary library;
    private final Predicate<String> runs;

    Reader(JsonBody order, DocumentLibrary library, Predicate<String> runs) {
      this.order = order;
      this.library = library;
      this.runs = runs;
    }

    RunOrder order(ProcurementSettings.Runs defaults) {
      order.allow(FIELDS);
      long seed = seed(defaults.seed());
      long shards = order.whole("shards", 1, RunsMessage.MAX_SHARDS, defaults.shards());
      long paceMillis = order.paceMillis("pace");
      Optional<String> arm = arm();
      String baseline = baseline();
      ValuesByPath set = order.changes("set");
      Optional<Scenario> scenario = document().flatMap(document -> resolve(document, arm, set));
      order.close();
      return new RunOrder(
          scenario.orElseThrow(),
          new Origin(arm.orElse(""), "", 0, baseline, OrderedChanges.of(order)),
          seed,
          (int) shards,
          paceMillis);
    }

    private long seed(long otherwise) {
      long seed = order.whole("seed", -RunsMessage.MAX_SEED, RunsMessage.MAX_SEED, otherwise);
      if (Math.clamp(seed, -RunsMessage.MAX_SEED, RunsMessage.MAX_SEED) != seed) {
        order.fault(
            "/seed",
            "is missing, and the setting procurement.runs.seed is "
                + seed
                + ", outside -"
                + RunsMessage.MAX_SEED
                + ".."
                + RunsMessage.MAX_SEED);
      }
      return seed;
    }

    private Optional<String> arm() {
      return order.value("arm").flatMap(arm -> arm.name("the name of an arm"));
    }

    private String baseline() {
      Optional<String> baseline =
          order
              .value("baseline")
              .filter(value -> !value.node().isNull())
              .flatMap(value -> value.name("the id of a run"));
      // What cannot be an id is not looked for: it may not even be text to a database.
      baseline
          .filter(id -> !Ids.valid(id) || !runs.test(id))
          .ifPresent(
              id -> order.misread("/baseline", id, "there is no run '" + Excerpt.of(id) + "'"));
      return baseline.orElse("");
    }

    private Optional<ScenarioDocument> document() {
      JsonNode scenario = order.field("scenario");
      if (scenario.isTextual()) {
        return find(scenario.textValue());
      }
      if (scenario.isObject()) {
        return Optional.of(order.document("scenario"));
      }
      order
          .value("scenario")
          .ifPresentOrElse(
              value -> value.name("the name of a scenario or a document"),
              () ->
                  order.fault(
                      "/scenario", "is missing: the name of a scenario, or a whole document"));
      return Optional.empty();
    }

    private Optional<ScenarioDocument> find(String name) {
      try {
        return Optional.of(library.get(name));
      } catch (InvalidScenario e) {
        e.faults().forEach(fault -> order.fault("/scenario", fault.detail()));
        return Optional.empty();
      }
    }

    private Optional<Scenario> resolve(
        ScenarioDocument document, Optional<String> arm, ValuesByPath set) {
      try {
        return Optional.of(library.resolve(document, arm, set));
      } catch (InvalidScenario e) {
        e.faults()
            .forEach(
                fault ->
                    order.fault(
                        fault.pointer().equals("/arms")
                            ? "/arm"
                            : set.within(fault.pointer())
                                .map(change -> "/set" + change)
                                .orElse("/scenario" + fault.pointer()),
                        fault.detail()));
        return Optional.empty();
      }
    }
  }
}
