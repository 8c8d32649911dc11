package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.calibration.FitTarget;
import org.cloudmarket.analysis.calibration.Settings;
import org.cloudmarket.analysis.experiment.MarketReader.Market;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.Titles;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;

/** Reads documents of calibrations, YAML or JSON, and says everything that is wrong with one. */
public final class CalibrationReader {

  private static final int MOST_EVALUATIONS = 100_000;

  /**
   * A fit is near the best where a profile would still hold it with 95 percent: see {@link
   * Settings}.
   */
  private static final double NEAR_ALLOWANCE = 3.84;

  private final Fields fields;
  private final Faults faults;
  private final MarketReader markets;

  private CalibrationReader(Tree tree, DocumentLibrary library) {
    faults = tree.faultsSoFar();
    fields = Fields.of(Pointer.ROOT, tree.root(), faults);
    markets = new MarketReader(library);
  }

  /**
   * Reads a document.
   *
   * @param library of the scenarios that it may name
   * @throws org.cloudmarket.documents.reading.InvalidScenario with everything that is wrong with it
   */
  public static CalibrationStudy read(String text, DocumentLibrary library) {
    CalibrationReader reader = new CalibrationReader(Tree.read(text), library);
    Optional<CalibrationStudy> study = reader.study();
    reader.faults.throwIfAny();
    return study.orElseThrow();
  }

  private Optional<CalibrationStudy> study() {
    int mark = fields.mark();
    String name = fields.newId("name");
    String title = fields.text("title", Titles.MAX_LENGTH, "");
    fields.text("about", Integer.MAX_VALUE, "");
    fields.oneOf("kind", "kind of document", List.of(List.of("calibration")));
    Market market = markets.read(fields, Market.NONE);
    Optional<Scenario> scenario = markets.whole(fields, market);
    List<Factor> parameters = FactorsReader.read(fields.map("parameters"));
    List<CalibrationStudy.Target> targets =
        scenario.map(whole -> targets(fields.map("targets"), whole)).orElse(List.of());
    if (scenario.isEmpty()) {
      fields.allow(List.of("targets"));
    }
    int replications = fields.whole("replications", 1, Replications.MOST, 5);
    long firstSeed = markets.firstSeed(fields);
    int starts = fields.whole("starts", 1, 100, 3);
    int evaluations = fields.whole("evaluations", starts, MOST_EVALUATIONS, 600);
    int points = fields.whole("points", 2, 100, 7);
    int ofPoint = fields.whole("evaluationsPerPoint", 1, MOST_EVALUATIONS, 30);
    fields.close();
    scenario.ifPresent(whole -> requireCorners(whole, parameters));
    return faults.make(
        scenario.isPresent() ? mark : -1,
        Pointer.ROOT,
        () ->
            new CalibrationStudy(
                name,
                title.isEmpty() ? name : title,
                scenario.orElseThrow(),
                parameters,
                targets,
                new Settings(starts, evaluations, points, ofPoint, 1, NEAR_ALLOWANCE, firstSeed),
                replications,
                firstSeed));
  }

  private void requireCorners(Scenario whole, List<Factor> parameters) {
    requireCorners(whole, parameters, "");
    List<Factor> ofMarket = CalibrationStudy.ofMarket(whole, parameters);
    if (!ofMarket.isEmpty()) {
      requireCorners(CalibrationStudy.withoutPolicies(whole), ofMarket, "without policies ");
    }
  }

  private void requireCorners(Scenario market, List<Factor> parameters, String which) {
    ScenarioDocument document = ScenarioDocument.parse(ScenarioJson.write(market).toString());
    FactorsReader.require(
        FactorsReader.corners(parameters),
        parameters,
        values -> Sensitivity.at(document, parameters, values),
        fault -> faults.add(fields.at("parameters"), which + fault));
  }

  private List<CalibrationStudy.Target> targets(Fields written, Scenario scenario) {
    List<CalibrationStudy.Target> targets = new ArrayList<>();
    OutcomesReader reader = new OutcomesReader(List.of(scenario));
    OutcomesReader.Period all = new OutcomesReader.Period(scenario.start(), scenario.end() - 1);
    Keyed.byId(written, "target", OutcomesReader.MOST_OUTCOMES)
        .forEach(
            (id, node) ->
                target(id, Fields.of(written.at(id), node, faults), node, reader, all)
                    .ifPresent(targets::add));
    if (written.present() && targets.isEmpty() && written.size() == 0) {
      faults.add(written.pointer(), "names no figure to fit to");
    }
    return targets;
  }

  private Optional<CalibrationStudy.Target> target(
      String id, Fields fields, JsonNode node, OutcomesReader reader, OutcomesReader.Period all) {
    Optional<BigDecimal> value = FactorsReader.number(fields, "value", node);
    Optional<BigDecimal> scale = FactorsReader.number(fields, "scale", node);
    Optional<BigDecimal> weight =
        fields.has("weight")
            ? FactorsReader.number(fields, "weight", node)
            : Optional.of(BigDecimal.ONE);
    Optional<Outcome> outcome = reader.outcome(id, fields, all);
    if (value.isEmpty() || scale.isEmpty() || weight.isEmpty() || outcome.isEmpty()) {
      return Optional.empty();
    }
    return faults.make(
        faults.count(),
        fields.pointer(),
        () ->
            new CalibrationStudy.Target(
                new FitTarget(
                    id,
                    value.get().doubleValue(),
                    scale.get().doubleValue(),
                    weight.get().doubleValue()),
                outcome.get()));
  }
}
