package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.report.Units.Kind;
import org.cloudmarket.analysis.statistics.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitsTest {

  private final Units units = Units.plain(Results.YUAN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fraction            | LEVEL  | 0.2479   | 24.8%",
        "fraction            | LEVEL  | 0        | 0.0%",
        "fraction            | LEVEL  | 0.00031  | 0.031%",
        "fraction            | CHANGE | 0.2479   | +24.8 points",
        "fraction            | CHANGE | -0.2479  | -24.8 points",
        "fraction            | SIZE   | 0.2479   | 24.8 points",
        "fen                 | LEVEL  | 1.679E14 | CNY 1,679 billion",
        "fen                 | CHANGE | 1.358E10 | +CNY 136 million",
        "fen                 | CHANGE | -1.358E8 | -CNY 1.36 million",
        "fen                 | LEVEL  | 1234567  | CNY 12,346",
        "fen                 | LEVEL  | 12345    | CNY 123.45",
        "fen a year          | LEVEL  | 2.5E11   | CNY 2.50 billion a year",
        "fen a unit and year | LEVEL  | 893.2    | CNY 8.93/unit-year",
        "contracts           | LEVEL  | 4998.4   | 4,998 contracts",
        "contracts           | CHANGE | 0.833    | +0.83 contracts",
        "contracts           | LEVEL  | 0        | 0 contracts",
        "index               | LEVEL  | 0.21874  | 0.219 HHI",
        "index               | CHANGE | -0.00111 | -0.0011 HHI",
      })
  void aValueIsWrittenWithItsUnit(String unit, Kind kind, double value, String text) {
    assertThat(units.text(unit, kind, value)).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource(Figure.class)
  void moneyOfEveryFigureIsWrittenInTheCurrency(Figure figure) {
    String text = units.text(figure.unit(), Kind.LEVEL, 1e12);

    assertThat(text.contains("CNY")).isEqualTo(figure.unit().startsWith("fen"));
    assertThat(text).doesNotContain("fen").doesNotContain("E1");
  }

  @Test
  void anIntervalHasTheDecimalsOfItsValue() {
    Estimate wide = new Estimate(0.02, -0.1004, 0.1404);

    assertThat(units.text("fraction", Kind.CHANGE, wide)).isEqualTo("+2.0 points [-10.0, 14.0]");
  }

  @Test
  void anIntervalHasTheScaleOfItsValue() {
    Estimate estimate = new Estimate(9e10, 8e10, 1.1e11);

    assertThat(units.text("fen", Kind.CHANGE, estimate))
        .isEqualTo("+CNY 0.90 billion [0.80, 1.10]");
  }

  @Test
  void whatRoundsToNothingHasNoSign() {
    assertThat(units.text("fraction", Kind.CHANGE, -1e-9)).isEqualTo("0.0 points");
  }

  @Test
  void printedNumbersHaveATrueMinus() {
    assertThat(Units.printed(Results.YUAN).text("fraction", Kind.CHANGE, -0.031))
        .isEqualTo("\u22123.1 points");
  }
}
