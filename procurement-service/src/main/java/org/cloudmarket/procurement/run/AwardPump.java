package org.cloudmarket.procurement.run;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.AwardFeed.CutOff;
import org.cloudmarket.procurement.run.AwardFeed.Ended;
import org.cloudmarket.procurement.run.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.run.AwardFeed.Outcome;
import org.cloudmarket.procurement.run.AwardFeed.Signal;
import org.cloudmarket.procurement.store.AwardFilter;
import org.cloudmarket.procurement.store.OutcomeType;
import org.cloudmarket.procurement.store.RunSpans;
import org.cloudmarket.procurement.store.RunStatus;

/** Moves one client's outcomes from the log to the client, as fast as it reads them. */
final class AwardPump {

  private static final Duration POLL = Duration.ofMillis(200);

  /** How often it looks whether a client that wants nothing has gone. */
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final RunSpans spans;
  private final Supplier<Optional<RunStatus>> status;
  private final ProcurementSettings.Streams limits;
  private final MultiEmitter<? super Signal> client;
  private final RareLine away;
  private final BooleanSupplier ending;
  private final SortedMap<Integer, Long> sent = new TreeMap<>();
  private long lastSignal = System.nanoTime();

  AwardPump(
      Consumer<byte[], byte[]> consumer,
      RunSpans spans,
      Supplier<Optional<RunStatus>> status,
      ProcurementSettings.Streams limits,
      MultiEmitter<? super Signal> client,
      RareLine away,
      BooleanSupplier ending) {
    this.consumer = consumer;
    this.spans = spans;
    this.status = status;
    this.limits = limits;
    this.client = client;
    this.away = away;
    this.ending = ending;
  }

  /** The position of the last outcome that was sent. */
  String position() {
    return Positions.text(sent);
  }

  void pump(String run, int shards, Positions has, AwardFilter filter) {
    start(run, shards, has);
    Thread pump = Thread.currentThread();
    client.onRequest(_ -> LockSupport.unpark(pump));
    AwardRecords awards = new AwardRecords(run);
    while (!client.isCancelled() && !ending.getAsBoolean()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Optional<Decided> outcome = awards.outcome(record).filter(filter::takes);
        if (outcome.isPresent() && !send(record, outcome.get())) {
          return;
        }
      }
      if ((records.isEmpty() && ledgerSaysEnded(run)) || !alive()) {
        return;
      }
    }
    client.complete();
  }

  private void start(String run, int shards, Positions has) {
    List<Integer> partitions = AwardsConsumers.partitions(consumer, run, shards);
    SortedMap<Integer, Long> starts = new TreeMap<>(spans.starts(run, partitions));
    starts.replaceAll(
        (partition, start) -> {
          Long last = has.last().get(partition);
          return last == null ? start : Math.max(start, last + 1);
        });
    has.last()
        .forEach(
            (partition, last) -> {
              if (starts.containsKey(partition)) {
                sent.put(partition, last);
              }
            });
    consumer.assign(starts.keySet().stream().map(AwardsConsumers::awards).toList());
    starts.forEach((partition, start) -> consumer.seek(AwardsConsumers.awards(partition), start));
  }

  private boolean send(ConsumerRecord<byte[], byte[]> record, Decided outcome) {
    sent.put(record.partition(), record.offset());
    return signal(
        new Outcome(
            Positions.text(sent),
            OutcomeType.of(outcome).id(),
            new String(record.value(), StandardCharsets.UTF_8)));
  }

  /** The log goes on without the database, and so does the stream: it only does not end. */
  private boolean ledgerSaysEnded(String run) {
    try {
      return ended(run);
    } catch (RuntimeException e) {
      away.write("Whether streams of awards are at their end is not known: " + e.getMessage());
      return false;
    }
  }

  /** Whether there is no more to come; then the client was told. */
  private boolean ended(String run) {
    Optional<RunStatus> now = status.get();
    boolean over = now.isEmpty() || (now.get().ended() && allSent(spans.of(run)));
    if (over && signal(new Ended(now.map(RunStatus::id).orElse("deleted")))) {
      client.complete();
    }
    return over;
  }

  /** Lets a client that was sent nothing for a while know that it is heard; false as signal. */
  private boolean alive() {
    long silent = System.nanoTime() - lastSignal;
    return silent < limits.heartbeat().toNanos() || signal(new Heartbeat());
  }

  private boolean allSent(Map<Integer, RunSpans.Span> shards) {
    for (RunSpans.Span span : shards.values()) {
      TopicPartition partition = AwardsConsumers.awards(span.partition());
      if (consumer.position(partition) < span.next()) {
        return false;
      }
    }
    return true;
  }

  /** Sends as soon as the client wants more; false where it does not, and was cut off. */
  private boolean signal(Signal signal) {
    long since = System.nanoTime();
    while (client.requested() == 0) {
      if (client.isCancelled() || ending.getAsBoolean()) {
        return false;
      }
      if (System.nanoTime() - since > limits.patience().toNanos()) {
        client.emit(new CutOff("this client reads too slowly", Positions.text(sent)));
        client.complete();
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    client.emit(signal);
    lastSignal = System.nanoTime();
    return true;
  }
}
