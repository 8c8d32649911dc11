package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.report.Question;
import org.cloudmarket.analysis.report.Units;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question, and what an experiment found that is kept with the release.
 *
 * @param name of the experiment
 * @param share that is measured, as a heading
 * @param finding the answer with its interval of 95 percent, in one sentence
 * @param title of the experiment
 * @param kind comparison or attribution
 * @param replications how often each market was run
 * @param runs how many there were in all
 * @param outcomes of a comparison, the one effect that answers the question: by month and in its
 *     period, with intervals
 * @param attributions of an attribution, the one that answers it, with the part of each policy
 * @param scenario in which it can be changed
 * @param arm of that scenario; null where it stands as written
 */
@Schema(name = "Evidence")
record EvidenceView(
    String name,
    String question,
    String share,
    String finding,
    String title,
    String kind,
    int replications,
    long runs,
    @Schema(implementation = Object[].class) JsonNode outcomes,
    @Schema(implementation = Object[].class) JsonNode attributions,
    String scenario,
    @Schema(nullable = true) String arm,
    Map<String, String> links) {

  /**
   * What is shown of an answer.
   *
   * @param units of the scenario
   */
  static EvidenceView of(Question question, Result result, Units units) {
    JsonNode found = ResultJson.write(question.only(result));
    return new EvidenceView(
        question.evidence(),
        question.text(),
        question.share(),
        question.answer(result, units),
        result.title(),
        result.kind(),
        result.replications(),
        result.runs(),
        found.path("outcomes"),
        found.path("attributions"),
        question.scenario(),
        question.scenarioArm().isEmpty() ? null : question.scenarioArm(),
        links(question));
  }

  private static Map<String, String> links(Question question) {
    String self = "/api/evidence/" + question.evidence();
    return new TreeMap<>(
        Map.of(
            "self",
            self,
            "result",
            self + "/result",
            "certificate",
            self + "/certificate",
            "report",
            self + "/report",
            "scenario",
            "/api/scenarios/" + question.scenario()));
  }
}
