package org.cloudmarket.procurement.experiment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.store.experiment.Task;
import org.cloudmarket.procurement.store.experiment.TaskStore.Made;
import org.jboss.logging.Logger;

/**
 * A member of the group that works at tasks, one after another. Two threads: this one speaks to the
 * broker and the database, and has the usual priority, so that it is heard in time; the other
 * computes, when nobody else wants the processor. A task is committed when it is stored, so one
 * that a worker leaves behind comes to another.
 */
final class Worker implements Runnable {

  private static final Logger LOG = Logger.getLogger(Worker.class);

  private static final Duration POLL = Duration.ofMillis(500);

  /** How often a broker hears of a worker that is in the middle of a task. */
  private static final long LOOK_MILLIS = 500;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final int number;
  private final TaskTopic topic;
  private final TaskWork work;
  private final Runnable stored;
  private final RareLine away;
  private volatile boolean ending;
  private boolean busy;

  /**
   * A worker.
   *
   * @param number among those of this process
   * @param stored told when a task is stored
   * @param away told of a broker that is away
   */
  Worker(int number, TaskTopic topic, TaskWork work, Runnable stored, RareLine away) {
    this.number = number;
    this.topic = topic;
    this.work = work;
    this.stored = stored;
    this.away = away;
  }

  void end() {
    ending = true;
  }

  @Override
  public void run() {
    ExecutorService computing =
        Executors.newSingleThreadExecutor(task -> LowPriority.thread("experiment-" + number, task));
    try {
      while (!ending) {
        consume(computing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Database.Ending e) {
      LOG.debugf("A worker ends: %s", e.getMessage());
    } finally {
      computing.shutdownNow();
    }
  }

  private void consume(ExecutorService computing) throws InterruptedException {
    try {
      topic.create();
      try (Consumer<byte[], byte[]> consumer = topic.consumer(number)) {
        consumer.subscribe(List.of(TaskTopic.NAME), new PausedWhileBusy(consumer));
        while (!ending) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            take(record, consumer, computing);
          }
        }
      }
    } catch (KafkaException | IllegalStateException e) {
      if (!ending) {
        away.write("A worker of experiments begins anew: " + e.getMessage());
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      Consumer<byte[], byte[]> consumer,
      ExecutorService computing)
      throws InterruptedException {
    Optional<Task> task = read(record);
    if (task.isPresent() && work.begin(task.get())) {
      Future<List<Made>> made = computing.submit(() -> work.run(task.get(), () -> ending));
      if (!finish(task.get(), made, consumer)) {
        return;
      }
      stored.run();
    }
    commit(record, consumer);
  }

  private static Optional<Task> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(Task.read(new String(record.value(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | NullPointerException e) {
      LOG.warnf(
          "Record %d of partition %d of %s is left out: %s",
          record.offset(), record.partition(), TaskTopic.NAME, e.getMessage());
      return Optional.empty();
    }
  }

  /** Whether the task is done with; not, where this worker ends before. */
  private boolean finish(Task task, Future<List<Made>> made, Consumer<byte[], byte[]> consumer)
      throws InterruptedException {
    try {
      work.store(task, await(made, consumer));
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TaskWork.Ended) {
        return false;
      }
      work.fail(task, String.valueOf(e.getCause().getMessage()));
      return true;
    }
  }

  /** Stays a member of the group for as long as a task takes. */
  private List<Made> await(Future<List<Made>> made, Consumer<byte[], byte[]> consumer)
      throws InterruptedException, ExecutionException {
    busy = true;
    try {
      while (true) {
        try {
          return made.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          consumer.pause(consumer.assignment());
          consumer.poll(Duration.ZERO);
        }
      }
    } finally {
      busy = false;
      consumer.resume(consumer.paused());
    }
  }

  /** What is not committed comes again, and is left out then. */
  private static void commit(
      ConsumerRecord<byte[], byte[]> record, Consumer<byte[], byte[]> consumer) {
    try {
      consumer.commitSync(
          Map.of(
              new TopicPartition(record.topic(), record.partition()),
              new OffsetAndMetadata(record.offset() + 1)));
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.debugf("Its partition is another's by now: %s", e.getMessage());
    }
  }

  /** What a worker gets in the middle of a task is not read before the task is done. */
  private final class PausedWhileBusy implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    PausedWhileBusy(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (busy) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What was begun of them is stored all the same.
    }
  }
}
