package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.experiment.TaskStore;
import org.cloudmarket.procurement.store.experiment.TaskStore.Outgoing;
import org.jboss.logging.Logger;

/**
 * Sends tasks to the topic, a few of each experiment at a time: so a small experiment does not wait
 * behind all of a large one, and one that is cancelled leaves little behind.
 */
@Singleton
final class TaskSender {

  private static final Logger LOG = Logger.getLogger(TaskSender.class);

  /**
   * How many tasks of an experiment may be on their way for each worker: one that it works at, and
   * one that it has then.
   */
  private static final int OF_EACH_MEMBER = 2;

  private static final Duration ASKED_FOR = Duration.ofSeconds(10);

  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final TaskTopic topic;
  private final TaskStore tasks;
  private final Duration lostAfter;
  private final RareLine away = new RareLine(LOG::warn);
  private Producer<byte[], byte[]> producer;
  private final int workers;
  private List<List<Integer>> shares = List.of();
  private long askedAt;

  @Inject
  TaskSender(TaskTopic topic, TaskStore tasks, ProcurementSettings settings) {
    this.topic = topic;
    this.tasks = tasks;
    this.lostAfter = settings.experiments().lostAfter();
    this.workers = Workers.reckoned(settings);
  }

  synchronized void end(@Observes ShutdownEvent event) {
    if (producer != null) {
      producer.close(TO_CLOSE);
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = topic.producer();
    }
    return producer;
  }

  /** Sends what is to be sent of an experiment. What the broker does not take, comes again. */
  void send(String experiment) {
    List<List<Integer>> to = shares();
    List<Outgoing> some = tasks.take(experiment, OF_EACH_MEMBER * to.size(), lostAfter);
    List<Long> notSent = notSent(experiment, some, to);
    if (!notSent.isEmpty()) {
      tasks.notSent(experiment, notSent);
    }
  }

  /** The partitions of each who works at tasks, in all replicas; as of some seconds ago. */
  private List<List<Integer>> shares() {
    long now = System.nanoTime();
    if (shares.isEmpty() || now - askedAt > ASKED_FOR.toNanos()) {
      List<List<Integer>> found = topic.shares();
      shares = found.isEmpty() ? reckoned(workers) : found;
      askedAt = now;
    }
    return shares;
  }

  /** As many workers as can have something to do, where nobody knows who does. */
  static List<List<Integer>> reckoned(int most) {
    int workers = Math.min(most, TaskTopic.PARTITIONS);
    return IntStream.range(0, workers)
        .mapToObj(
            worker ->
                IntStream.range(0, TaskTopic.PARTITIONS)
                    .filter(partition -> partition % workers == worker)
                    .boxed()
                    .toList())
        .toList();
  }

  /** Sends tasks, waits, and says which of them the broker did not take. */
  private List<Long> notSent(String experiment, List<Outgoing> some, List<List<Integer>> to) {
    SortedMap<Long, Future<RecordMetadata>> answers = new TreeMap<>();
    List<Long> notSent = new ArrayList<>();
    for (Outgoing task : some) {
      try {
        answers.put(task.task(), producer().send(record(experiment, task, to)));
      } catch (RuntimeException e) {
        notSent.add(task.task());
        refused(experiment, e);
      }
    }
    answers.forEach(
        (task, answer) -> {
          if (!taken(experiment, answer)) {
            notSent.add(task);
          }
        });
    return notSent;
  }

  private boolean taken(String experiment, Future<RecordMetadata> answer) {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      refused(experiment, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void refused(String experiment, Throwable because) {
    away.write("Tasks of " + experiment + " were not sent: " + because.getMessage());
  }

  private static ProducerRecord<byte[], byte[]> record(
      String experiment, Outgoing task, List<List<Integer>> shares) {
    return new ProducerRecord<>(
        TaskTopic.NAME,
        partition(experiment, task.task(), shares),
        experiment.getBytes(StandardCharsets.UTF_8),
        task.record().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where a task goes: tasks that follow each other go to one worker after another, so that nobody
   * is without work while another has all that are on their way. Each experiment begins with
   * another worker, so that small ones do not all go to the same.
   *
   * @param shares the partitions of each worker
   */
  static int partition(String experiment, long task, List<List<Integer>> shares) {
    long turn = task + experiment.hashCode();
    List<Integer> own = shares.get(Math.floorMod(turn, shares.size()));
    return own.get(Math.floorMod(Math.floorDiv(turn, shares.size()), own.size()));
  }
}
