package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.log.scenario.DocumentLibrary;
import org.cloudmarket.log.scenario.InvalidScenario;
import org.cloudmarket.log.scenario.ScenarioDocument;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * What somebody orders.
 *
 * @param scenario resolved
 * @param arm the arm that was chosen; empty for none
 */
record RunOrder(Scenario scenario, String arm, long seed, int shards) {

  private static final Set<String> FIELDS = Set.of("scenario", "arm", "seed", "shards", "set");
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * Reads an order.
   *
   * @throws Refusal with everything that is wrong with it
   */
  static RunOrder read(byte[] body, DocumentLibrary library, ProcurementSettings.Runs defaults) {
    return new Reader(tree(body), library, defaults).order();
  }

  private static JsonNode tree(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      throw Refusal.invalid("", "is not JSON: " + where(e) + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("bytes can always be read", e);
    }
    if (!tree.isObject()) {
      throw Refusal.invalid("", "is not a JSON object such as {\"scenario\": \"no-policy\"}");
    }
    return tree;
  }

  private static String where(JacksonException e) {
    return e.getLocation() == null
        ? ""
        : "line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ": ";
  }

  /** Collects every fault on its way. */
  private static final class Reader {
    private final JsonNode order;
    private final DocumentLibrary library;
    private final ProcurementSettings.Runs defaults;
    private final List<Fault> faults = new ArrayList<>();

    Reader(JsonNode order, DocumentLibrary library, ProcurementSettings.Runs defaults) {
      this.order = order;
      this.library = library;
      this.defaults = defaults;
    }

    RunOrder order() {
      order
          .fieldNames()
          .forEachRemaining(
              field -> {
                if (!FIELDS.contains(field)) {
                  fault(
                      "/" + field,
                      "is unknown; an order knows " + FIELDS.stream().sorted().toList());
                }
              });
      long seed = whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, defaults.seed());
      long shards = whole("shards", 1, RunsMessage.MAX_SHARDS, defaults.shards());
      Optional<String> arm = arm();
      Map<String, String> set = set();
      Optional<Scenario> scenario = document().flatMap(document -> resolve(document, arm, set));
      if (!faults.isEmpty()) {
        throw Refusal.invalid(faults);
      }
      return new RunOrder(scenario.orElseThrow(), arm.orElse(""), seed, (int) shards);
    }

    private long whole(String field, long low, long high, long otherwise) {
      JsonNode value = order.path(field);
      if (value.isMissingNode()) {
        return otherwise;
      }
      if (!value.isIntegralNumber()
          || !value.canConvertToLong()
          || value.longValue() < low
          || value.longValue() > high) {
        fault(
            "/" + field, "is " + shortened(value) + ", not a whole number in " + low + ".." + high);
        return otherwise;
      }
      return value.longValue();
    }

    private Optional<String> arm() {
      JsonNode arm = order.path("arm");
      if (!arm.isMissingNode() && !arm.isTextual()) {
        fault("/arm", "is " + shortened(arm) + ", not the name of an arm");
      }
      return Optional.ofNullable(arm.textValue()).filter(name -> !name.isEmpty());
    }

    private Map<String, String> set() {
      JsonNode set = order.path("set");
      Map<String, String> changes = new TreeMap<>();
      if (!set.isMissingNode() && !set.isObject()) {
        fault("/set", "is " + shortened(set) + ", not an object of values by path");
      }
      set.properties()
          .forEach(
              change ->
                  changes.put(
                      change.getKey(),
                      change.getValue().isTextual()
                          ? change.getValue().textValue()
                          : change.getValue().toString()));
      return changes;
    }

    private Optional<ScenarioDocument> document() {
      JsonNode scenario = order.path("scenario");
      if (scenario.isTextual()) {
        return find(scenario.textValue());
      }
      if (scenario.isObject()) {
        try {
          return Optional.of(ScenarioDocument.parse(scenario.toString()));
        } catch (InvalidScenario e) {
          e.faults().forEach(fault -> fault("/scenario" + fault.pointer(), fault.detail()));
          return Optional.empty();
        }
      }
      fault(
          "/scenario",
          scenario.isMissingNode()
              ? "is missing: the name of a scenario, or a whole document"
              : "is " + shortened(scenario) + ", neither a name nor a document");
      return Optional.empty();
    }

    private Optional<ScenarioDocument> find(String name) {
      try {
        return Optional.of(library.get(name));
      } catch (InvalidScenario e) {
        e.faults().forEach(fault -> fault("/scenario", fault.detail()));
        return Optional.empty();
      }
    }

    private Optional<Scenario> resolve(
        ScenarioDocument document, Optional<String> arm, Map<String, String> set) {
      try {
        return Optional.of(library.resolve(document, arm, set));
      } catch (InvalidScenario e) {
        e.faults().forEach(fault -> fault("/scenario" + fault.pointer(), fault.detail()));
        return Optional.empty();
      }
    }

    private void fault(String pointer, String detail) {
      faults.add(new Fault(pointer, detail));
    }

    private static String shortened(JsonNode value) {
      String text = value.toString();
      return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
  }
}
