package org.cloudmarket.documents.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void aSlipIsALetterTooManyTooFewWrongOrSwapped() {
    assertThat(Nearest.slips("tianjin", "tianjin")).isZero();
    assertThat(Nearest.slips("tianjin", "tianjiin")).isOne();
    assertThat(Nearest.slips("tianjin", "tanjin")).isOne();
    assertThat(Nearest.slips("tianjin", "tianjim")).isOne();
    assertThat(Nearest.slips("tianjin", "tainjin")).isOne();
    assertThat(Nearest.slips("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.slips("", "abc")).isEqualTo(3);
  }

  @Test
  void theWordFewestSlipsAwayIsMeant() {
    assertThat(Nearest.to("standng", List.of("strategy", "standing", "stand")))
        .contains("standing");
  }

  @Test
  void ofTwoEquallyNearTheFirstByNameIsMeantWhateverTheirOrder() {
    assertThat(Nearest.to("ac", List.of("ab", "aa"))).contains("aa");
    assertThat(Nearest.to("ac", List.of("aa", "ab"))).contains("aa");
  }

  @Test
  void aWordFarFromAllIsToldWhatThereIs() {
    assertThat(Nearest.hint("price", Set.of("one", "two"))).isEqualTo("; there are: one, two");
    assertThat(Nearest.hint("price", Set.of())).isEqualTo("; there are none");
    assertThat(
            Nearest.hint(
                "price",
                IntStream.range(10, 40).mapToObj(i -> "item-" + i).collect(Collectors.toSet())))
        .endsWith("item-21 and 18 more");
  }
}
