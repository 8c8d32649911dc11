package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.figures.Series.Of;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.run.Difference;
import org.cloudmarket.procurement.run.Divergences;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.figures.FigureStore;
import org.cloudmarket.procurement.store.figures.FigureStore.Wanted;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.scenario.Changes;
import org.cloudmarket.procurement.store.scenario.Changes.Change;
import org.cloudmarket.procurement.web.Comparison.Cause;
import org.cloudmarket.procurement.web.Comparison.Divergence;
import org.cloudmarket.procurement.web.Comparison.Side;
import org.cloudmarket.procurement.web.award.AwardItem;
import org.cloudmarket.procurement.web.figures.FiguresTable;
import org.cloudmarket.procurement.web.figures.FiguresTable.Split;
import org.cloudmarket.procurement.web.figures.Slice;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The effect of one run against another. */
@Path("/api/comparisons")
@Tag(name = "comparisons")
public final class ComparisonsResource {

  private static final String POLICIES = "/policies/";

  private final FigureStore figures;
  private final RunLedger ledger;
  private final Divergences divergences;
  private final AwardStore awards;

  @Inject
  ComparisonsResource(
      FigureStore figures, RunLedger ledger, Divergences divergences, AwardStore awards) {
    this.figures = figures;
    this.ledger = ledger;
    this.divergences = divergences;
    this.awards = awards;
  }

  /** A run and what it is of. */
  private record Arm(Run run, Course course) {
    Scenario scenario() {
      return course.scenario();
    }
  }

  /** What is asked for of both runs. */
  private record Part(Split split, Optional<String> city, Optional<Segment> segment) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "What came of one run, the treatment, less what came of another with the same luck, the"
              + " baseline, by month; and the first tender that came out differently, with its"
              + " cause")
  @Parameter(name = "baseline", in = ParameterIn.QUERY, required = true)
  @Parameter(name = "treatment", in = ParameterIn.QUERY, required = true)
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"none", "provider", "ownership", "segment", "city"},
              defaultValue = "segment"))
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Comparison compare(@Context UriInfo uri) {
    return read(uri);
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table compareAsCsv(@Context UriInfo uri) {
    Comparison comparison = read(uri);
    return FiguresTable.table(comparison.months(), comparison.effect(), comparison.shareEffect());
  }

  private Comparison read(UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    String one = run(query, "baseline");
    String other = run(query, "treatment");
    Split split = query.word("by", Split.class).orElse(Split.SEGMENT);
    Optional<Segment> segment = query.word("segment", Segment.class);
    query.text("city");
    Optional<Run> without = known(query, "baseline", one);
    Optional<Run> with = known(query, "treatment", other);
    query.close();
    // Only those who know the runs can tell what else is wrong.
    Arm baseline = arm(without.orElseThrow());
    Arm treatment = arm(with.orElseThrow());
    Optional<String> city = query.oneOf("city", cities(baseline, treatment));
    requireComparable(baseline, treatment, query);
    query.close();
    Comparison comparison = compare(baseline, treatment, new Part(split, city, segment));
    for (Arm arm : List.of(baseline, treatment)) {
      if (ledger.find(arm.run.id).isEmpty()) {
        // Deleted meanwhile: what was read of it may be the half.
        throw Refusal.unknown("run", arm.run.id);
      }
    }
    return comparison;
  }

  private static String run(Query query, String name) {
    Optional<String> id = query.text(name);
    if (id.isEmpty()) {
      query.fault(name, "is missing: the id of a run");
    }
    return id.orElse("");
  }

  private static Optional<Run> known(Query query, String name, String id) {
    Optional<Run> run = Optional.of(id).filter(Ids::valid).flatMap(Run::of);
    if (!id.isEmpty() && run.isEmpty()) {
      query.unknown(name, "run", id);
    }
    return run;
  }

  private Arm arm(Run run) {
    return new Arm(run, ledger.course(run));
  }

  private static List<String> cities(Arm one, Arm other) {
    TreeSet<String> cities = new TreeSet<>();
    Stream.of(one, other)
        .flatMap(arm -> arm.scenario().cities().stream())
        .map(City::id)
        .forEach(cities::add);
    return List.copyOf(cities);
  }

  private static void requireComparable(Arm one, Arm other, Query query) {
    Run baseline = one.run;
    Run treatment = other.run;
    if (baseline.id.equals(treatment.id)) {
      query.fault("treatment", "is the baseline itself");
    } else if (baseline.seed != treatment.seed) {
      query.fault(
          "treatment",
          "has seed "
              + treatment.seed
              + " and the baseline "
              + baseline.seed
              + ": with a different random seed, a difference says nothing of what was changed");
    } else if (baseline.startMonth != treatment.startMonth) {
      query.fault(
          "treatment",
          "starts in "
              + Months.text(treatment.startMonth)
              + " and the baseline in "
              + Months.text(baseline.startMonth));
    }
    Currency money = one.scenario().currency();
    if (!other.scenario().currency().equals(money)) {
      query.fault(
          "treatment",
          "counts its money in "
              + other.scenario().currency()
              + " and the baseline in "
              + money
              + ": neither is converted");
    }
  }

  private Comparison compare(Arm baseline, Arm treatment, Part part) {
    int months = Math.min(baseline.run.wholeMonths(), treatment.run.wholeMonths());
    if (months == 0) {
      throw Refusal.conflict(
          "nothing-to-compare",
          "There is no month yet that both runs have closed",
          Stream.of(baseline, treatment)
              .filter(arm -> arm.run.wholeMonths() == 0)
              .map(arm -> new Fault("", "run '" + arm.run.id + "' has closed none"))
              .toList());
    }
    int last = baseline.run.startMonth + months - 1;
    MarketFigures without = read(baseline.run, part, last);
    MarketFigures with = read(treatment.run, part, last);
    List<String> named = Slice.months(baseline.run).subList(0, months);
    List<Change> changes =
        Changes.between(
            ScenarioJson.write(baseline.scenario()), ScenarioJson.write(treatment.scenario()));
    return new Comparison(
        Side.of(baseline.run),
        Side.of(treatment.run),
        named,
        changes,
        part.split.id(),
        Comparison.effect(
            FiguresTable.of(without, baseline.course, part.split, named),
            FiguresTable.of(with, treatment.course, part.split, named)),
        Comparison.shareEffect(
            shares(without, baseline.course, part, months),
            shares(with, treatment.course, part, months),
            months),
        divergences
            .first(baseline.run.id, treatment.run.id, last)
            .map(first -> divergence(first, baseline, treatment, changes))
            .orElse(null));
  }

  private MarketFigures read(Run run, Part part, int last) {
    return figures.read(
        new Wanted(
            run.id, run.startMonth, last, part.split == Split.CITY, part.city, part.segment));
  }

  /** Of all together there is only one share, and it is all. */
  private static SortedMap<String, double[]> shares(
      MarketFigures figures, Course course, Part part, int months) {
    return part.split == Split.NONE
        ? new TreeMap<>()
        : Series.spend(figures, course, part.split.by(), Of.RUNNING, _ -> true, months).shares();
  }

  private Divergence divergence(
      Difference first, Arm baseline, Arm treatment, List<Change> changes) {
    List<Stored> without = outcomes(baseline.run, first);
    List<Stored> with = outcomes(treatment.run, first);
    Set<String> traces = new TreeSet<>();
    Stream.concat(without.stream(), with.stream()).forEach(each -> trace(each.outcome(), traces));
    List<String> changed =
        changes.stream()
            .map(Change::pointer)
            .filter(pointer -> pointer.startsWith(POLICIES))
            .map(pointer -> pointer.substring(POLICIES.length()).replaceFirst("/.*", ""))
            .distinct()
            .toList();
    List<String> acted = changed.stream().filter(traces::contains).toList();
    return new Divergence(
        Months.text(first.month()),
        first.tender(),
        first.kind().id(),
        AwardItem.of(without),
        AwardItem.of(with),
        new Cause(
            acted.isEmpty() ? known(changed, baseline, treatment, first.month()) : acted,
            changes.stream()
                .map(Change::pointer)
                .filter(pointer -> !pointer.startsWith(POLICIES))
                .toList()));
  }

  private List<Stored> outcomes(Run run, Difference first) {
    return awards.ofTender(run.id, first.tender(), first.month()).stream()
        .filter(stored -> stored.place().month() == first.month())
        .toList();
  }

  /** The policies that left a trace on an outcome. */
  private static void trace(Decided outcome, Set<String> into) {
    switch (outcome) {
      case ContractAwarded award -> {
        into.addAll(award.policies());
        into.addAll(award.counterfactual().displacedBy());
      }
      case TenderFailed failure -> into.addAll(failure.policies());
      case ComplaintFiled complaint -> into.addAll(complaint.against());
      case ContractExtended _ -> {}
    }
  }

  /** Of these policies, those that are known or bind in the month, in either run. */
  private static List<String> known(List<String> ids, Arm baseline, Arm treatment, int month) {
    List<String> known = new ArrayList<>();
    for (String id : ids) {
      boolean either =
          Stream.of(baseline, treatment)
              .anyMatch(
                  arm ->
                      arm.scenario().policies().stream()
                          .anyMatch(
                              policy ->
                                  policy.id().equals(id) && acts(policy, arm.course(), month)));
      if (either) {
        known.add(id);
      }
    }
    return known;
  }

  /** What only a trigger enacts does nothing before. */
  private static boolean acts(Policy policy, Course course, int month) {
    if (policy.byTrigger()) {
      return Spell.of(policy.id(), course.spells()).stream().anyMatch(time -> time.holds(month));
    }
    return month >= Math.min(policy.knownFrom(), policy.effective()) && month < policy.end();
  }
}
