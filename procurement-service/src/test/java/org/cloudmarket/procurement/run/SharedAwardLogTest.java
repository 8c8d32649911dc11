package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.run.SharedAwardLog.Seat;
import org.junit.jupiter.api.Test;

class SharedAwardLogTest {

  private static final String RUN = "run-shared";
  private static final int PARTITION = 3;
  private static final int IN_A_BATCH = 5;

  private final List<Message> outcomes =
      SmallMarket.messages(RUN).stream().filter(Decided.class::isInstance).toList();
  private final List<MockConsumer<byte[], byte[]>> opened = new ArrayList<>();
  private final SharedAwardLogs logs = new SharedAwardLogs(this::consumer);

  private MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    consumer.setMaxPollRecords(IN_A_BATCH);
    opened.add(consumer);
    return consumer;
  }

  private static SortedMap<Integer, Long> from(long offset) {
    return new TreeMap<>(Map.of(PARTITION, offset));
  }

  private Seat joined(long offset) {
    return logs.join(RUN, from(offset)).orElseThrow();
  }

  /** Puts so many outcomes into the log, the first at offset 0. */
  private void write(int count) {
    for (int offset = 0; offset < count; offset++) {
      ConsumerRecord<byte[], byte[]> record =
          SmallMarket.record(outcomes.get(offset), PARTITION, offset);
      opened.getFirst().addRecord(record);
    }
  }

  /** The offsets of what a reader is given until there is nothing. */
  private static List<Long> offsets(Seat seat) {
    List<Long> offsets = new ArrayList<>();
    AwardBatch batch;
    do {
      batch = seat.next().orElseThrow();
      batch.outcomes().stream().map(each -> each.offset).forEach(offsets::add);
    } while (!batch.isNothing());
    return offsets;
  }

  @Test
  void tenReadersOfARunShareOneConsumerAndEachIsGivenEverything() {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      seats.add(joined(0));
    }
    write(12);

    assertThat(seats).allSatisfy(seat -> assertThat(offsets(seat)).hasSize(12).isSorted());
    assertThat(opened).hasSize(1);
    assertThat(logs.size()).isOne();
  }

  @Test
  void whoeverComesLaterGoesOnWhereItWas() {
    Seat first = joined(0);
    write(20);
    offsets(first);

    assertThat(offsets(joined(10)))
        .containsExactlyElementsOf(List.of(10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L));
    assertThat(offsets(joined(20))).isEmpty();
  }

  @Test
  void whoeverNeedsWhatIsNotKeptReadsAlone() {
    Seat first = joined(0);
    write((SharedAwardLog.KEPT + 1) * IN_A_BATCH);
    offsets(first);

    assertThat(logs.join(RUN, from(IN_A_BATCH - 1))).isEmpty();
    assertThat(logs.join(RUN, from(IN_A_BATCH))).isPresent();
  }

  @Test
  void whoeverIsBehindAllThatIsKeptIsLeftBehindAfterAMoment() {
    Seat slow = joined(0);
    Seat quick = joined(0);
    write((SharedAwardLog.KEPT + 1) * IN_A_BATCH);

    assertThat(offsets(quick)).hasSize((SharedAwardLog.KEPT + 1) * IN_A_BATCH);
    assertThat(slow.next()).isEmpty();
  }

  @Test
  void whereTheLogCannotBeReadEachGoesOnByItself() {
    Seat one = joined(0);
    Seat other = joined(0);
    opened.getFirst().setPollException(new KafkaException("no broker"));

    assertThat(one.next()).isEmpty();
    assertThat(other.next()).isEmpty();
    assertThat(logs.join(RUN, from(0))).isEmpty();
  }

  @Test
  void theLastToLeaveClosesTheConsumer() {
    Seat one = joined(0);
    Seat other = joined(0);

    logs.leave(RUN, one);
    assertThat(opened.getFirst().closed()).isFalse();
    logs.leave(RUN, other);

    assertThat(opened.getFirst().closed()).isTrue();
    assertThat(logs.size()).isZero();
    assertThat(Optional.of(joined(7))).isPresent();
    assertThat(opened).hasSize(2);
  }
}
