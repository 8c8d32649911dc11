package org.cloudmarket.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.experiment.CalibrationReader;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.ResultJson;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.report.CalibrationReport;
import org.cloudmarket.analysis.report.Evidence;
import org.cloudmarket.analysis.report.EvidencePage;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the shipped experiments anew, and writes what they found into docs/evidence.md. */
@Command(
    name = "evidence",
    description =
        "Make the shipped experiments anew, and write what they found: docs/evidence.md, and the"
            + " results and certificates that are kept with the release. Some minutes.",
    mixinStandardHelpOptions = true)
public final class EvidenceCommand implements Callable<Integer> {

  private static final Path PAGE = Path.of("docs", "evidence.md");
  private static final Path EXPERIMENTS = Path.of("experiments");
  private static final Path KEPT =
      Path.of("market-analysis", "src", "main", "resources").resolve(Evidence.FOLDER);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Which of them, such as tianjin-effect. Without one: all.")
  private List<String> names = List.of();

  @Override
  public Integer call() throws IOException {
    Path home = ProjectHome.find();
    for (String name : names.isEmpty() ? Evidence.names() : names) {
      String text =
          InputFile.read(home.resolve(EXPERIMENTS).resolve(name + ".yaml"), spec.commandLine());
      if (Evidence.CALIBRATIONS.contains(name)) {
        calibrate(home, text);
      } else {
        experiment(home, text);
      }
    }
    return 0;
  }

  private void experiment(Path home, String text) {
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment = ExperimentReader.read(text, DocumentLibrary.shipped());
    out.println(experiment.title());
    Trials trials =
        ExperimentOptions.run(experiment, Runtime.getRuntime().availableProcessors(), out);
    Result result = Evaluation.of(experiment, trials);
    Certificate certificate = Certificate.of(Release.VERSION, experiment, trials, result);
    Currency currency = experiment.design().specimen().currency();
    try {
      Path into = Files.createDirectories(home.resolve(KEPT));
      Files.writeString(into.resolve(Evidence.result(result.name())), ResultJson.text(result));
      Files.writeString(
          into.resolve(Evidence.certificate(result.name())), CertificateJson.write(certificate));
      Path page = home.resolve(PAGE);
      Files.writeString(page, EvidencePage.in(Files.readString(page), result, currency));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void calibrate(Path home, String text) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    CalibrationResult result =
        CalibrateCommand.run(CalibrationReader.read(text, DocumentLibrary.shipped()), out);
    Path into = Files.createDirectories(home.resolve(KEPT));
    Files.writeString(into.resolve(Evidence.result(result.name())), CalibrationReport.json(result));
    Path page = home.resolve(PAGE);
    Files.writeString(page, EvidencePage.in(Files.readString(page), result));
  }
}
