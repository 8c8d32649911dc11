package org.cloudmarket.analysis.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorTest {

  @ParameterizedTest
  @CsvSource({
    "7.0, 7",
    "0.30000000000000004, 0.3",
    "0.123456789, 0.123457",
    "12.3456789, 12.3457",
    "1234567.8, 1234570",
    "0.0000014, 0.000001",
    "0.00000001, 0",
    "9.9999996, 10",
    "-2.5000000001, -2.5",
    "-0.0, 0",
    "0.0, 0",
    "1e9, 1000000000"
  })
  void numbersAreWrittenAsADocumentHoldsThem(double value, String written) {
    assertThat(Rounding.round(value)).hasToString(written);
  }

  @Test
  void aFactorRunsFromItsLowBoundToItsHighOne() {
    Factor factor = Factor.real("share", 0.2, 0.7);

    assertThat(List.of(factor.at(0), factor.at(0.5), factor.at(1.0 / 3), factor.at(1)))
        .extracting(Object::toString)
        .containsExactly("0.2", "0.45", "0.366667", "0.7");
  }

  @Test
  void eachWholeNumberHasAnEqualPart() {
    Factor factor = Factor.whole("months", 12, 14);

    assertThat(List.of(0.0, 0.33, 0.34, 0.66, 0.67, 1.0))
        .extracting(unit -> factor.at(unit).toString())
        .containsExactly("12", "12", "13", "13", "14", "14");
  }

  @Test
  void wholeNumbersKeepAllTheirDigits() {
    assertThat(Factor.whole("fen", 0, 123456789).at(1)).hasToString("123456789");
  }

  @Test
  void boundsThatNoDocumentHoldsAreRefused() {
    assertThatThrownBy(() -> Factor.real("share", 0.7, 0.33333333))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            factor share: the low bound must be below the high one
            factor share: the bound 0.33333333 has more digits than a document holds, use 0.333333\
            """);
    assertThatThrownBy(() -> Factor.whole("months", 0.5, Double.NaN))
        .hasMessage(
            """
            factor months: a bound is not finite
            factor months: the low bound must be below the high one""");
    assertThatThrownBy(() -> Factor.whole("months", 0.5, 2))
        .hasMessage("factor months: the bound 0.5 is not a whole number");
  }

  @Test
  void factorsHaveNamesOfTheirOwn() {
    assertThatThrownBy(
            () -> Factor.distinct(List.of(Factor.real("a", 0, 1), Factor.real("a", 0, 2))))
        .hasMessage("two factors are named a");
  }
}
