package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.SortedMap;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.run.Difference;
import org.cloudmarket.procurement.run.DifferenceFinder;
import org.cloudmarket.procurement.run.References;
import org.cloudmarket.procurement.store.digest.Digests;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether what came out over Kafka is what the same market gives in one process. */
@Path("/api/runs/{id}/verification")
@Tag(name = "verification")
public final class VerificationResource {

  private final Digests digests;
  private final References references;
  private final RunLedger ledger;
  private final DifferenceFinder finder;

  @Inject
  VerificationResource(
      Digests digests, References references, RunLedger ledger, DifferenceFinder finder) {
    this.digests = digests;
    this.references = references;
    this.ledger = ledger;
    this.finder = finder;
  }

  /**
   * What the comparison found.
   *
   * @param equal null before the first closed month: there is nothing to compare yet
   * @param month the last month that was compared; null where there is none yet. It may be one less
   *     than the run's last, where it is not known here yet which policies that month has
   * @param digest of the run after that month, recomputed from the records of its awards
   * @param reference of the reference run after that month
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Verification(
      Boolean equal,
      @Schema(nullable = true) String month,
      String digest,
      String reference,
      Optional<FirstDifference> firstDifference) {}

  /** Where they begin to differ. */
  record FirstDifference(String month, String tender, String kind) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Compare a run's whole months with a reference run in process")
  @APIResponseSchema(value = Verification.class, responseCode = "200")
  @APIResponse(responseCode = "429", description = "Too many verifications are waiting already")
  public Verification verify(@PathParam("id") String id) {
    Run run = RunsResource.find(id);
    if (run.verifiableMonth().isEmpty()) {
      return new Verification(null, null, null, null, Optional.empty());
    }
    int last = run.verifiableMonth().getAsInt();
    SortedMap<Integer, Digests.Month> months = digests.months(run.id, last);
    SortedMap<Integer, Digest> recomputed = Digests.chained(months);
    SortedMap<Integer, Digest> reference =
        references
            .digests(ledger.scenario(run), run.seed)
            .orElseThrow(
                () ->
                    Refusal.busy(
                        "too-many-verifications", "Too many verifications are waiting already"));
    Optional<Difference> difference =
        difference(months, recomputed, reference.headMap(last + 1))
            .map(first -> closer(run, first));
    return new Verification(
        difference.isEmpty(),
        Months.text(last),
        Optional.ofNullable(recomputed.get(last)).map(Digest::hex).orElse(null),
        reference.get(last).hex(),
        difference.map(
            first ->
                new FirstDifference(
                    Months.text(first.month()), first.tender(), first.kind().id())));
  }

  private Difference closer(Run run, Difference first) {
    Difference found = finder.find(run.id, ledger.scenario(run), run.seed, first.month());
    return first.kind() == Difference.Kind.LOG
        ? new Difference(found.month(), found.tender(), Difference.Kind.LOG)
        : found;
  }

  static Optional<Difference> difference(
      SortedMap<Integer, Digests.Month> months,
      SortedMap<Integer, Digest> recomputed,
      SortedMap<Integer, Digest> reference) {
    for (int month : reference.keySet()) {
      if (!months.containsKey(month) || !months.get(month).asClaimed()) {
        return Optional.of(new Difference(month, "", Difference.Kind.LOG));
      }
      if (!recomputed.get(month).equals(reference.get(month))) {
        return Optional.of(new Difference(month, "", Difference.Kind.DIGEST));
      }
    }
    return Optional.empty();
  }
}
