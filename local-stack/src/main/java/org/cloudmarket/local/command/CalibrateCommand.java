package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.experiment.CalibrationReader;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.CalibrationStudy;
import org.cloudmarket.analysis.report.CalibrationReport;
import org.cloudmarket.documents.library.DocumentLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits numbers of a scenario to published figures, in this process. */
@Command(
    name = "calibrate",
    description =
        "Fit numbers of a scenario to published figures by CMA-ES, in process, and say which of"
            + " them the figures determine.",
    mixinStandardHelpOptions = true)
public final class CalibrateCommand implements Callable<Integer> {

  private static final String RESULT = "calibration.json";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The document, YAML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to put calibration.json and, for each model that is fitted, a YAML file of its"
              + " numbers. Without it: .market/experiments/NAME.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CalibrationStudy study =
        CalibrationReader.read(InputFile.read(file, spec.commandLine()), DocumentLibrary.shipped());
    OutputFolder files = OutputFolder.of(folder, study.name(), List.of(RESULT), spec.commandLine());
    CalibrationResult result = run(study, out);
    CalibrationReport.lines(result).forEach(out::println);
    out.println();
    leave(files, result).forEach(out::println);
    return 0;
  }

  /** Fits, with a line that says how far it is. */
  static CalibrationResult run(CalibrationStudy study, PrintWriter out) {
    int most = study.mostPoints();
    out.println(
        study.title()
            + ": at most "
            + most
            + " points, each run "
            + study.replications()
            + " times, in process");
    ProgressBars bars = new ProgressBars(out);
    Object turn = new Object();
    CalibrationResult result =
        study.run(
            Runtime.getRuntime().availableProcessors(),
            tried -> {
              synchronized (turn) {
                bars.show(
                    List.of(
                        new ProgressBars.Bar(
                            "point " + tried + " of at most " + most,
                            Math.min(1, (double) tried / most),
                            "")));
              }
            });
    bars.done();
    return result;
  }

  private static List<String> leave(OutputFolder files, CalibrationResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("Result   " + files.write(RESULT, CalibrationReport.json(result)));
    for (CalibrationResult.Model model : result.models()) {
      if (!model.parameters().isEmpty()) {
        lines.add(
            "Changes  "
                + files.write(
                    CalibrationReport.changesFile(model), CalibrationReport.changes(model)));
      }
    }
    return lines;
  }
}
