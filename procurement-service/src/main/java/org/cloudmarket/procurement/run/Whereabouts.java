package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.procurement.run.Stall.Hop;
import org.cloudmarket.procurement.store.run.Standstills.Standstill;
import org.cloudmarket.procurement.stream.AwardsConsumers;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks into the log for what a run waits for that stands still: of each hop it knows the message
 * that ends the month there, and the first that is missing is waited for.
 */
@Singleton
final class Whereabouts {

  /** The log is looked through from before the month opened: what is projected may lag so much. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private static final Duration POLL = Duration.ofMillis(200);

  /** For how long one topic is looked through; a log that is longer says no more. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of so many shards it is looked up what they wait for. */
  private static final int SHARDS = 4;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Placement placement;
  private final MessageCodec codec = new MessageCodec();

  @Inject
  Whereabouts(
      AwardsConsumers consumers, @ConfigProperty(name = "kafka.partitions") int partitions) {
    this(consumers::open, partitions);
  }

  Whereabouts(Supplier<Consumer<byte[], byte[]>> consumers, int partitions) {
    this.consumers = consumers;
    this.placement = new Placement(partitions);
  }

  /** What a run waits for. */
  Stall stall(Standstill still) {
    if (still.over()) {
      return new Stall(still.since(), Hop.PROJECTION, still.month(), still.behind());
    }
    if (!still.opened()) {
      return new Stall(still.since(), Hop.RULES, still.month(), List.of());
    }
    try (var consumer = consumers.get()) {
      return still.behind().isEmpty() ? betweenMonths(still, consumer) : inMonth(still, consumer);
    } catch (KafkaException e) {
      return new Stall(still.since(), Hop.BROKER, still.month(), List.of());
    }
  }

  /** All shards have closed the month: government has their reports, or not. */
  private Stall betweenMonths(Standstill still, Consumer<byte[], byte[]> consumer) {
    Set<Integer> missing = new HashSet<>();
    for (int shard = 0; shard < still.shards(); shard++) {
      missing.add(shard);
    }
    read(
        consumer,
        new TopicPartition(Topic.RUNS.text(), placement.ofRun(still.run())),
        still.run(),
        still.heard(),
        message -> {
          if (message instanceof MonthClosed closed && closed.month() == still.month()) {
            missing.remove(closed.shard());
          }
        });
    return missing.isEmpty()
        ? new Stall(still.since(), Hop.RULES, still.month() + 1, List.of())
        : new Stall(still.since(), Hop.REPORT, still.month(), missing.stream().sorted().toList());
  }

  private Stall inMonth(Standstill still, Consumer<byte[], byte[]> consumer) {
    List<Integer> looked = still.behind().subList(0, Math.min(SHARDS, still.behind().size()));
    List<Hop> hops = looked.stream().map(shard -> hop(still, shard, consumer)).toList();
    Hop first = hops.stream().min(Hop::compareTo).orElseThrow();
    List<Integer> waiting =
        looked.stream().filter(shard -> hops.get(looked.indexOf(shard)) == first).toList();
    return new Stall(still.since(), first, still.month(), waiting);
  }

  private Hop hop(Standstill still, int shard, Consumer<byte[], byte[]> consumer) {
    if (ends(still, shard, Topic.AWARDS, consumer)) {
      return Hop.PROJECTION;
    }
    if (ends(still, shard, Topic.BIDS, consumer)) {
      return Hop.AWARDS;
    }
    return ends(still, shard, Topic.TENDERS, consumer) ? Hop.BIDS : Hop.TENDERS;
  }

  /** Whether a topic has the end of the month of a shard. */
  private boolean ends(
      Standstill still, int shard, Topic topic, Consumer<byte[], byte[]> consumer) {
    boolean[] found = new boolean[1];
    read(
        consumer,
        new TopicPartition(topic.text(), placement.ofShard(still.run(), shard)),
        still.run() + "/" + shard,
        still.heard(),
        message -> found[0] |= monthThatEnds(message) == still.month());
    return found[0];
  }

  private static int monthThatEnds(Message message) {
    return switch (message) {
      case TendersClosed closed -> closed.month();
      case BidsClosed closed -> closed.month();
      case AwardsClosed closed -> closed.month();
      default -> Integer.MIN_VALUE;
    };
  }

  /** Gives a watcher all messages under a key, from shortly before a time on. */
  private void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      String key,
      Instant from,
      java.util.function.Consumer<Message> watcher) {
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    consumer.assign(List.of(partition));
    OffsetAndTimestamp start =
        consumer
            .offsetsForTimes(Map.of(partition, from.minus(BEFORE).toEpochMilli()))
            .get(partition);
    if (start == null) {
      return; // Nothing was written since.
    }
    consumer.seek(partition, start.offset());
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end && System.nanoTime() - deadline < 0) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (Arrays.equals(record.key(), wanted)) {
          decode(record, watcher);
        }
      }
    }
  }

  private void decode(
      ConsumerRecord<byte[], byte[]> record, java.util.function.Consumer<Message> watcher) {
    try {
      watcher.accept(codec.decode(record.headers(), record.value()));
    } catch (UnreadableRecord e) {
      // Told by the desks.
    }
  }
}
