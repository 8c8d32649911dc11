package org.cloudmarket.procurement.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.cloudmarket.procurement.stream.AwardBatch.Written;

/** Reads a run's outcomes from the log, by a consumer of its own. For one thread at a time. */
final class AwardLog implements AutoCloseable {

  /** How long it is waited for what comes next. */
  static final Duration POLL = Duration.ofMillis(200);

  /** It has nothing to tell a broker, which may be away, and the client's place is wanted. */
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final AwardRecords awards;
  private final SortedMap<Integer, Long> next;

  /**
   * Begins at some places.
   *
   * @param consumer is closed with this
   * @param next by partition
   */
  AwardLog(Consumer<byte[], byte[]> consumer, String run, SortedMap<Integer, Long> next) {
    this.consumer = consumer;
    this.awards = new AwardRecords(run);
    this.next = new TreeMap<>();
    consumer.assign(AwardsConsumers.awards(next.keySet()));
    seek(next);
  }

  /** Goes on at some places. */
  void seek(SortedMap<Integer, Long> places) {
    if (!next.equals(places)) {
      next.putAll(places);
      next.forEach((partition, offset) -> consumer.seek(AwardsConsumers.awards(partition), offset));
    }
  }

  /**
   * What comes next; nothing where there is nothing for {@link #POLL}.
   *
   * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException where the log does not have
   *     it
   */
  AwardBatch read() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return AwardBatch.NOTHING;
    }
    List<Written> outcomes = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(record.partition(), record.offset() + 1);
      awards.outcome(record).ifPresent(outcomes::add);
    }
    return new AwardBatch(outcomes, records.count(), next);
  }

  /** Where the partitions begin now. */
  Map<Integer, Long> starts() {
    return AwardsConsumers.starts(consumer, next.keySet());
  }

  /** Where the partitions end now. */
  Map<Integer, Long> ends() {
    return AwardsConsumers.ends(consumer, next.keySet());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(TO_CLOSE));
  }
}
