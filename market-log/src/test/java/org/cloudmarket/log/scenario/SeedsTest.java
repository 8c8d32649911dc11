package org.cloudmarket.log.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void aSeedMayBeSpelledAsAnyNumber() {
    assertThat(List.of("7", " 7.0", "+7", "0x7", "70e-1").stream().map(Seeds::parse).distinct())
        .containsExactly(7L);
    assertThat(Seeds.parse("-9007199254740991")).isEqualTo(-9007199254740991L);
  }

  @Test
  void aSeedThatJavaScriptWouldRoundIsRefusedWithTheRange() {
    for (String text : List.of("9007199254740992", "-9007199254740992", "1e999", "1.5", "x", "")) {
      assertThatThrownBy(() -> Seeds.parse(text))
          .hasMessage(
              "'" + text + "' is not a whole number in -9007199254740991..9007199254740991");
    }
  }
}
