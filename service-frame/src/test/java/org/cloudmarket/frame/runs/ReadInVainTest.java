package org.cloudmarket.frame.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadInVainTest {

  private static final TopicPartition FIRST = new TopicPartition("runs", 0);
  private static final TopicPartition SECOND = new TopicPartition("runs", 1);

  private final ReadInVain read = new ReadInVain();

  @Test
  void theFirstBatchOfAPartitionIsWrittenAndThenOneIn512Places() {
    assertThat(read.due(Map.of(FIRST, 7L))).containsExactly(Map.entry(FIRST, 7L));
    assertThat(read.due(Map.of(FIRST, 8L, SECOND, 1L))).containsExactly(Map.entry(SECOND, 1L));
    assertThat(read.due(Map.of(FIRST, 518L))).isEmpty();
    assertThat(read.due(Map.of(FIRST, 519L))).containsExactly(Map.entry(FIRST, 519L));
    assertThat(read.due(Map.of(FIRST, 520L))).isEmpty();
  }

  @Test
  void nothingIsSkippedWhereMarksOfTransactionsLieBetweenBatches() {
    int written = 0;
    for (long end = 1; end < 10_000; end += 2) {
      written += read.due(Map.of(FIRST, end)).size();
    }

    assertThat(written).isEqualTo(1 + 9_998 / 512);
  }

  @Test
  void aPartitionThatIsReadAgainIsWrittenAgain() {
    read.due(Map.of(FIRST, 5_000L));

    assertThat(read.due(Map.of(FIRST, 3L))).containsExactly(Map.entry(FIRST, 3L));
  }
}
