package org.cloudmarket.procurement.stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.cloudmarket.procurement.store.award.AwardHistory;
import org.cloudmarket.procurement.store.award.AwardHistory.Lack;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.run.RunSpans;
import org.cloudmarket.procurement.store.run.RunSpans.Span;
import org.cloudmarket.wire.topic.Placement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a stream of awards comes from: the database for what is projected, and then the log. */
@Singleton
final class AwardSources {

  /** A broker that has just come back knows the end of its log a moment later. */
  private static final int LOOKS_AT_THE_END = 5;

  private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(400).toNanos();

  private final AwardsConsumers consumers;
  private final SharedAwardLogs logs;
  private final AwardHistory history;
  private final RunSpans spans;
  private final RunLedger ledger;
  private final Placement placement;

  @Inject
  AwardSources(
      AwardsConsumers consumers,
      SharedAwardLogs logs,
      AwardHistory history,
      RunSpans spans,
      RunLedger ledger,
      @ConfigProperty(name = "kafka.partitions") int partitions) {
    this.consumers = consumers;
    this.logs = logs;
    this.history = history;
    this.spans = spans;
    this.ledger = ledger;
    this.placement = new Placement(partitions);
  }

  /** What the database has of a run. */
  PastOutcomes past(Run run) {
    return new PastOutcomes(history, placement, run);
  }

  /** A reader of the log for one client, to be closed. */
  AwardReader reader(String run) {
    return new AwardReader(logs, run);
  }

  /** The run as it is now; empty where it was deleted. */
  Optional<Run> now(String run) {
    return ledger.find(run);
  }

  /** How far partitions are projected. */
  SortedMap<Integer, Long> projected(Iterable<Integer> partitions) {
    return spans.projected(partitions);
  }

  /** What is missing of the months of a run that has ended, from one of them on. */
  List<Lack> lacks(Run run, int from) {
    return run.lastMonth().isPresent()
        ? history.lacks(run.id, run.shards, from, run.lastMonth().getAsInt())
        : List.of();
  }

  /**
   * The offset of the last record of a run that has ended, by partition; 0 where it has none, so
   * that whoever has been told of the end can say so.
   */
  SortedMap<Integer, Long> last(Run run) {
    SortedMap<Integer, Long> last = new TreeMap<>();
    past(run).partitions().forEach(partition -> last.put(partition, 0L));
    for (Span span : spans.of(run.id).values()) {
      last.merge(span.partition(), span.next() - 1, Math::max);
    }
    return last;
  }

  /** Whether a client can have been sent so much of a run. */
  boolean known(Run run, Positions has) {
    SortedMap<Integer, Long> first = first(run);
    boolean begun =
        has.last().entrySet().stream()
            .allMatch(
                last ->
                    first.containsKey(last.getKey())
                        && last.getValue() >= first.get(last.getKey()));
    return begun && (run.status().ended() ? within(has, last(run)) : written(has));
  }

  private SortedMap<Integer, Long> first(Run run) {
    List<Integer> partitions = past(run).partitions();
    if (!run.status().ended()) {
      return spans.starts(run.id, partitions);
    }
    SortedMap<Integer, Long> first = new TreeMap<>();
    spans.of(run.id).values().forEach(s -> first.merge(s.partition(), s.first(), Math::min));
    partitions.forEach(partition -> first.putIfAbsent(partition, 0L));
    return first;
  }

  private static boolean within(Positions has, Map<Integer, Long> last) {
    return has.last().entrySet().stream()
        .allMatch(each -> each.getValue() <= last.get(each.getKey()));
  }

  /** Whether there are such records: what is projected is known without the broker. */
  private boolean written(Positions has) {
    if (within(has, behindOne(projected(has.last().keySet())))) {
      return true;
    }
    try (Consumer<byte[], byte[]> consumer = consumers.open()) {
      for (int look = 0; look < LOOKS_AT_THE_END; look++) {
        if (within(has, behindOne(AwardsConsumers.ends(consumer, has.last().keySet())))) {
          return true;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      }
      return false;
    } catch (TimeoutException e) {
      // A broker that is away keeps nobody from coming back: the log itself will say.
      return true;
    }
  }

  private static Map<Integer, Long> behindOne(Map<Integer, Long> ends) {
    Map<Integer, Long> last = new TreeMap<>(ends);
    last.replaceAll((_, end) -> end - 1);
    return last;
  }
}
