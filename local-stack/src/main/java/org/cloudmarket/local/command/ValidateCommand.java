package org.cloudmarket.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.cloudmarket.analysis.validation.Scorecard;
import org.cloudmarket.analysis.validation.ScorecardJson;
import org.cloudmarket.analysis.validation.ScorecardText;
import org.cloudmarket.analysis.validation.Validation;
import org.cloudmarket.documents.reading.Nearest;
import org.cloudmarket.local.report.ScorecardReport;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the model beside what has been published, in this process. */
@Command(
    name = "validate",
    description =
        "Hold the model beside published figures: the scorecard of docs/validation.md, in process.",
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

  private static final int MOST_SEEDS = 1_000;
  private static final Path PAGE = Path.of("docs", "validation.md");
  private static final Path JSON =
      Path.of("market-analysis", "src", "main", "resources", ScorecardJson.FILE);

  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "" + Validation.SEEDS,
      converter = Seeds.class,
      description = "Over how many seeds, 1 to " + MOST_SEEDS + ". Without it: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--rows",
      paramLabel = "PATTERN",
      description =
          "Only rows whose id has this in it, in capitals or not: a regular expression such as"
              + " 'marion|athey'.")
  private Optional<String> rows = Optional.empty();

  @Option(
      names = "--write",
      description = "Write docs/validation.md and the JSON that is kept with the release anew.")
  private boolean write;

  /** Reads how many seeds. */
  static final class Seeds extends WholeNumber {
    Seeds() {
      super(1, MOST_SEEDS);
    }
  }

  @Override
  public Integer call() {
    if (write && rows.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "--write takes all rows, and --rows only some");
    }
    if (write && seeds < Validation.SEEDS) {
      throw new ParameterException(
          spec.commandLine(),
          "--write keeps a scorecard over at least " + Validation.SEEDS + " seeds, not " + seeds);
    }
    PrintWriter out = spec.commandLine().getOut();
    Validation validation = chosen();
    ProgressBars bars = new ProgressBars(out);
    Object turn = new Object();
    Scorecard scorecard =
        validation.run(
            seeds,
            (done, all) -> {
              synchronized (turn) {
                bars.runs(done, all);
              }
            });
    bars.done();
    if (write) {
      keep(scorecard);
    }
    ScorecardReport.of(scorecard).forEach(out::println);
    return 0;
  }

  private Validation chosen() {
    Validation all = Validation.shipped();
    if (rows.isEmpty()) {
      return all;
    }
    if (rows.get().isBlank()) {
      throw new ParameterException(
          spec.commandLine(), "--rows names no row; without it all rows are run");
    }
    try {
      Pattern pattern =
          Pattern.compile(rows.get(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
      Validation some = all.only(id -> pattern.matcher(id).find());
      if (some.ids().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(),
            "No row has '" + rows.get() + "' in its id" + Nearest.hint(rows.get(), all.ids()));
      }
      return some;
    } catch (PatternSyntaxException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--rows takes a regular expression, which '"
              + rows.get()
              + "' is not: "
              + e.getDescription(),
          e);
    }
  }

  private static void keep(Scorecard scorecard) {
    Path home = ProjectHome.find();
    try {
      Path page = home.resolve(PAGE);
      Files.writeString(page, ScorecardText.in(Files.readString(page), scorecard));
      Files.writeString(home.resolve(JSON), ScorecardJson.write(scorecard));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
