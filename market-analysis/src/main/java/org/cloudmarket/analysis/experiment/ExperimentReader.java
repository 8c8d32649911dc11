package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.cloudmarket.analysis.attribution.ShapleyDesign;
import org.cloudmarket.analysis.experiment.MarketReader.Market;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.Titles;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;

/** Reads documents of experiments, YAML or JSON, and says everything that is wrong with one. */
public final class ExperimentReader {

  private static final String KIND = "kind";
  private static final String REPLICATIONS = "replications";
  private static final String PRECISION = "precision";
  private static final String BASELINE = "baseline";

  /** Of money, which is counted in fen, ten billion. */
  private static final long MOST_HALF_WIDTH = 1_000_000_000_000L;

  /** How often each market is run where nobody says. */
  private static final int USUAL_REPLICATIONS = 40;

  /** So many points of a sensitivity are looked at before it is run; each takes milliseconds. */
  private static final int MOST_EXAMINED = 64;

  private static final int USUAL_PILOT = 20;
  private static final int USUAL_MOST = 1_000;

  /** What is asked. */
  enum Kind implements Kebab {
    COMPARISON,
    ATTRIBUTION,
    SENSITIVITY
  }

  private final Fields fields;
  private final Faults faults;
  private final MarketReader markets;

  private ExperimentReader(Tree tree, DocumentLibrary library) {
    faults = tree.faultsSoFar();
    fields = Fields.of(Pointer.ROOT, tree.root(), faults);
    markets = new MarketReader(library);
  }

  /**
   * Reads a document.
   *
   * @param library of the scenarios that it may name
   * @throws InvalidScenario with everything that is wrong with it
   */
  public static Experiment read(String text, DocumentLibrary library) {
    return read(Tree.read(text), library);
  }

  /** The same of a document that is read already. */
  public static Experiment read(Tree tree, DocumentLibrary library) {
    ExperimentReader reader = new ExperimentReader(tree, library);
    Optional<Experiment> experiment = reader.experiment(tree);
    reader.faults.throwIfAny();
    return experiment.orElseThrow();
  }

  private Optional<Experiment> experiment(Tree tree) {
    int mark = fields.mark();
    String name = fields.newId("name");
    String title = fields.text("title", Titles.MAX_LENGTH, "");
    fields.text("about", Integer.MAX_VALUE, "");
    int beforeKind = faults.count();
    Kind kind = kind(tree.root());
    if (faults.count() > beforeKind) {
      return Optional.empty(); // It decides which fields there are.
    }
    Market market = markets.read(fields, Market.NONE);
    long firstSeed = markets.firstSeed(fields);
    Optional<Made> made =
        switch (kind) {
          case COMPARISON -> comparison(market, firstSeed);
          case ATTRIBUTION -> attribution(market, firstSeed);
          case SENSITIVITY -> sensitivity(market, firstSeed);
        };
    if (made.isEmpty()) {
      fields.allow(List.of("outcomes", "period"));
    }
    fields.close();
    return faults.make(
        made.isPresent() ? mark : -1,
        Pointer.ROOT,
        () ->
            new Experiment(
                name,
                title.isEmpty() ? name : title,
                made.orElseThrow().design(),
                made.orElseThrow().outcomes()));
  }

  private Kind kind(JsonNode root) {
    if (root.path(KIND).asText().equals("calibration")) {
      fields.fault(KIND, "is calibration, which is no experiment: ./run calibrate runs it");
      return Kind.COMPARISON;
    }
    return fields.word(KIND, "kind of experiment", Kind.class);
  }

  /** A design and what is measured by it. */
  private record Made(Design design, List<Outcome> outcomes) {}

  private List<Outcome> outcomes(List<Scenario> scenarios) {
    OutcomesReader reader = new OutcomesReader(scenarios);
    OutcomesReader.Period period = reader.period(fields.optionalMap("period"), scenarios);
    return reader.read(fields.optionalMap("outcomes"), period);
  }

  private Optional<Made> comparison(Market market, long firstSeed) {
    int mark = faults.count();
    Fields written = fields.map("arms");
    SortedMap<String, JsonNode> nodes = Keyed.byId(written, "arm", Comparison.MOST_ARMS);
    String baseline = fields.id(BASELINE, "arm", nodes.keySet());
    if (nodes.size() == 1) {
      faults.add(written.pointer(), "has one arm; what is compared needs a baseline beside it");
    }
    Market above = markets.sound(fields, market);
    List<Arm> arms = new ArrayList<>();
    nodes.forEach((id, node) -> arm(id, Fields.of(written.at(id), node, faults), above, arms));
    Optional<List<Outcome>> outcomes =
        arms.isEmpty()
            ? Optional.empty()
            : Optional.of(outcomes(arms.stream().map(Arm::scenario).toList()));
    Optional<Replications> replications = replications(outcomes.orElse(List.of()));
    arms.stream()
        .filter(arm -> arm.id().equals(baseline))
        .findFirst()
        .ifPresent(
            against ->
                arms.forEach(
                    arm ->
                        Comparison.faults(against, arm)
                            .forEach(fault -> faults.add(written.at(arm.id()), fault))));
    return faults.make(
        outcomes.isPresent() ? mark : -1,
        written.pointer(),
        () ->
            new Made(
                new Comparison(
                    arms.stream()
                        .filter(arm -> arm.id().equals(baseline))
                        .findFirst()
                        .orElseThrow(),
                    arms.stream().filter(arm -> !arm.id().equals(baseline)).toList(),
                    replications.orElseThrow(),
                    firstSeed),
                outcomes.orElseThrow()));
  }

  private void arm(String id, Fields arm, Market above, List<Arm> into) {
    String title = arm.text("title", Titles.MAX_LENGTH, "");
    Market market = markets.read(arm, above);
    if (market.document().isEmpty() && !MarketReader.names(arm) && !MarketReader.names(fields)) {
      arm.faults().add(arm.pointer(), "names no scenario, nor does the experiment");
    }
    Optional<Scenario> scenario = markets.scenario(arm, market);
    arm.close();
    scenario
        .filter(_ -> Ids.valid(id))
        .ifPresent(whole -> into.add(new Arm(id, title.isEmpty() ? whole.title() : title, whole)));
  }

  private Optional<Replications> replications(List<Outcome> outcomes) {
    if (!fields.has(PRECISION)) {
      int count =
          fields.whole(REPLICATIONS, Replications.FEWEST, Replications.MOST, USUAL_REPLICATIONS);
      return faults.make(
          faults.count(), fields.at(REPLICATIONS), () -> new Replications.Fixed(count));
    }
    if (fields.has(REPLICATIONS)) {
      fields.fault(REPLICATIONS, "stands beside precision, which decides how many there are");
      fields.allow(List.of(REPLICATIONS));
    }
    Fields rule = fields.map(PRECISION);
    int mark = rule.mark();
    String outcome = rule.id("outcome", "outcome", outcomes.stream().map(Outcome::id).toList());
    long micro = rule.points("halfWidth", MOST_HALF_WIDTH);
    int pilot = rule.whole("pilot", Replications.FEWEST, Replications.MOST, USUAL_PILOT);
    int most = rule.whole("most", pilot, Replications.MOST, USUAL_MOST);
    rule.close();
    return faults.make(
        mark,
        rule.pointer(),
        () ->
            new Replications.ToHalfWidth(
                outcome, (double) micro / Ranges.PPM, pilot, Math.max(pilot, most)));
  }

  private Optional<Made> attribution(Market market, long firstSeed) {
    int mark = faults.count();
    Optional<Scenario> scenario = markets.whole(fields, market);
    List<String> known =
        scenario.stream().flatMap(s -> s.policies().stream()).map(Policy::id).toList();
    SortedSet<String> some = fields.idsOrAll("policies", "policy", known);
    List<String> policies = some.isEmpty() ? known : List.copyOf(some);
    if (scenario.isPresent() && policies.isEmpty()) {
      fields.fault("scenario", "has no policy, so nothing can be attributed to one");
    }
    if (fields.has("pairs") && policies.size() <= ShapleyDesign.MOST_EXACT) {
      fields.fault(
          "pairs", "means nothing here: of " + policies.size() + " policies all orders are taken");
    }
    int pairs = fields.whole("pairs", 2, PolicyAttribution.MOST_PAIRS, PolicyAttribution.PAIRS);
    int replications =
        fields.whole(REPLICATIONS, Replications.FEWEST, Replications.MOST, USUAL_REPLICATIONS);
    List<Outcome> outcomes = scenario.map(s -> outcomes(List.of(s))).orElse(List.of());
    return faults.make(
        scenario.isPresent() ? mark : -1,
        Pointer.ROOT,
        () ->
            new Made(
                new PolicyAttribution(
                    scenario.orElseThrow(), policies, pairs, replications, firstSeed),
                outcomes));
  }

  private Optional<Made> sensitivity(Market market, long firstSeed) {
    int mark = faults.count();
    Optional<Scenario> scenario = markets.whole(fields, market);
    int methodMark = faults.count();
    Sensitivity.Method method =
        fields.word("method", "method", Sensitivity.Method.class, Sensitivity.Method.SOBOL);
    if (faults.count() > methodMark) {
      fields.allow(List.of("rows", "trajectories"));
    }
    List<Factor> factors = FactorsReader.read(fields.map("factors"));
    boolean morris = method == Sensitivity.Method.MORRIS;
    String size = morris ? "trajectories" : "rows";
    int count = fields.whole(size, 2, Sensitivity.MOST_SIZE, morris ? 20 : 256);
    int replications = fields.whole(REPLICATIONS, 1, Replications.MOST, 1);
    List<Outcome> outcomes = scenario.map(s -> outcomes(List.of(s))).orElse(List.of());
    Optional<Made> made =
        faults.make(
            scenario.isPresent() ? mark : -1,
            Pointer.ROOT,
            () -> {
              Scenario whole = scenario.orElseThrow();
              ScenarioDocument document =
                  ScenarioDocument.parse(ScenarioJson.write(whole).toString());
              return new Made(
                  new Sensitivity(document, whole, method, factors, count, replications, firstSeed),
                  outcomes);
            });
    made.map(each -> (Sensitivity) each.design()).ifPresent(this::requirePoints);
    return faults.count() > mark ? Optional.empty() : made;
  }

  /** Whether the document takes the corners and the first points of a design. */
  private void requirePoints(Sensitivity design) {
    int few = Math.clamp(MOST_EXAMINED / (design.factors().size() + 2), 2, design.size());
    Sensitivity beginning =
        new Sensitivity(
            design.document(),
            design.specimen(),
            design.method(),
            design.factors(),
            few,
            design.replications(),
            design.firstSeed());
    List<List<String>> points = new ArrayList<>(FactorsReader.corners(design.factors()));
    beginning.points().stream()
        .limit(MOST_EXAMINED)
        .map(Variant.WithValues::values)
        .forEach(points::add);
    FactorsReader.require(
        points,
        design.factors(),
        values -> design.scenario(new Variant.WithValues(values)),
        fault -> fields.fault("factors", fault));
  }
}
