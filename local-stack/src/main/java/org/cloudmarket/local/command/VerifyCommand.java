package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.certificate.Signatures;
import org.cloudmarket.analysis.certificate.Verification;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.documents.reading.InvalidScenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Repeats an experiment from its certificate. */
@Command(
    name = "verify",
    description =
        "Repeat an experiment, or a sample of its runs, from its certificate, and say whether all"
            + " that was repeated is equal. Exit code 0 only if it is. A sample does not check the"
            + " result.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 15;
  private static final int MOST_SAMPLE_SEED = 999_999_999;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CERTIFICATE", description = "The certificate that an experiment left.")
  private Path file = Path.of("");

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = Sample.class,
      description =
          "Repeat only so many runs, drawn by chance, and do not check the result. Without it: all"
              + " runs and the result.")
  private Optional<Integer> sample = Optional.empty();

  @Option(
      names = "--sample-seed",
      paramLabel = "SEED",
      converter = SampleSeed.class,
      description = "Draw the same sample as before: the seed that it was drawn with.")
  private Optional<Integer> sampleSeed = Optional.empty();

  /** Reads how many runs. */
  static final class Sample extends WholeNumber {
    Sample() {
      super(1, 1_000_000);
    }
  }

  /** Reads what a sample is drawn with. */
  static final class SampleSeed extends WholeNumber {
    SampleSeed() {
      super(0, MOST_SAMPLE_SEED);
    }
  }

  @Override
  public Integer call() {
    if (sampleSeed.isPresent() && sample.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--sample-seed goes with --sample, which says how many runs");
    }
    Certificate certificate = certificate();
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Certificate of "
            + certificate.experiment().path("name").asText()
            + ", made by version "
            + certificate.version()
            + (certificate.version().equals(Release.VERSION)
                ? ""
                : "; this is version " + Release.VERSION));
    boolean signed = certificate.signature().isPresent();
    boolean valid = signed && Signatures.valid(certificate);
    if (signed) {
      out.println(
          "Signature "
              + (valid ? "valid" : "NOT VALID")
              + ", of the key "
              + certificate.signature().get().publicKey());
    }
    Verification verification = repeat(certificate, out);
    List<String> different = verification.different();
    different.stream().limit(MOST_SHOWN).forEach(line -> out.println("  " + line));
    if (different.size() > MOST_SHOWN) {
      out.println("  and " + (different.size() - MOST_SHOWN) + " more");
    }
    out.println(
        verification.repeated()
            + " of "
            + certificate.runs().size()
            + " runs repeated: "
            + (different.isEmpty() ? "every digest is equal" : different.size() + " DIFFERENT"));
    out.println(
        verification
            .result()
            .map(equal -> "The result is " + (equal ? "equal, to the last digit" : "ANOTHER"))
            .orElse("The result was not checked"));
    return verification.equal() && (valid || !signed) ? 0 : 1;
  }

  private Certificate certificate() {
    try {
      return CertificateJson.read(InputFile.read(file, spec.commandLine()));
    } catch (InvalidScenario e) {
      throw new ParameterException(
          spec.commandLine(), file + " is no certificate:\n" + e.getMessage() + "\n", e);
    }
  }

  private Verification repeat(Certificate certificate, PrintWriter out) {
    int threads = Runtime.getRuntime().availableProcessors();
    ProgressBars bars = new ProgressBars(out);
    LocalWork.Progress progress = bars::runs;
    Verification verification =
        sample
            .map(some -> Verification.ofSample(certificate, some, draw(out), threads, progress))
            .orElseGet(() -> Verification.of(certificate, threads, progress));
    bars.done();
    return verification;
  }

  /**
   * Whoever made the certificate must not know which runs are looked at, so no result hangs on it.
   */
  private int draw(PrintWriter out) {
    int draw = sampleSeed.orElseGet(() -> new SecureRandom().nextInt(MOST_SAMPLE_SEED + 1));
    out.println("The sample is drawn with --sample-seed " + draw);
    return draw;
  }
}
