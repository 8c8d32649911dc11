package org.cloudmarket.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.experiment.CalibrationReader;
import org.cloudmarket.analysis.experiment.CalibrationResult;
import org.cloudmarket.analysis.experiment.CalibrationStudy;
import org.cloudmarket.analysis.report.CalibrationReport;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.stack.ProjectHome;
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

  private static final Path FOLDER = Path.of(".market", "experiments");

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The document, YAML or JSON.")
  private Path file = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to put calibration.json and fitted.yaml. Without it: .market/experiments/NAME.")
  private Optional<Path> folder = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    CalibrationStudy study =
        CalibrationReader.read(InputFile.read(file, spec.commandLine()), DocumentLibrary.shipped());
    CalibrationResult result = run(study, out);
    CalibrationReport.lines(result).forEach(out::println);
    out.println();
    leave(result).forEach(out::println);
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

  private List<String> leave(CalibrationResult result) {
    Path into = folder.orElseGet(() -> ProjectHome.find().resolve(FOLDER).resolve(result.name()));
    try {
      Files.createDirectories(into);
      Files.writeString(into.resolve("calibration.json"), CalibrationReport.json(result));
      Files.writeString(into.resolve("fitted.yaml"), CalibrationReport.changes(result));
      return List.of(
          "Result   " + into.resolve("calibration.json"),
          "Changes  " + into.resolve("fitted.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
