package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.cloudmarket.procurement.store.experiment.Ordered;
import org.cloudmarket.procurement.store.scenario.ShownChanges;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An experiment in a list, and in the stream of its progress.
 *
 * @param kind comparison, attribution or sensitivity
 * @param status ordered, running, finished, cancelled or failed
 * @param progress from 0 to 1; it never goes back
 * @param etaSeconds how long it will still take, about; null where it has ended
 * @param changes what each arm changes against the baseline, values by path, by arm; of a
 *     sensitivity, under {@code varied}, the bounds of each number. The first {@value
 *     ShownChanges#MOST} of them
 * @param moreChanges how many changes there are beside those
 * @param runs how many are made
 * @param planned how many it may come to, as far as is known
 * @param error why it failed; null where it did not
 * @param arm which of its arms is the market of the treatment that was asked for; null where none
 *     was
 */
@Schema(name = "ExperimentLine")
record ExperimentLine(
    String id,
    String name,
    String title,
    @Schema(enumeration = {"comparison", "attribution", "sensitivity"}) String kind,
    JsonNode changes,
    int moreChanges,
    @Schema(enumeration = {"ordered", "running", "finished", "cancelled", "failed"}) String status,
    double progress,
    @Schema(nullable = true) Long etaSeconds,
    long runs,
    long planned,
    Instant orderedAt,
    @Schema(nullable = true) Instant startedAt,
    @Schema(nullable = true) Instant endedAt,
    @Schema(nullable = true) String error,
    @Schema(nullable = true) String arm,
    Map<String, String> links) {

  static ExperimentLine of(Ordered experiment) {
    return of(experiment, null);
  }

  static ExperimentLine of(Ordered experiment, String arm) {
    return new ExperimentLine(
        experiment.id(),
        experiment.name(),
        experiment.title(),
        experiment.kind(),
        ShownChanges.read(experiment.changes()),
        experiment.moreChanges(),
        experiment.status().id(),
        experiment.progress(),
        experiment.etaSeconds().isPresent() ? experiment.etaSeconds().getAsLong() : null,
        experiment.made(),
        experiment.expected(),
        experiment.orderedAt(),
        experiment.startedAt().orElse(null),
        experiment.endedAt().orElse(null),
        experiment.error().isEmpty() ? null : experiment.error(),
        arm,
        Map.of("self", address(experiment.id())));
  }

  static String address(String id) {
    return "/api/experiments/" + id;
  }
}
