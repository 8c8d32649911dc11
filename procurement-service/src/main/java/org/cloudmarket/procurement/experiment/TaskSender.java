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

  private static final Duration COUNTED_FOR = Duration.ofSeconds(10);

  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final TaskTopic topic;
  private final TaskStore tasks;
  private final Duration lostAfter;
  private final RareLine away = new RareLine(LOG::warn);
  private Producer<byte[], byte[]> producer;
  private int members;
  private long countedAt;
  private boolean counted;

  @Inject
  TaskSender(TaskTopic topic, TaskStore tasks, ProcurementSettings settings) {
    this.topic = topic;
    this.tasks = tasks;
    this.lostAfter = settings.experiments().lostAfter();
    this.members = Workers.reckoned(settings);
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
    List<Outgoing> some = tasks.take(experiment, OF_EACH_MEMBER * members(), lostAfter);
    List<Long> notSent = notSent(experiment, some);
    if (!notSent.isEmpty()) {
      tasks.notSent(experiment, notSent);
    }
  }

  /** How many work at tasks, in all replicas; as of some seconds ago. */
  private int members() {
    long now = System.nanoTime();
    if (!counted || now - countedAt > COUNTED_FOR.toNanos()) {
      topic.members().ifPresent(count -> members = count);
      counted = true;
      countedAt = now;
    }
    return Math.max(1, members);
  }

  /** Sends tasks, waits, and says which of them the broker did not take. */
  private List<Long> notSent(String experiment, List<Outgoing> some) {
    SortedMap<Long, Future<RecordMetadata>> answers = new TreeMap<>();
    List<Long> notSent = new ArrayList<>();
    for (Outgoing task : some) {
      try {
        answers.put(task.task(), producer().send(record(experiment, task)));
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

  private ProducerRecord<byte[], byte[]> record(String experiment, Outgoing task) {
    int partitions = producer().partitionsFor(TaskTopic.NAME).size();
    return new ProducerRecord<>(
        TaskTopic.NAME,
        partition(experiment, task.task(), partitions),
        experiment.getBytes(StandardCharsets.UTF_8),
        task.record().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Where a task goes. Neighbouring partitions often lie with one worker, so tasks that follow each
   * other go far apart; and each experiment begins elsewhere, so that small ones do not all go to
   * the same worker.
   */
  static int partition(String experiment, long task, int partitions) {
    long apart =
        (Integer.toUnsignedLong(Integer.reverse((int) task)) * partitions) >>> Integer.SIZE;
    return Math.floorMod(apart + experiment.hashCode(), partitions);
  }
}
