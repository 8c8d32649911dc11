package org.cloudmarket.procurement.store.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Design;
import org.cloudmarket.analysis.experiment.PolicyAttribution;
import org.cloudmarket.analysis.experiment.Sensitivity;
import org.cloudmarket.documents.scenario.ScenarioWriter;
import org.cloudmarket.procurement.store.scenario.Changes;
import org.cloudmarket.procurement.store.scenario.Changes.Change;
import org.cloudmarket.procurement.store.scenario.ShownChanges;

/**
 * What an experiment changes, so that two of the same title can be told apart in a list: of a
 * comparison what each arm has that the baseline has not, of a sensitivity which numbers it varies.
 *
 * @param text JSON: values by path, by arm
 * @param more how many changes there are beside those
 */
public record ArmChanges(String text, int more) {

  /** In place of an arm: numbers that are varied. */
  private static final String VARIED = "varied";

  static ArmChanges of(Design design) {
    Collected collected = new Collected();
    switch (design) {
      case Comparison comparison -> {
        JsonNode baseline = ScenarioWriter.write(comparison.baseline().scenario());
        for (Arm arm : comparison.treatments()) {
          for (Change change : Changes.between(baseline, ScenarioWriter.write(arm.scenario()))) {
            collected.add(arm.id(), path(change.pointer()), change.treatment());
          }
        }
      }
      case Sensitivity sensitivity ->
          sensitivity
              .factors()
              .forEach(
                  factor ->
                      collected.add(
                          VARIED,
                          factor.name(),
                          JsonNodeFactory.instance
                              .arrayNode()
                              .add(factor.low())
                              .add(factor.high())));
      case PolicyAttribution _ -> {} // Its policies are all that it changes.
    }
    return new ArmChanges(collected.shown.toString(), collected.more);
  }

  private static String path(String pointer) {
    return pointer.substring(1).replace('/', '.');
  }

  /** The first of all changes. */
  private static final class Collected {
    private final ObjectNode shown = JsonNodeFactory.instance.objectNode();
    private int count;
    private int more;

    void add(String arm, String path, JsonNode value) {
      if (++count > ShownChanges.MOST) {
        more++;
        return;
      }
      shown.withObjectProperty(arm).set(path, shortened(value));
    }
  }

  private static JsonNode shortened(JsonNode value) {
    if (value.has("instrument")) {
      return value.path("instrument"); // A policy as a whole is known by its name.
    }
    return ShownChanges.shortened(value);
  }
}
