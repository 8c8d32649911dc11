package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.experiment.Estimates;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a comparison finds with the pairs of runs that were made in a moment.
 *
 * @param pairs of runs that it is the mean of; seeds follow one by one from the document's first
 * @param most pairs that the document asks for: while there are fewer, asking again gives more
 * @param seconds that it took
 * @param outcomes for each treatment and outcome the effect by month and in its period, with
 *     intervals, as an experiment of so many replications has them; beside these as {@code pairs}
 *     the effect in the period of each pair, in the order of seeds
 * @param warnings what can be run and is probably not meant
 */
@Schema(name = "Estimate")
record EstimateView(
    int pairs,
    int most,
    double seconds,
    @Schema(implementation = Object[].class) JsonNode outcomes,
    List<Fault> warnings) {

  static EstimateView of(Estimates.Estimated estimated, List<Fault> warnings) {
    return new EstimateView(
        estimated.result().replications(),
        estimated.most(),
        estimated.seconds(),
        outcomes(estimated),
        warnings);
  }

  private static JsonNode outcomes(Estimates.Estimated estimated) {
    JsonNode outcomes = ResultJson.write(estimated.result()).path("outcomes");
    for (int i = 0; i < outcomes.size(); i++) {
      ArrayNode pairs = ((ObjectNode) outcomes.path(i)).putArray("pairs");
      for (double effect : estimated.pairs().get(i)) {
        if (Double.isNaN(effect)) {
          pairs.addNull();
        } else {
          pairs.add(effect);
        }
      }
    }
    return outcomes;
  }
}
