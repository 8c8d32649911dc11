package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.YamlText;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;

/**
 * The canonical document of a scenario: nothing to resolve, every default said, ids sorted. {@link
 * #write} and then {@link #read} is the identity, and equal scenarios have equal documents.
 */
public final class ScenarioJson {

  private ScenarioJson() {}

  /** The scenario's canonical document. */
  public static JsonNode write(Scenario scenario) {
    return ScenarioWriter.write(scenario);
  }

  /**
   * Reads a document that has nothing to resolve: no base, no arms.
   *
   * @throws InvalidScenario with everything that is wrong with it
   */
  public static Scenario read(JsonNode document) {
    Faults faults = new Faults();
    Draft draft = ScenarioReader.read(document, List.of(), faults);
    faults.throwIfAny();
    return draft.scenario();
  }

  /**
   * The scenario's canonical document as YAML for people; {@link ScenarioDocument#parse} reads it.
   */
  public static String yaml(Scenario scenario) {
    return YamlText.write(write(scenario));
  }
}
