package org.cloudmarket.analysis.published;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.cloudmarket.analysis.published.TableReader.Line;
import org.cloudmarket.model.market.Kebab;

/** The tables that figures are taken from, and what their rows hold. */
public enum PublishedTable {
  /** Quantities that a model of procurement should show. */
  TARGETS("validation-targets.csv") {
    @Override
    Stream<Target> targets(Line line) {
      return Stream.of(
          new Target(
              file(),
              line.filled("id"),
              line.filled("what"),
              line.number("value"),
              line.number("low"),
              line.number("high"),
              line.filled("unit"),
              line.filled("where_from"),
              quality(line.filled("quality"))));
    }
  },

  /** Series of China's cloud; the id is series and period. */
  SERIES("china-cloud-series.csv") {
    @Override
    Stream<Target> targets(Line line) {
      String unit = line.filled("unit");
      OptionalDouble value =
          unit.equals("order") ? OptionalDouble.empty() : required(line.number("value"), "value");
      String note = line.text("note");
      return Stream.of(
          new Target(
              file(),
              line.filled("series") + " " + line.filled("period"),
              unit.equals("order") ? line.filled("value") : note,
              value,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              unit.replace('_', ' '),
              line.filled("publisher") + ": " + line.filled("source_url"),
              quality(line.filled("quality"))));
    }
  },

  /** Shares of the national market; the id is period, basis and provider. */
  SHARES("market-shares.csv") {
    @Override
    Stream<Target> targets(Line line) {
      return Stream.of("alibaba", "huawei", "tencent", "baidu", "other")
          .flatMap(
              provider ->
                  line.number(provider).stream()
                      .mapToObj(
                          share ->
                              national(
                                  line, line.filled("basis") + " " + provider, share, "percent")));
    }
  },

  /** What the national market spends; the id is period and basis. */
  SPEND("market-spend.csv") {
    @Override
    Stream<Target> targets(Line line) {
      double spend = required(line.number("spend_usd_bn"), "spend_usd_bn").getAsDouble();
      return Stream.of(national(line, line.filled("basis"), spend, "USD bn"));
    }
  },

  /** The state operators' cloud business; the id is series and period. */
  OPERATORS("state-operators.csv") {
    @Override
    Stream<Target> targets(Line line) {
      return Stream.of(
          figure(
              line.filled("series") + " " + line.filled("period"),
              line.number("value"),
              line.filled("unit").replace('_', ' '),
              "Company reports and IDC as quoted in the press",
              Quality.SECONDARY));
    }
  },

  /** Rules and effect sizes; the id is the rule. */
  RULES("procurement-rules.csv") {
    @Override
    Stream<Target> targets(Line line) {
      // Some rules are ranges or words.
      Optional<Double> value = Line.decimal(line.filled("value"));
      return value.stream()
          .map(
              each ->
                  figure(
                      line.filled("rule"),
                      OptionalDouble.of(each),
                      line.text("unit"),
                      line.text("note"),
                      Quality.WEAK));
    }
  };

  private static final List<String> DERIVED = List.of("derived", "forecast");

  private final String file;

  PublishedTable(String file) {
    this.file = file;
  }

  /** The file's name in {@code docs/data}. */
  public String file() {
    return file;
  }

  /** What a row holds. */
  abstract Stream<Target> targets(Line line);

  Target national(Line line, String of, double value, String unit) {
    String source = line.filled("source");
    return figure(
        line.filled("period") + " " + of,
        OptionalDouble.of(value),
        unit,
        source.equals("seed")
            ? "The founding article, after Canalys"
            : source.equals("derived")
                ? "Derived from Canalys"
                : source.substring(0, 1).toUpperCase(Locale.ROOT)
                    + source.substring(1)
                    + " as quoted in the trade press",
        DERIVED.contains(source) || DERIVED.contains(line.text("basis"))
            ? Quality.WEAK
            : Quality.SECONDARY);
  }

  Target figure(String id, OptionalDouble value, String unit, String source, Quality quality) {
    return new Target(
        file, id, "", value, OptionalDouble.empty(), OptionalDouble.empty(), unit, source, quality);
  }

  private static OptionalDouble required(OptionalDouble number, String column) {
    if (number.isEmpty()) {
      throw new IllegalArgumentException("'" + column + "' is empty");
    }
    return number;
  }

  private static Quality quality(String text) {
    return Kebab.find(Quality.class, text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'quality' is '" + text + "', not one of " + Kebab.ids(Quality.class)));
  }
}
