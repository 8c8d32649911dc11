package org.cloudmarket.procurement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.stream.AwardBatch.Written;
import org.cloudmarket.procurement.stream.SharedAwardLog.Seat;
import org.junit.jupiter.api.Test;

class SharedAwardLogTest {

  private static final String RUN = "run-shared";
  private static final int PARTITION = 3;
  private static final int IN_A_BATCH = 500;
  private static final int MORE_THAN_IS_KEPT = SharedAwardLog.RECORDS_KEPT + 5 * IN_A_BATCH;

  private final List<Message> outcomes =
      SmallMarket.messages(RUN).stream().filter(Decided.class::isInstance).toList();
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private final List<LogConsumer> opened = new ArrayList<>();
  private final SharedAwardLogs logs = new SharedAwardLogs(this::open);

  /** Reads the test's log. */
  private final class LogConsumer extends MockConsumer<byte[], byte[]> {
    LogConsumer() {
      super("none");
      setMaxPollRecords(IN_A_BATCH);
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
      super.assign(partitions);
      log.forEach(this::addRecord);
    }
  }

  private synchronized LogConsumer open() {
    LogConsumer consumer = new LogConsumer();
    opened.add(consumer);
    return consumer;
  }

  private void write(int count) {
    for (int i = 0; i < count; i++) {
      Message outcome = outcomes.get(log.size() % outcomes.size());
      log.add(SmallMarket.record(outcome, PARTITION, log.size()));
      opened.forEach(consumer -> consumer.addRecord(log.getLast()));
    }
  }

  private static SortedMap<Integer, Long> from(long offset) {
    return new TreeMap<>(Map.of(PARTITION, offset));
  }

  private static List<Long> offsets(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private Seat joined(long offset) {
    return logs.join(RUN, from(offset)).orElseThrow();
  }

  /** The offsets of what a reader is given until there is nothing. */
  private static List<Long> rest(Seat seat) {
    List<Long> offsets = new ArrayList<>();
    AwardBatch batch;
    do {
      batch = seat.next().orElseThrow();
      batch.outcomes().forEach(each -> offsets.add(each.offset));
    } while (!batch.isNothing());
    return offsets;
  }

  /** The offsets of all that a client is sent that needs so long for each batch. */
  private List<Long> sent(long from, int millisForABatch) throws InterruptedException {
    List<Long> offsets = new ArrayList<>();
    SortedMap<Integer, Long> next = from(from);
    try (AwardReader reader = new AwardReader(logs, RUN)) {
      while (next.get(PARTITION) < log.size()) {
        for (Written each : reader.read(next).outcomes()) {
          if (each.offset >= next.get(PARTITION)) {
            offsets.add(each.offset);
            next.put(PARTITION, each.offset + 1);
          }
        }
        TimeUnit.MILLISECONDS.sleep(millisForABatch);
      }
    }
    return offsets;
  }

  @Test
  void tenReadersOfARunShareOneConsumerAndEachIsGivenEverything() {
    List<Seat> seats = IntStream.range(0, 10).mapToObj(_ -> joined(0)).toList();
    write(1_200);

    assertThat(seats).allSatisfy(seat -> assertThat(rest(seat)).isEqualTo(offsets(0, 1_200)));
    assertThat(opened).hasSize(1);
    assertThat(logs.size()).isOne();
  }

  @Test
  void whoeverComesLaterIsGivenWhatIsKeptFromBeforeItsPlace() {
    Seat first = joined(0);
    write(2_000);
    rest(first);

    assertThat(rest(joined(700))).isEqualTo(offsets(500, 2_000));
    assertThat(rest(joined(2_000))).isEmpty();
    assertThat(opened).hasSize(1);
  }

  @Test
  void whoeverNeedsWhatIsNotKeptDoesNotJoin() {
    Seat first = joined(0);
    write(MORE_THAN_IS_KEPT);
    rest(first);

    assertThat(logs.join(RUN, from(MORE_THAN_IS_KEPT - SharedAwardLog.RECORDS_KEPT - 1))).isEmpty();
    assertThat(logs.join(RUN, from(MORE_THAN_IS_KEPT - SharedAwardLog.RECORDS_KEPT))).isPresent();
  }

  @Test
  void nobodyWaitsForOneThatDoesNotRead() {
    Seat idle = joined(0);
    Seat quick = joined(0);
    write(MORE_THAN_IS_KEPT);

    assertThat(rest(quick)).hasSize(MORE_THAN_IS_KEPT);
    assertThat(idle.next()).as("what it missed is not kept").isEmpty();
  }

  @Test
  void readersOfAnyPaceAreEachSentEverythingOnceAndInOrder() throws Exception {
    write(3 * MORE_THAN_IS_KEPT);
    List<Future<List<Long>>> sent = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int millis : List.of(0, 0, 1, 3, 10)) {
        sent.add(readers.submit(() -> sent(0, millis)));
      }
      sent.add(readers.submit(() -> sent(9_999, 2)));
    }

    assertThat(sent.removeLast().get()).isEqualTo(offsets(9_999, log.size()));
    for (Future<List<Long>> each : sent) {
      assertThat(each.get()).isEqualTo(offsets(0, log.size()));
    }
    assertThat(logs.size()).isZero();
    assertThat(opened).allMatch(MockConsumer::closed);
  }

  @Test
  void whereTheLogCannotBeReadEachGoesOnByItself() {
    Seat one = joined(0);
    Seat other = joined(0);
    one.next();
    opened.getFirst().setPollException(new KafkaException("no broker"));

    assertThat(one.next()).isEmpty();
    assertThat(other.next()).isEmpty();
    assertThat(logs.join(RUN, from(0))).isEmpty();
  }

  @Test
  void whereNoConsumerCanBeOpenedNoPlaceIsLost() {
    SharedAwardLogs without =
        new SharedAwardLogs(
            () -> {
              throw new KafkaException("no such host");
            });
    Seat seat = without.join(RUN, from(0)).orElseThrow();

    assertThat(seat.next()).isEmpty();
    without.leave(RUN, seat);

    assertThat(without.size()).isZero();
  }

  @Test
  void theLastToLeaveClosesTheConsumer() {
    Seat one = joined(0);
    Seat other = joined(0);
    one.next();

    logs.leave(RUN, one);
    assertThat(opened.getFirst().closed()).isFalse();
    logs.leave(RUN, other);

    assertThat(opened.getFirst().closed()).isTrue();
    assertThat(logs.size()).isZero();
    Seat next = joined(7);
    logs.leave(RUN, other);
    assertThat(logs.size()).as("who leaves twice closes nothing of others").isOne();
    assertThat(rest(next)).isEmpty();
  }
}
