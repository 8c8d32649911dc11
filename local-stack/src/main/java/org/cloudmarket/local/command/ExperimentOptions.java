package org.cloudmarket.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Keys;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.certificate.Signatures;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.report.HtmlReport;
import org.cloudmarket.analysis.report.ResultTable;
import org.cloudmarket.analysis.report.TextReport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that makes an experiment, and what it leaves. */
final class ExperimentOptions {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String RESULT = "result.json";
  private static final String TABLE = "result.csv";
  private static final String PARQUET = "result.parquet";
  private static final String REPORT = "report.html";
  private static final String CERTIFICATE = "certificate.json";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to put report.html, result.json, result.csv and certificate.json. Without it:"
              + " .market/experiments/NAME.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--table",
      description = "Print a row for every outcome, and not for the first fifteen alone.")
  private boolean table;

  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description =
          "Sign the certificate with this private key of Ed25519, in PEM: 'openssl genpkey"
              + " -algorithm ed25519 -out key.pem' makes one.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Threads.class,
      description =
          "How many runs to make at a time, 1 to 256; changes no number. Without it: one for each"
              + " processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Reads how many threads. */
  static final class Threads extends WholeNumber {
    Threads() {
      super(1, 256);
    }
  }

  /** Makes an experiment, prints what it found and leaves files of it. */
  int make(Experiment experiment) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<KeyPair> keys = key.map(this::keys);
    OutputFolder files =
        OutputFolder.of(
            folder,
            experiment.name(),
            List.of(RESULT, TABLE, PARQUET, REPORT, CERTIFICATE),
            spec.commandLine());
    experiment.warnings().forEach(warning -> out.println("Warning: " + warning));
    out.println(
        experiment.title() + ": at most " + experiment.design().mostRuns() + " runs, in process");
    Trials trials = run(experiment, threads, out);
    Result result = Evaluation.of(experiment, trials);
    Certificate plain = Certificate.of(Release.VERSION, experiment, trials, result);
    Certificate certificate = keys.map(pair -> Signatures.sign(plain, pair)).orElse(plain);
    Currency currency = experiment.design().specimen().currency();
    TextReport.lines(result, certificate, currency, table).forEach(out::println);
    out.println();
    leave(files, result, certificate, currency).forEach(out::println);
    return 0;
  }

  /** Makes the runs, with a line that says how far they are. */
  static Trials run(Experiment experiment, int threads, PrintWriter out) {
    ProgressBars bars = new ProgressBars(out, PATIENCE);
    Trials trials = LocalWork.run(experiment, threads, bars::runs);
    bars.done();
    return trials;
  }

  private KeyPair keys(Path file) {
    try {
      return Keys.ofPem(Files.readString(file));
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--sign cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--sign: " + file + " " + e.getMessage(), e);
    }
  }

  private static List<String> leave(
      OutputFolder files, Result result, Certificate certificate, Currency currency) {
    ResultTable table = ResultTable.of(result);
    // As HTTP gives it, to the byte, so that the certificate's digest is that of the file.
    files.write(RESULT, ResultJson.text(result));
    files.write(TABLE, table.csv());
    files.write(PARQUET, table.parquet());
    Path report = files.write(REPORT, HtmlReport.of(result, certificate, currency));
    Path record = files.write(CERTIFICATE, CertificateJson.write(certificate));
    return List.of(
        "Report       " + report, "Certificate  " + record, "Repeat it    ./run verify " + record);
  }
}
