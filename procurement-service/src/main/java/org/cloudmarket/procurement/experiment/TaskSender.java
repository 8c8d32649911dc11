package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** How many tasks of an experiment may be on their way: some for each partition. */
  private static final int ON_THEIR_WAY = 64;

  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final TaskTopic topic;
  private final TaskStore tasks;
  private final Duration lostAfter;
  private final RareLine away = new RareLine(LOG::warn);
  private Producer<byte[], byte[]> producer;

  @Inject
  TaskSender(TaskTopic topic, TaskStore tasks, ProcurementSettings settings) {
    this.topic = topic;
    this.tasks = tasks;
    this.lostAfter = settings.experiments().lostAfter();
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
    tasks.send(experiment, ON_THEIR_WAY, lostAfter, some -> send(experiment, some));
  }

  private List<Long> send(String experiment, List<Outgoing> some) {
    SortedMap<Long, Future<RecordMetadata>> answers = new TreeMap<>();
    List<Long> sent = new ArrayList<>();
    try {
      for (Outgoing task : some) {
        answers.put(task.task(), producer().send(record(experiment, task)));
      }
      for (Map.Entry<Long, Future<RecordMetadata>> answer : answers.entrySet()) {
        answer.getValue().get();
        sent.add(answer.getKey());
      }
    } catch (ExecutionException | RuntimeException e) {
      away.write("Tasks of " + experiment + " were not sent: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sent;
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
