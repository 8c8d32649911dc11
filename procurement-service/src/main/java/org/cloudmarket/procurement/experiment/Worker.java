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
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.documents.reading.InvalidScenario;
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
  private final RareLine trouble;
  private final AtomicReference<Task> current = new AtomicReference<>();
  private volatile boolean ending;
  private Optional<TopicPartition> busyWith = Optional.empty();

  /**
   * A worker.
   *
   * @param number among those of this process
   * @param stored told when a task is stored
   * @param trouble told of what keeps it from its work
   */
  Worker(int number, TaskTopic topic, TaskWork work, Runnable stored, RareLine trouble) {
    this.number = number;
    this.topic = topic;
    this.work = work;
    this.stored = stored;
    this.trouble = trouble;
  }

  /** Ends it. The task that it leaves behind, if any, does not count as begun. */
  void end() {
    ending = true;
    giveBack();
  }

  private void giveBack() {
    Task left = current.getAndSet(null);
    if (left != null) {
      work.giveBack(left);
    }
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
        consumer.subscribe(List.of(TaskTopic.NAME), new WhileBusy(consumer));
        while (!ending) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            take(record, consumer, computing);
          }
        }
      }
    } catch (Database.Ending e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Whatever it was, a worker goes on until its service ends.
      if (!ending) {
        trouble.write("A worker of experiments begins anew: " + e);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      Consumer<byte[], byte[]> consumer,
      ExecutorService computing)
      throws InterruptedException {
    try {
      Optional<Task> task = read(record);
      if (task.isPresent() && !done(task.get(), partition(record), consumer, computing)) {
        return;
      }
    } catch (KafkaException | Database.Ending e) {
      throw e;
    } catch (RuntimeException e) {
      // The next to get it would do no better. What it may have been of is sent again later.
      trouble.write(words(record) + " is left out: " + e);
    }
    commit(record, consumer);
  }

  private Optional<Task> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(Task.read(new String(record.value(), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | NullPointerException e) {
      trouble.write(words(record) + " is left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String words(ConsumerRecord<byte[], byte[]> record) {
    return "Record " + record.offset() + " of " + partition(record);
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** Whether the task is done with; not, where this worker ends before. */
  private boolean done(
      Task task, TopicPartition from, Consumer<byte[], byte[]> consumer, ExecutorService computing)
      throws InterruptedException {
    if (!work.begin(task)) {
      return true;
    }
    current.set(task);
    try {
      Optional<Experiment> experiment = work.experiment(task);
      if (experiment.isEmpty()) {
        return true;
      }
      Future<List<Made>> made =
          computing.submit(() -> work.run(experiment.get(), task, () -> ending));
      work.store(task, await(made, from, consumer));
      stored.run();
      return true;
    } catch (InvalidScenario e) {
      work.fail(task, e.getMessage());
      return true;
    } catch (Database.Refused e) {
      work.fail(task, "its runs cannot be stored: " + e.getMessage());
      return true;
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case TaskWork.Ended _ -> false;
        case TaskWork.Impossible impossible -> {
          work.fail(task, impossible.getMessage());
          yield true;
        }
        default -> throw new IllegalStateException("runs were not made", e.getCause());
      };
    } finally {
      current.set(null);
    }
  }

  /** Stays a member of the group for as long as a task takes, if the broker lets it. */
  private List<Made> await(
      Future<List<Made>> made, TopicPartition from, Consumer<byte[], byte[]> consumer)
      throws InterruptedException, ExecutionException {
    busyWith = Optional.of(from);
    try {
      while (true) {
        try {
          return made.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          consumer.pause(consumer.assignment());
          consumer.poll(Duration.ZERO);
        }
      }
    } catch (KafkaException e) {
      // Nobody need make these runs again: the database takes them without a broker.
      trouble.write("A worker of experiments ends its task and begins anew: " + e.getMessage());
      return made.get();
    } finally {
      busyWith = Optional.empty();
      consumer.resume(consumer.paused());
    }
  }

  /** What is not committed comes again, and is left out then. */
  private static void commit(
      ConsumerRecord<byte[], byte[]> record, Consumer<byte[], byte[]> consumer) {
    try {
      consumer.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + 1)));
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.debugf("Its partition is another's by now: %s", e.getMessage());
    }
  }

  /** What happens to partitions in the middle of a task. */
  private final class WhileBusy implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;

    WhileBusy(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    /** What a worker gets then is not read before its task is done. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (busyWith.isPresent()) {
        consumer.pause(partitions);
      }
    }

    /** The task comes to another, which begins it too. This one stores it all the same. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (busyWith.filter(partitions::contains).isPresent()) {
        giveBack();
      }
    }
  }
}
