package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
import org.cloudmarket.analysis.report.Gallery;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the shipped experiments anew, and writes what they found into pages of docs. */
@Command(
    name = "evidence",
    description =
        "Make the shipped experiments anew, and write what they found: docs/evidence.md,"
            + " docs/gallery.md with its pictures, and the results and certificates that are kept"
            + " with the release. Some minutes.",
    mixinStandardHelpOptions = true)
public final class EvidenceCommand implements Callable<Integer> {

  private static final Path DOCS = Path.of("docs");
  private static final String PAGE = "evidence.md";
  private static final String GALLERY = "gallery.md";
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
  public Integer call() {
    Path home = ProjectHome.find();
    List<String> chosen = names.isEmpty() ? Evidence.names() : names;
    Map<String, String> documents = new LinkedHashMap<>();
    for (String name : chosen) {
      Path document = home.resolve(EXPERIMENTS).resolve(name + ".yaml");
      documents.put(name, InputFile.read(document, spec.commandLine()));
    }
    OutputFolder kept = folder(home.resolve(KEPT), files(chosen));
    OutputFolder docs = folder(home.resolve(DOCS), List.of(PAGE, GALLERY));
    OutputFolder pictures = folder(home.resolve(DOCS).resolve(Gallery.FOLDER), pictures(chosen));
    for (String name : chosen) {
      if (!EvidencePage.has(read(home, PAGE), name)) {
        throw new ParameterException(
            spec.commandLine(), DOCS.resolve(PAGE) + " has no place for " + name);
      }
    }
    for (Map.Entry<String, String> each : documents.entrySet()) {
      String page = read(home, PAGE);
      if (Evidence.CALIBRATIONS.contains(each.getKey())) {
        docs.write(PAGE, calibrate(each.getValue(), kept, page));
        continue;
      }
      Found found = experiment(each.getValue());
      kept.write(Evidence.result(each.getKey()), ResultJson.text(found.result));
      kept.write(Evidence.certificate(each.getKey()), CertificateJson.write(found.certificate));
      docs.write(PAGE, EvidencePage.in(page, found.result, found.currency));
      for (Gallery finding : Gallery.of(each.getKey())) {
        docs.write(
            GALLERY,
            finding.in(read(home, GALLERY), found.result, found.certificate, found.currency));
        pictures.write(
            finding.file(), finding.picture(found.result, found.certificate, found.currency));
      }
    }
    return 0;
  }

  /** What an experiment found, and what made it. */
  private record Found(Result result, Certificate certificate, Currency currency) {}

  private String read(Path home, String page) {
    return InputFile.read(home.resolve(DOCS).resolve(page), spec.commandLine());
  }

  private OutputFolder folder(Path path, List<String> files) {
    return OutputFolder.of(path, files, spec.commandLine());
  }

  private static List<String> pictures(List<String> names) {
    return names.stream().flatMap(name -> Gallery.of(name).stream()).map(Gallery::file).toList();
  }

  private static List<String> files(List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(Evidence.result(name), Evidence.certificate(name)))
        .toList();
  }

  private Found experiment(String text) {
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment = ExperimentReader.read(text, DocumentLibrary.shipped());
    out.println(experiment.title());
    Trials trials =
        ExperimentOptions.run(experiment, Runtime.getRuntime().availableProcessors(), out);
    Result result = Evaluation.of(experiment, trials);
    return new Found(
        result,
        Certificate.of(Release.VERSION, experiment, trials, result),
        experiment.design().specimen().currency());
  }

  private String calibrate(String text, OutputFolder kept, String page) {
    PrintWriter out = spec.commandLine().getOut();
    CalibrationResult result =
        CalibrateCommand.run(CalibrationReader.read(text, DocumentLibrary.shipped()), out);
    kept.write(Evidence.result(result.name()), CalibrationReport.json(result));
    return EvidencePage.in(page, result);
  }
}
