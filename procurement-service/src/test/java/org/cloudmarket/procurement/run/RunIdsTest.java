package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.cloudmarket.model.market.Ids;
import org.junit.jupiter.api.Test;

class RunIdsTest {

  @Test
  void runIdsAreShortKebabCaseAndDiffer() {
    assertThat(IntStream.range(0, 1_000).mapToObj(_ -> RunIds.next()))
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(Ids.valid(id)).isTrue())
        .allSatisfy(id -> assertThat(id).hasSize(14));
  }
}
