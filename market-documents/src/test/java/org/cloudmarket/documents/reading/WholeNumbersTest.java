package org.cloudmarket.documents.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {

  private static long seed(String text) {
    return WholeNumbers.parse(text, -9007199254740991L, 9007199254740991L);
  }

  @Test
  void aSeedMayBeSpelledAsAnyNumber() {
    assertThat(
            List.of("7", " 7.0", "+7", "0x7", "70e-1").stream()
                .map(WholeNumbersTest::seed)
                .distinct())
        .containsExactly(7L);
    assertThat(seed("-9007199254740991")).isEqualTo(-9007199254740991L);
  }

  @Test
  void aSeedThatJavaScriptWouldRoundIsRefusedWithTheRange() {
    for (String text : List.of("9007199254740992", "-9007199254740992", "1e999", "1.5", "x", "")) {
      assertThatThrownBy(() -> seed(text))
          .hasMessage(
              "'" + text + "' is not a whole number in -9007199254740991..9007199254740991");
    }
  }

  @Test
  void whatWasProbablyMeantIsSaid() {
    assertThatThrownBy(() -> WholeNumbers.parse("017", 1, 64))
        .hasMessage(
            "'017' is not a whole number in 1..64; that is 15 to YAML 1.1 and 17 to YAML 1.2: write"
                + " the one or the other without the zero in front");
    assertThatThrownBy(() -> WholeNumbers.parse("1_0", 1, 64))
        .hasMessage(
            "'1_0' is not a whole number in 1..64; write the digits without anything between them,"
                + " and a point before decimals");
    assertThatThrownBy(() -> WholeNumbers.parse("\uff17", 1, 64))
        .hasMessage(
            "'\uff17' is not a whole number in 1..64; it holds a fullwidth digit seven (U+FF17)");
  }
}
