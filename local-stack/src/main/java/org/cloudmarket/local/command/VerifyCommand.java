package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.certificate.Signatures;
import org.cloudmarket.analysis.certificate.Verification;
import org.cloudmarket.analysis.experiment.LocalWork;
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
            + " is equal. Exit code 0 only if it is.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 15;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CERTIFICATE", description = "The certificate that an experiment left.")
  private Path file = Path.of("");

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = Sample.class,
      description = "Repeat only so many runs, drawn by the certificate. Without it: all.")
  private Optional<Integer> sample = Optional.empty();

  /** Reads how many runs. */
  static final class Sample extends WholeNumber {
    Sample() {
      super(1, 1_000_000);
    }
  }

  @Override
  public Integer call() {
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
    verification
        .result()
        .ifPresent(
            equal ->
                out.println("The result is " + (equal ? "equal, to the last digit" : "ANOTHER")));
    return verification.equal() && (valid || !signed) ? 0 : 1;
  }

  private Certificate certificate() {
    try {
      return CertificateJson.read(InputFile.read(file, spec.commandLine()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
    }
  }

  private Verification repeat(Certificate certificate, PrintWriter out) {
    int threads = Runtime.getRuntime().availableProcessors();
    ProgressBars bars = new ProgressBars(out);
    LocalWork.Progress progress = bars::runs;
    Verification verification =
        sample
            .map(some -> Verification.ofSample(certificate, some, threads, progress))
            .orElseGet(() -> Verification.of(certificate, threads, progress));
    bars.done();
    return verification;
  }
}
