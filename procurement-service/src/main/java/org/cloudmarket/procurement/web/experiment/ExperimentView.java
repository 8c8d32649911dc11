package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cloudmarket.procurement.store.experiment.Ordered;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An experiment: how far it is, and when it has finished, what it found.
 *
 * @param kind comparison, attribution or sensitivity
 * @param status ordered, running, finished, cancelled or failed
 * @param progress from 0 to 1; it never goes back
 * @param etaSeconds how long it will still take, about; null where it has ended
 * @param replications how often each market was run; null before it has finished
 * @param runs how many are made
 * @param planned how many it may come to, as far as is known
 * @param stopped why there are so many; null before it has finished
 * @param replicationsForHalf how many replications intervals of half the width would take
 * @param outcomes for each treatment and outcome of a comparison, the effect by month and in its
 *     period, with intervals
 * @param attributions for each outcome of an attribution, the part of each policy
 * @param sensitivities for each outcome of a sensitivity, what it depends on
 * @param error why it failed; null where it did not
 */
@Schema(name = "Experiment")
record ExperimentView(
    String id,
    String name,
    String title,
    @Schema(enumeration = {"comparison", "attribution", "sensitivity"}) String kind,
    @Schema(enumeration = {"ordered", "running", "finished", "cancelled", "failed"}) String status,
    double progress,
    @Schema(nullable = true) Long etaSeconds,
    @Schema(nullable = true) Integer replications,
    long runs,
    long planned,
    @Schema(nullable = true) String stopped,
    Long replicationsForHalf,
    @Schema(implementation = Object[].class) JsonNode outcomes,
    @Schema(implementation = Object[].class) JsonNode attributions,
    @Schema(implementation = Object[].class) JsonNode sensitivities,
    Instant orderedAt,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(nullable = true) String error,
    Map<String, String> links) {

  /**
   * What is shown of an experiment.
   *
   * @param found its result; empty where it has none
   */
  static ExperimentView of(Ordered experiment, Optional<JsonNode> found) {
    ExperimentLine line = ExperimentLine.of(experiment);
    JsonNode result = found.orElse(MissingNode.getInstance());
    return new ExperimentView(
        line.id(),
        line.name(),
        line.title(),
        line.kind(),
        line.status(),
        line.progress(),
        line.etaSeconds(),
        result.isMissingNode() ? null : result.path("replications").intValue(),
        line.runs(),
        line.planned(),
        result.path("stopped").textValue(),
        result.has("replicationsForHalf") ? result.path("replicationsForHalf").longValue() : null,
        list(result, "outcomes"),
        list(result, "attributions"),
        list(result, "sensitivities"),
        line.orderedAt(),
        line.startedAt(),
        line.endedAt(),
        line.error(),
        links(line.id(), found.isPresent()));
  }

  private static ArrayNode list(JsonNode result, String field) {
    return result.path(field) instanceof ArrayNode list
        ? list
        : JsonNodeFactory.instance.arrayNode();
  }

  private static Map<String, String> links(String id, boolean finished) {
    String self = ExperimentLine.address(id);
    Map<String, String> links = new TreeMap<>(Map.of("self", self, "document", self + "/document"));
    if (finished) {
      links.put("result", self + "/result");
      links.put("certificate", self + "/certificate");
      links.put("report", self + "/report");
    }
    return links;
  }
}
