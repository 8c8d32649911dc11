package org.cloudmarket.wire.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.cloudmarket.wire.topic.Topic;

/**
 * Kafka's clients for the desks of a service. The consumer decides where reading begins when the
 * broker does not say: a new service begins with the oldest record. A service that has state asks
 * again, since a coordinator that has just been started may answer before it knows. And it waits
 * for the topics, without which the engine's threads would end.
 *
 * <p>They also tell the desks which records the broker has.
 */
public final class DeskClients implements KafkaClientSupplier, LogBounds {

  /** How long a broker is asked again before its answer is believed. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(250);

  /** How long a broker may take to say which topics there are, before it is asked again. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  private static final Set<String> TOPICS =
      Stream.of(Topic.values()).map(Topic::text).collect(Collectors.toUnmodifiableSet());

  private final String store;
  private final String transactions;
  private final Consumer<String> warn;

  /** What was said last of topics, so that it is said once. */
  private final AtomicReference<String> toldOfTopics = new AtomicReference<>("");

  /** The engine's own, which it closes. */
  private volatile Admin admin;

  /** Of the consumers, which are there before any desk is. */
  private volatile String group;

  /**
   * Partitions whose thread has ended, so that the next one compares the log with its store. A
   * partition leaves when it has given a record.
   */
  private final Set<TopicPartition> outOfRange = ConcurrentHashMap.newKeySet();

  /**
   * @param wiring whose desks they serve
   * @param transactions what the transactions of this process are named by, and of nobody else's. A
   *     process that is started again names them alike: so it ends what its predecessor left open
   * @param warn gets a sentence where reading begins at a place that nobody had committed, and
   *     where topics are missing
   */
  public DeskClients(DeskWiring<?> wiring, String transactions, Consumer<String> warn) {
    this.store = wiring.store();
    this.transactions = transactions;
    this.warn = warn;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    admin = Admin.create(config);
    return admin;
  }

  @Override
  public Map<String, Bounds> of(Set<String> topics, int partition) {
    Map<TopicPartition, OffsetSpec> oldest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
    for (String topic : topics) {
      oldest.put(new TopicPartition(topic, partition), OffsetSpec.earliest());
      newest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    ListOffsetsResult starts = admin.listOffsets(oldest);
    ListOffsetsResult ends = admin.listOffsets(newest);
    Map<TopicPartition, OffsetAndMetadata> committed =
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<String, Bounds> bounds = new TreeMap<>();
    for (TopicPartition each : oldest.keySet()) {
      OffsetAndMetadata read = committed.get(each);
      bounds.put(
          each.topic(),
          new Bounds(
              answer(starts.partitionResult(each)).offset(),
              answer(ends.partitionResult(each)).offset(),
              read == null ? 0 : read.offset()));
    }
    return bounds;
  }

  /** Whether all topics are there; says what is waited for, each time that it is something else. */
  private boolean topicsAreThere() {
    Set<String> missing = new TreeSet<>(TOPICS);
    int millis = (int) ANSWER_WITHIN.toMillis();
    try {
      missing.removeAll(
          answer(admin.listTopics(new ListTopicsOptions().timeoutMs(millis)).names()));
    } catch (TimeoutException e) {
      tell("The desks begin when the broker says which topics are there; it does not answer");
      return false;
    }
    if (missing.isEmpty()) {
      return true;
    }
    tell(
        "The desks begin when these topics are there, and this service may see them: "
            + String.join(", ", missing));
    return false;
  }

  private void tell(String sentence) {
    if (!toldOfTopics.getAndSet(sentence).equals(sentence)) {
      warn.accept(sentence);
    }
  }

  private Map<TopicPartition, Long> committedEnds(Set<TopicPartition> logs) {
    Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
    logs.forEach(each -> newest.put(each, OffsetSpec.latest()));
    ListOffsetsResult found =
        admin.listOffsets(newest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    Map<TopicPartition, Long> ends = new HashMap<>();
    logs.forEach(each -> ends.put(each, answer(found.partitionResult(each)).offset()));
    return ends;
  }

  private static <T> T answer(KafkaFuture<T> question) {
    try {
      return question.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Map<String, Object> own = new HashMap<>(config);
    own.computeIfPresent(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, (_, id) -> transactionsOf((String) id));
    return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * The engine names a thread's transactions by the process, which it gives another id each time
   * that it starts. Nobody reads behind an open transaction, and it is open until its time is over,
   * unless somebody of the same name begins another.
   *
   * @param engines its name for them, which ends with the number of the thread
   */
  String transactionsOf(String engines) {
    return transactions + engines.substring(engines.lastIndexOf('-'));
  }

  @Override
  public KafkaConsumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new DeskConsumer(config);
  }

  @Override
  public KafkaConsumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public KafkaConsumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static KafkaConsumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Reads what desks hear. */
  private final class DeskConsumer extends KafkaConsumer<byte[], byte[]> {

    private final String changelog;
    private boolean topicsFound;
    private final IdleWait wait = new IdleWait();

    /** Since when the broker has said that it knows no offset, in ns. */
    private final Map<TopicPartition, Long> unknownSince = new HashMap<>();

    DeskConsumer(Map<String, Object> config) {
      super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      group = (String) config.get(ConsumerConfig.GROUP_ID_CONFIG);
      changelog = group + "-" + store + "-changelog";
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (!topicsFound) {
        topicsFound = topicsAreThere();
      }
      if (!topicsFound) {
        pause();
        return ConsumerRecords.empty();
      }
      try {
        long began = System.nanoTime();
        ConsumerRecords<byte[], byte[]> records = super.poll(wait.of(timeout));
        // What is paused is being restored: then somebody waits, though no record comes.
        if (records.isEmpty() && paused().isEmpty()) {
          wait.inVain(Duration.ofNanos(System.nanoTime() - began));
        } else {
          wait.over();
        }
        outOfRange.removeAll(records.partitions());
        return records;
      } catch (NoOffsetForPartitionException e) {
        begin(e.partitions());
      } catch (OffsetOutOfRangeException e) {
        goOn(e);
      }
      return ConsumerRecords.empty();
    }

    /**
     * Whoever stops leaves at once: what it had in memory is gone, so it has nothing to come back
     * to. A member that has a name would stay until its session is over.
     */
    @Override
    public void close() {
      close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    @Override
    public void close(CloseOptions options) {
      super.close(options.withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }

    private void begin(Set<TopicPartition> partitions) {
      Set<TopicPartition> logs = new HashSet<>(partitions);
      partitions.forEach(partition -> logs.add(changelogOf(partition)));
      Map<TopicPartition, Long> ends = committedEnds(logs);
      Set<TopicPartition> beginning = new HashSet<>();
      for (TopicPartition partition : partitions) {
        if (ends.get(changelogOf(partition)) == 0 || ends.get(partition) == 0) {
          beginning.add(partition); // Nothing was ever committed here, or nothing ever said.
        } else if (waitedLongEnough(partition)) {
          warn.accept(
              "The broker knows no committed offset of "
                  + partition
                  + ": it is read from its oldest record, and what was heard before is left out");
          beginning.add(partition);
        }
      }
      if (beginning.isEmpty()) {
        pause();
      } else {
        unknownSince.keySet().removeAll(beginning);
        seekToBeginning(beginning);
      }
    }

    private TopicPartition changelogOf(TopicPartition partition) {
      return new TopicPartition(changelog, partition.partition());
    }

    private boolean waitedLongEnough(TopicPartition partition) {
      long now = System.nanoTime();
      return now - unknownSince.computeIfAbsent(partition, _ -> now) > PATIENCE.toNanos();
    }

    /** The log lost what comes next. The desks must learn of it before they hear more. */
    private void goOn(OffsetOutOfRangeException e) {
      Collection<TopicPartition> partitions = e.partitions();
      if (outOfRange.addAll(partitions)) {
        throw e; // The thread ends, and the one that replaces it finds out what is missing.
      }
      warn.accept(
          "These places are not in the log: "
              + placesOf(e)
              + ". It is read from its oldest record, and what was heard before is left out");
      seekToBeginning(partitions);
    }

    private static Map<String, Long> placesOf(OffsetOutOfRangeException e) {
      Map<String, Long> places = new TreeMap<>();
      e.offsetOutOfRangePartitions()
          .forEach((partition, offset) -> places.put(partition.toString(), offset));
      return places;
    }

    private static void pause() {
      try {
        Thread.sleep(BETWEEN_QUESTIONS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
