package org.cloudmarket.analysis.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentWriter;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;

/**
 * What was run, and what came out of it. Whoever has it can repeat every run.
 *
 * @param version of this product that made it
 * @param experiment the whole document
 * @param runs each with the digest that it had after its last month, in the design's order
 * @param result SHA-256 of the result as {@link ResultJson} writes it, in hexadecimal digits
 * @param command what repeats it
 * @param signature by whoever vouches for it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({"version", "command", "result", "signature", "runs", "experiment"})
public record Certificate(
    String version,
    JsonNode experiment,
    List<Run> runs,
    String result,
    String command,
    Optional<Signature> signature) {

  /** What repeats an experiment from its certificate. */
  public static final String COMMAND = "./run verify CERTIFICATE";

  public Certificate {
    runs = List.copyOf(runs);
  }

  /**
   * A run.
   *
   * @param variant which market it was, in words
   * @param seed of the run
   * @param digest after its last month
   */
  public record Run(String variant, long seed, String digest) {
    static Run of(Trial trial, Trials trials) {
      return new Run(trial.variant().text(), trial.seed(), trials.get(trial).digest());
    }
  }

  /**
   * A signature with Ed25519 of the certificate without its signature, as {@link CertificateJson}
   * writes it.
   *
   * @param publicKey X.509, in Base64
   * @param value in Base64
   */
  public record Signature(String publicKey, String value) {}

  /** The certificate of an experiment that is over, without a signature. */
  public static Certificate of(
      String version, Experiment experiment, Trials trials, Result result) {
    return new Certificate(
        version,
        ExperimentWriter.write(experiment),
        experiment.design().wanted(trials, experiment.outcomes()).stream()
            .map(trial -> Run.of(trial, trials))
            .toList(),
        digest(result),
        COMMAND,
        Optional.empty());
  }

  /** What a certificate says of an experiment beside its runs, for those who show no run. */
  public static Certificate withoutRuns(String version, Experiment experiment, Result result) {
    return new Certificate(
        version,
        ExperimentWriter.write(experiment),
        List.of(),
        digest(result),
        COMMAND,
        Optional.empty());
  }

  /** The currency of its sums of money: all markets of an experiment have one. */
  public Currency currency() {
    JsonNode market =
        experiment.has("arms") ? experiment.path("arms").iterator().next() : experiment;
    return Currency.getInstance(market.path("document").path("currency").asText());
  }

  /** Whether a result is the one that it is of. */
  public boolean certifies(Result other) {
    return result.equals(digest(other));
  }

  /** The digest of a result. */
  static String digest(Result result) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256")
              .digest(ResultJson.text(result).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The same with another signature, or none. */
  Certificate with(Optional<Signature> other) {
    return new Certificate(version, experiment, runs, result, command, other);
  }
}
