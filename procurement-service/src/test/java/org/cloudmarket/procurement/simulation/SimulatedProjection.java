package org.cloudmarket.procurement.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.cloudmarket.procurement.simulation.SimulatedLog.Letter;
import org.cloudmarket.procurement.simulation.SimulatedLog.Partition;
import org.cloudmarket.procurement.store.projection.SimulatedTables;
import org.cloudmarket.wire.topic.Topic;

/**
 * Two processes that project {@code policy} and {@code awards}. Each reads a batch and writes it
 * later, when the other may have written the same; how far a partition was read is written with the
 * rows, and what is below is left out.
 */
final class SimulatedProjection {

  private static final int PROCESSES = 2;

  /** A batch that was read and not yet written; judged already only by mistake. */
  private record Held(
      Partition from, List<SimulatedTables.Read> records, int end, SimulatedTables.Batch judged) {}

  private final SimulatedLog log;
  private final Counts counts;
  private final SimulatedTables tables = new SimulatedTables();
  private final Map<Partition, Integer> next = new HashMap<>();
  private final Held[] held = new Held[PROCESSES];

  SimulatedProjection(SimulatedLog log, Counts counts) {
    this.log = log;
    this.counts = counts;
  }

  SimulatedTables tables() {
    return tables;
  }

  private Partition partition(int luck) {
    Topic topic = luck % 3 == 0 ? Topic.POLICY : Topic.AWARDS;
    return log.partition(topic, luck / 3 % log.placement().partitions());
  }

  /** A process writes what it holds; one that holds nothing reads a batch. */
  boolean project(int luck) {
    int process = luck % PROCESSES;
    if (held[process] != null) {
      write(held[process]);
      held[process] = null;
      return true;
    }
    held[process] = read(partition(luck / PROCESSES), 1 + luck / 64 % 40);
    return held[process] != null;
  }

  private Held read(Partition from, int most) {
    List<SimulatedTables.Read> records = new ArrayList<>();
    int end = next.getOrDefault(from, 0);
    while (records.size() < most) {
      OptionalInt at =
          log.fault() == Fault.PROJECTED_UNCOMMITTED ? from.nextUncommitted(end) : from.next(end);
      if (at.isEmpty()) {
        break;
      }
      Letter letter = from.at(at.getAsInt());
      if (!letter.isCopyForOtherShard()) { // It would be left out.
        records.add(
            new SimulatedTables.Read(log.read(letter), record(from, at.getAsInt(), letter)));
      }
      end = at.getAsInt() + 1;
    }
    if (end == next.getOrDefault(from, 0)) {
      return null;
    }
    if (log.fault() == Fault.PROJECTED_OFFSET_APART) {
      next.merge(from, end, Math::max);
    }
    boolean early = log.fault() == Fault.PROJECTED_TWICE;
    return new Held(from, records, end, early ? tables.batch(records) : null);
  }

  private static ConsumerRecord<byte[], byte[]> record(Partition from, int offset, Letter letter) {
    return new ConsumerRecord<>(
        from.topic,
        from.number,
        offset,
        0,
        TimestampType.CREATE_TIME,
        letter.key.length,
        letter.value.length,
        letter.key,
        letter.value,
        letter.headers,
        Optional.empty());
  }

  private void write(Held batch) {
    int from = next.getOrDefault(batch.from, 0);
    switch (log.fault()) {
      case PROJECTED_TWICE -> batch.judged.write();
      case PROJECTED_OFFSET_APART -> tables.batch(batch.records).write();
      default ->
          tables
              .batch(batch.records.stream().filter(read -> read.record().offset() >= from).toList())
              .write();
    }
    next.put(batch.from, Math.max(from, batch.end));
    counts.add("batches projected");
  }

  /** A process dies with what it holds. */
  boolean die(int luck) {
    boolean holds = held[luck % PROCESSES] != null;
    held[luck % PROCESSES] = null;
    return holds;
  }

  /** All from an earlier place on is read again. */
  void readAgain(int luck) {
    next.computeIfPresent(partition(luck), (_, offset) -> luck / 64 % (offset + 1));
  }
}
