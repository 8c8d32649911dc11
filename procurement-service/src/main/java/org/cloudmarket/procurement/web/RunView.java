package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Sizes;
import org.cloudmarket.procurement.run.Stall;
import org.cloudmarket.procurement.store.run.PolicyEvents;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunStatus;
import org.cloudmarket.procurement.store.scenario.ShownChanges;
import org.cloudmarket.procurement.web.figures.Headline;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A run, as people see it.
 *
 * @param arm null where none was chosen
 * @param fork of which run, and from which month on its policies are others; null for none
 * @param currency of all sums in it: an ISO 4217 code; what is named fen are hundredths of its unit
 * @param changes what its order changes against its scenario: values by path, the first {@value
 *     ShownChanges#MOST} of them
 * @param moreChanges how many changes there are beside those
 * @param baseline the run that it is to be compared with: of a fork, the one that it is a fork of;
 *     null for none
 * @param owner who ordered it, as their token names them; absent where there was no login
 * @param traceId of the sampled W3C trace that its order came with; absent where there was none,
 *     and before the run has begun
 * @param pace the least time from month to month
 * @param month the last whole month; null before the first
 * @param progress part of its months that are whole, 0..1
 * @param error why it failed or was cancelled; null otherwise
 * @param digest after the last whole month; null before the first
 * @param digests after each
 * @param headline null before the first whole month
 * @param notices where the run is of another size than its scenario asks for
 * @param audit what came of adding up anew what is stored of it; null while it goes on
 * @param stalled null where it moves, waits for people or has ended
 */
@Schema(name = "Run")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RunView(
    String id,
    String scenario,
    @Schema(nullable = true) String arm,
    @Schema(nullable = true) ForkView fork,
    String title,
    JsonNode changes,
    int moreChanges,
    @Schema(nullable = true) String baseline,
    @JsonInclude(JsonInclude.Include.NON_NULL) String owner,
    @JsonInclude(JsonInclude.Include.NON_NULL) String traceId,
    String currency,
    long seed,
    int shards,
    String pace,
    Instant orderedAt,
    @Schema(enumeration = {"ordered", "running", "paused", "finished", "cancelled", "failed"})
        String status,
    @Schema(nullable = true) String month,
    double progress,
    @Schema(nullable = true) String error,
    @Schema(nullable = true) String digest,
    List<MonthDigest> digests,
    @Schema(nullable = true) Run.Audit audit,
    @Schema(nullable = true) StallView stalled,
    @Schema(nullable = true) Headline headline,
    List<Fault> notices,
    List<PolicyChange> policies,
    Map<String, String> links) {

  /**
   * A run that does not move.
   *
   * @param since when the last of it was heard
   * @param hop "rules", "tenders", "bids", "awards", "report", "broker" or "projection"
   * @param month which month it waits for
   * @param shards for which of its shards; empty where it waits for all together
   * @param waitingFor the same in words
   */
  @Schema(name = "Stall")
  record StallView(
      Instant since, String hop, String month, List<Integer> shards, String waitingFor) {

    static StallView of(Stall stall) {
      return new StallView(
          stall.since(),
          stall.hop().id(),
          Months.text(stall.month()),
          stall.shards(),
          stall.waitingFor());
    }
  }

  /** What a run is a fork of. */
  @Schema(name = "Fork")
  record ForkView(String run, String from) {

    static ForkView of(Run run) {
      return run.parent == null ? null : new ForkView(run.parent, Months.text(run.forkMonth));
    }
  }

  /** A run's digest after a month. */
  record MonthDigest(String month, String digest) {}

  /** A policy came into force or ceased. */
  record PolicyChange(String month, String policy, String event, String cause) {

    static PolicyChange of(PolicyEvents.Event event) {
      return new PolicyChange(
          Months.text(event.month()), event.policy(), event.event().id(), event.cause());
    }
  }

  /** A run in a list. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record RunLine(
      String id,
      String scenario,
      @Schema(nullable = true) String arm,
      @Schema(nullable = true) ForkView fork,
      String title,
      JsonNode changes,
      int moreChanges,
      @Schema(nullable = true) String baseline,
      long seed,
      int shards,
      String pace,
      Instant orderedAt,
      @Schema(enumeration = {"ordered", "running", "paused", "finished", "cancelled", "failed"})
          String status,
      @Schema(nullable = true) String month,
      double progress,
      @Schema(nullable = true) String error,
      @Schema(nullable = true) Run.Audit audit,
      @Schema(nullable = true) StallView stalled,
      Map<String, String> links) {

    static RunLine of(Run run, Optional<Stall> stalled) {
      return new RunLine(
          run.id,
          run.scenario,
          orNull(run.arm),
          ForkView.of(run),
          run.title,
          ShownChanges.read(run.changes),
          run.moreChanges,
          run.baseline,
          run.seed,
          run.shards,
          Pace.text(run.paceMillis),
          run.orderedAt,
          run.status().id(),
          monthOf(run),
          progressOf(run),
          orNull(run.error()),
          run.audit().orElse(null),
          stalledOf(run, stalled),
          listed(run));
    }
  }

  static RunView of(
      Run run,
      Optional<Stall> stalled,
      Scenario scenario,
      SortedMap<Integer, Digest> digests,
      Optional<Headline> headline,
      List<PolicyEvents.Event> policies) {
    return new RunView(
        run.id,
        run.scenario,
        orNull(run.arm),
        ForkView.of(run),
        run.title,
        ShownChanges.read(run.changes),
        run.moreChanges,
        run.baseline,
        run.owner,
        run.traceId,
        scenario.currency().getCurrencyCode(),
        run.seed,
        run.shards,
        Pace.text(run.paceMillis),
        run.orderedAt,
        run.status().id(),
        monthOf(run),
        progressOf(run),
        orNull(run.error()),
        digests.isEmpty() ? null : digests.lastEntry().getValue().hex(),
        digests.entrySet().stream()
            .map(entry -> new MonthDigest(Months.text(entry.getKey()), entry.getValue().hex()))
            .toList(),
        run.audit().orElse(null),
        stalledOf(run, stalled),
        headline.orElse(null),
        Sizes.rounded(scenario),
        policies.stream().map(PolicyChange::of).toList(),
        links(run));
  }

  /** Where a run is. */
  static String address(Run run) {
    return "/api/runs/" + run.id;
  }

  private static Map<String, String> listed(Run run) {
    Map<String, String> links = new TreeMap<>(Map.of("self", address(run)));
    if (run.parent != null) {
      links.put("parent", "/api/runs/" + run.parent);
    }
    if (run.baseline != null) {
      links.put("comparison", "/api/comparisons?baseline=" + run.baseline + "&treatment=" + run.id);
    }
    return links;
  }

  private static Map<String, String> links(Run run) {
    Map<String, String> links = new TreeMap<>(ownLinks(run));
    links.putAll(listed(run));
    return links;
  }

  private static Map<String, String> ownLinks(Run run) {
    String self = address(run);
    return Map.ofEntries(
        Map.entry("self", self),
        Map.entry("scenario", self + "/scenario"),
        Map.entry("shares", self + "/shares"),
        Map.entry("figures", self + "/figures"),
        Map.entry("flows", self + "/flows"),
        Map.entry("places", self + "/places"),
        Map.entry("verification", self + "/verification"),
        Map.entry("awards", self + "/awards"),
        Map.entry("releases", self + "/releases"),
        Map.entry("requests", self + "/requests"),
        Map.entry("pause", self + "/pause"),
        Map.entry("resume", self + "/resume"),
        Map.entry("step", self + "/step"),
        Map.entry("pace", self + "/pace"),
        Map.entry("cancel", self + "/cancel"));
  }

  /** It may have moved, or been paused, since it was looked at. */
  private static StallView stalledOf(Run run, Optional<Stall> stalled) {
    RunStatus status = run.status();
    return status == RunStatus.PAUSED || status.ended()
        ? null
        : stalled.map(StallView::of).orElse(null);
  }

  private static String monthOf(Run run) {
    return run.lastMonth().isPresent() ? Months.text(run.lastMonth().getAsInt()) : null;
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static double progressOf(Run run) {
    return (double) run.wholeMonths() / run.months;
  }
}
