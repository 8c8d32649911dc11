package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.cloudmarket.analysis.attribution.ShapleyDesign;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.outcome.Whose;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;

/**
 * Writes experiments with nothing left to resolve: scenarios stand in them as a whole. Whoever
 * reads one makes the same runs, whatever scenarios there are then.
 */
public final class ExperimentWriter {

  private static final String REPLICATIONS = "replications";

  private ExperimentWriter() {}

  /** The whole document of an experiment, which {@link ExperimentReader} reads. */
  public static ObjectNode write(Experiment experiment) {
    ObjectNode document = Tree.map();
    document.put("name", experiment.name());
    document.put("title", experiment.title());
    document.put("kind", experiment.design().kind());
    switch (experiment.design()) {
      case Comparison comparison -> write(comparison, document);
      case PolicyAttribution attribution -> write(attribution, document);
      case Sensitivity sensitivity -> write(sensitivity, document);
    }
    ObjectNode outcomes = document.putObject("outcomes");
    experiment.outcomes().forEach(outcome -> outcomes.set(outcome.id(), outcome(outcome)));
    return document;
  }

  private static void write(Comparison design, ObjectNode into) {
    ObjectNode arms = into.putObject("arms");
    arm(design.baseline(), arms);
    design.treatments().forEach(arm -> arm(arm, arms));
    into.put("baseline", design.baseline().id());
    switch (design.replications()) {
      case Replications.Fixed fixed -> into.put(REPLICATIONS, fixed.count());
      case Replications.ToHalfWidth rule ->
          into.putObject("precision")
              .put("outcome", rule.outcome())
              .put("halfWidth", decimal(rule.halfWidth()))
              .put("pilot", rule.pilot())
              .put("most", rule.most());
    }
    into.put("firstSeed", design.firstSeed());
  }

  private static void arm(Arm arm, ObjectNode into) {
    into.putObject(arm.id())
        .put("title", arm.title())
        .set("document", ScenarioJson.write(arm.scenario()));
  }

  private static void write(PolicyAttribution design, ObjectNode into) {
    into.set("document", ScenarioJson.write(design.scenario()));
    ArrayNode policies = into.putArray("policies");
    design.policies().forEach(policies::add);
    if (design.policies().size() > ShapleyDesign.MOST_EXACT) {
      into.put("pairs", design.pairs());
    }
    into.put(REPLICATIONS, design.replications());
    into.put("firstSeed", design.firstSeed());
  }

  private static void write(Sensitivity design, ObjectNode into) {
    into.set("document", ScenarioJson.write(design.specimen()));
    into.put("method", design.method().id());
    ObjectNode factors = into.putObject("factors");
    for (Factor factor : design.factors()) {
      factors
          .putObject(factor.name())
          .put("from", decimal(factor.low()))
          .put("to", decimal(factor.high()))
          .put("whole", factor.whole());
    }
    into.put(design.method() == Sensitivity.Method.MORRIS ? "trajectories" : "rows", design.size());
    into.put(REPLICATIONS, design.replications());
    into.put("firstSeed", design.firstSeed());
  }

  private static ObjectNode outcome(Outcome outcome) {
    ObjectNode written = Tree.map();
    written.put("figure", outcome.figure().id());
    switch (outcome.whose()) {
      case Whose.Everybody _ -> {}
      case Whose.OfProvider one -> written.put("ofProvider", one.provider());
      case Whose.OfOwnership some -> written.put("ofOwnership", some.ownership().id());
      case Whose.OfSegment one -> written.put("ofSegment", one.segment().id());
      case Whose.OfCity one -> written.put("ofCity", one.city());
      case Whose.OfPolicy one -> written.put("ofPolicy", one.policy());
    }
    if (!outcome.segments().isEmpty()) {
      ArrayNode segments = written.putArray("segments");
      outcome.segments().stream().map(Segment::id).forEach(segments::add);
    }
    if (!outcome.cities().isEmpty()) {
      ArrayNode cities = written.putArray("cities");
      outcome.cities().forEach(cities::add);
    }
    return written.put("from", Months.text(outcome.from())).put("to", Months.text(outcome.to()));
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros();
  }
}
