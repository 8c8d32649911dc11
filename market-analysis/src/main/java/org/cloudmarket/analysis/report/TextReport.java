package org.cloudmarket.analysis.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.report.Units.Kind;
import org.cloudmarket.analysis.statistics.Estimate;

/** A result as lines for a terminal of {@value #WIDTH} columns. */
public final class TextReport {

  /** The most columns of a line. */
  public static final int WIDTH = 110;

  /** The most rows of a table, unless all are asked for. */
  public static final int MOST_ROWS = 15;

  private static final int BAR = 24;
  private static final String GAP = "  ";
  private static final String UNCLEAR = " ?";

  private final Result result;
  private final Words words;
  private final Units units;
  private final boolean all;
  private final List<String> lines = new ArrayList<>();

  private TextReport(Result result, Certificate certificate, Currency currency, boolean all) {
    this.result = result;
    this.all = all;
    units = Units.plain(currency);
    words = new Words(result, certificate.experiment(), units, Naming.IDS);
  }

  /**
   * The lines.
   *
   * @param certificate of the same experiment, which says what made the result
   * @param currency of its scenario
   * @param all whether tables have all their rows
   */
  public static List<String> lines(
      Result result, Certificate certificate, Currency currency, boolean all) {
    TextReport report = new TextReport(result, certificate, currency, all);
    report.write();
    return List.copyOf(report.lines);
  }

  private void write() {
    wrap(words.headline() + ".");
    effects();
    result.attributions().forEach(this::attribution);
    result.sensitivities().forEach(this::sensitivity);
    lines.add("");
    words.effort().forEach(line -> wrap(line + "."));
  }

  private void effects() {
    List<Result.Effect> effects = Words.telling(result.outcomes());
    for (String arm : effects.stream().map(Result.Effect::arm).distinct().toList()) {
      List<Result.Effect> some =
          effects.stream().filter(effect -> effect.arm().equals(arm)).toList();
      String baseline = some.getFirst().baseline();
      List<String> periods = different(some, TextReport::months);
      List<String> buyers = different(some, words::buyers);
      heading(
          words.arm(arm)
              + " against "
              + words.arm(baseline)
              + (periods.isEmpty() ? ", " + months(some.getFirst().measure()) : "")
              + ":");
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          row(
              List.of("outcome", "'" + baseline + "'", "'" + arm + "'", "effect [95%]"),
              periods.isEmpty() ? "" : "months"));
      if (buyers.isEmpty()) {
        some.forEach(effect -> rows.add(row(effect, periods)));
      }
      for (String group : buyers.stream().distinct().toList()) {
        rows.add(heading("of " + group + ":", rows.getFirst().size()));
        some.stream()
            .filter(effect -> words.buyers(effect.measure()).equals(group))
            .forEach(effect -> rows.add(row(effect, periods)));
      }
      table(rows);
      if (some.stream().anyMatch(effect -> unclear(effect.period()))) {
        lines.add("?: the interval includes 0, so there may be no effect.");
      }
    }
  }

  private static String months(Result.Measure measure) {
    return measure.from() + " to " + measure.to();
  }

  /** What is said of each effect; nothing where the same is said of all. */
  private static List<String> different(
      List<Result.Effect> effects, Function<Result.Measure, String> said) {
    List<String> all = effects.stream().map(effect -> said.apply(effect.measure())).toList();
    return all.stream().distinct().count() == 1 ? List.of() : all;
  }

  private static List<String> row(List<String> cells, String... more) {
    return Stream.concat(cells.stream(), Stream.of(more).filter(cell -> !cell.isEmpty())).toList();
  }

  /** Whether an effect may be nothing. One that is nothing in every pair is. */
  private static boolean unclear(Estimate effect) {
    return effect.known() && !effect.clear() && !effect.equals(Estimate.ZERO);
  }

  /** A row with a name alone. */
  private static List<String> heading(String name, int columns) {
    return Stream.concat(Stream.of(name), Collections.nCopies(columns - 1, "").stream()).toList();
  }

  private List<String> row(Result.Effect effect, List<String> periods) {
    return row(row(effect), periods.isEmpty() ? "" : months(effect.measure()));
  }

  private List<String> row(Result.Effect effect) {
    Result.Measure measure = effect.measure();
    return List.of(
        measure.name(),
        units.text(measure.unit(), Kind.LEVEL, effect.baselinePeriod().value()),
        units.text(measure.unit(), Kind.LEVEL, effect.armPeriod().value()),
        units.text(measure.unit(), Kind.CHANGE, effect.period())
            + (unclear(effect.period()) ? UNCLEAR : ""));
  }

  private void attribution(Result.Attributed attributed) {
    Result.Measure measure = attributed.measure();
    heading(words.heading(measure) + ", " + words.period(measure) + ":");
    List<Result.Share> shares = Words.largestFirst(attributed);
    double greatest =
        Stream.concat(shares.stream().map(Result.Share::effect), Stream.of(attributed.whole()))
            .mapToDouble(effect -> Math.abs(effect.value()))
            .max()
            .orElse(0);
    Units.Form form = units.form(measure.unit(), Kind.CHANGE, greatest);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("policy", "effect [95%]", ""));
    shares.forEach(share -> rows.add(row(share.policy(), form, share.effect(), greatest)));
    table(rows, Optional.of(row("all together", form, attributed.whole(), greatest)));
  }

  private List<String> row(String name, Units.Form form, Estimate effect, double greatest) {
    return List.of(
        name, form.text(effect), bar(effect.value(), greatest, effect.value() < 0 ? "-" : "#"));
  }

  private void sensitivity(Result.Influences influences) {
    Result.Measure measure = influences.measure();
    List<Result.Influence> parameters = Words.strongestFirst(influences);
    boolean sobol = parameters.stream().anyMatch(each -> each.total().isPresent());
    heading(
        "What "
            + words.phrase(measure)
            + " depends on"
            + (sobol ? ", in parts of its variance:" : ":"));
    if (!influences.reason().isEmpty()) {
      wrap("Nothing is found: " + influences.reason());
      return;
    }
    double greatest = sobol ? 1 : parameters.getFirst().meanSize().map(Estimate::value).orElse(0.0);
    Units.Form form =
        sobol
            ? units.form("fraction", Kind.LEVEL, greatest)
            : units.form(measure.unit(), Kind.SIZE, greatest);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        sobol
            ? List.of("parameter", "range", "with others [95%]", "alone", "")
            : List.of("parameter", "range", "moves the outcome by [95%]", ""));
    for (Result.Influence each : parameters) {
      Estimate strength = each.total().or(each::meanSize).orElse(Estimate.ZERO);
      String bar = bar(strength.value(), greatest, "#");
      rows.add(
          each.first()
              .map(
                  alone ->
                      List.of(
                          each.parameter(),
                          Words.range(each),
                          form.text(strength),
                          form.text(alone.value()),
                          bar))
              .orElse(List.of(each.parameter(), Words.range(each), form.text(strength), bar)));
    }
    table(rows);
  }

  private static String bar(double value, double greatest, String mark) {
    return greatest == 0
        ? ""
        : mark.repeat(Math.clamp(Math.round(Math.abs(value) / greatest * BAR), 0, BAR));
  }

  private void heading(String text) {
    lines.add("");
    wrap(text);
  }

  private void table(List<List<String>> rows) {
    table(rows, Optional.empty());
  }

  /** Columns as wide as they need. A name that is too long has a line of its own. */
  private void table(List<List<String>> rows, Optional<List<String>> sum) {
    int shown = all ? rows.size() : Math.min(rows.size(), MOST_ROWS + 1);
    List<List<String>> some = new ArrayList<>(rows.subList(0, shown));
    sum.ifPresent(some::add);
    int columns = some.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(
                c ->
                    some.stream()
                        .filter(row -> !isHeading(row))
                        .mapToInt(row -> row.get(c).length())
                        .max()
                        .orElse(0))
            .toArray();
    int others = IntStream.range(1, columns).map(c -> widths[c] + GAP.length()).sum();
    widths[0] = Math.clamp(WIDTH - others, 1, Math.max(1, widths[0]));
    for (List<String> row : some) {
      String name = row.getFirst();
      if (isHeading(row)) {
        lines.add(name);
        continue;
      }
      boolean fits = name.length() <= widths[0];
      if (!fits) {
        lines.add(name);
      }
      StringBuilder line = new StringBuilder(padded(fits ? name : "", widths[0]));
      for (int c = 1; c < columns; c++) {
        line.append(GAP).append(padded(row.get(c), widths[c]));
      }
      lines.add(line.toString().stripTrailing());
    }
    long left = rows.stream().skip(shown).filter(row -> !isHeading(row)).count();
    if (left > 0) {
      lines.add("and " + left + " more");
    }
  }

  private static boolean isHeading(List<String> row) {
    return row.size() > 1 && row.stream().skip(1).allMatch(String::isEmpty);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void wrap(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }
}
