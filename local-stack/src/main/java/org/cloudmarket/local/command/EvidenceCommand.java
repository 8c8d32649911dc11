package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
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
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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

  private static final Path DOCS = Path.of("docs");
  private static final String PAGE = "evidence.md";
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
    OutputFolder kept = OutputFolder.of(home.resolve(KEPT), files(chosen), spec.commandLine());
    OutputFolder docs = OutputFolder.of(home.resolve(DOCS), List.of(PAGE), spec.commandLine());
    String page = InputFile.read(home.resolve(DOCS).resolve(PAGE), spec.commandLine());
    for (String name : chosen) {
      if (!EvidencePage.has(page, name)) {
        throw new ParameterException(
            spec.commandLine(), DOCS.resolve(PAGE) + " has no place for " + name);
      }
    }
    for (Map.Entry<String, String> each : documents.entrySet()) {
      page =
          Evidence.CALIBRATIONS.contains(each.getKey())
              ? calibrate(each.getValue(), kept, page)
              : experiment(each.getValue(), kept, page);
      docs.write(PAGE, page);
    }
    return 0;
  }

  private static List<String> files(List<String> names) {
    return names.stream()
        .flatMap(name -> Stream.of(Evidence.result(name), Evidence.certificate(name)))
        .toList();
  }

  private String experiment(String text, OutputFolder kept, String page) {
    PrintWriter out = spec.commandLine().getOut();
    Experiment experiment = ExperimentReader.read(text, DocumentLibrary.shipped());
    out.println(experiment.title());
    Trials trials =
        ExperimentOptions.run(experiment, Runtime.getRuntime().availableProcessors(), out);
    Result result = Evaluation.of(experiment, trials);
    Certificate certificate = Certificate.of(Release.VERSION, experiment, trials, result);
    kept.write(Evidence.result(result.name()), ResultJson.text(result));
    kept.write(Evidence.certificate(result.name()), CertificateJson.write(certificate));
    return EvidencePage.in(page, result, experiment.design().specimen().currency());
  }

  private String calibrate(String text, OutputFolder kept, String page) {
    PrintWriter out = spec.commandLine().getOut();
    CalibrationResult result =
        CalibrateCommand.run(CalibrationReader.read(text, DocumentLibrary.shipped()), out);
    kept.write(Evidence.result(result.name()), CalibrationReport.json(result));
    return EvidencePage.in(page, result);
  }
}
