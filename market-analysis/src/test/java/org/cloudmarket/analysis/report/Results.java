package org.cloudmarket.analysis.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;

/**
 * Results of the experiments whose documents lie beside them: what {@link
 * org.cloudmarket.analysis.experiment.Evaluation} made of {@link
 * org.cloudmarket.analysis.experiment.LocalWork}.
 */
final class Results {

  static final Currency YUAN = Currency.getInstance("CNY");

  private Results() {}

  static Result read(String name) {
    try (InputStream in = Results.class.getResourceAsStream(name + ".json")) {
      return ResultJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of an experiment that looks at Tianjin's state enterprises. */
  static Certificate certificate() {
    return certificate("");
  }

  static Certificate certificate(String titleOfWith) {
    String document =
        """
        {"arms": {"with": {"title": "%s"}, "without": {"title": ""}},
         "outcomes": {
           "city-cloud": {"segments": ["state-enterprise"], "cities": ["tianjin"]},
           "cost": {"segments": ["state-enterprise"], "cities": ["tianjin"]}}}
        """
            .formatted(titleOfWith);
    try {
      return new Certificate(
          "1.2.3",
          new ObjectMapper().readTree(document),
          List.of(),
          "0123456789abcdef",
          Certificate.COMMAND,
          Optional.empty());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The same result with another title. */
  static Result titled(Result result, String title) {
    return new Result(
        result.name(),
        title,
        result.kind(),
        result.replications(),
        result.runs(),
        result.stopped(),
        result.replicationsForHalf(),
        result.outcomes(),
        result.attributions(),
        result.sensitivities());
  }
}
