package org.cloudmarket.system;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;

/** Reads {@code awards} as any outsider would: committed records, from the beginning. */
final class AwardsReader {

  private AwardsReader() {}

  /** All that was decided in a run, as it stands in the topic now. */
  static List<Decided> decided(String bootstrapServers, String run) {
    List<Decided> decided = new ArrayList<>();
    read(bootstrapServers, run, (each, _) -> decided.add(each));
    return decided;
  }

  /** What the headers of all that was decided in a run say of traces; empty where they say none. */
  static List<Optional<Trace>> traces(String bootstrapServers, String run) {
    List<Optional<Trace>> traces = new ArrayList<>();
    read(bootstrapServers, run, (_, headers) -> traces.add(Trace.in(headers)));
    return traces;
  }

  private static void read(
      String bootstrapServers, String run, BiConsumer<Decided, Headers> decided) {
    MessageCodec codec = new MessageCodec();
    Map<String, Object> settings =
        new HashMap<>(KafkaSettings.of(bootstrapServers).watcher("system-tests"));
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.AWARDS.text()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          if (names(record, run)
              && message(codec, record).orElse(null) instanceof Decided each
              && each.run().equals(run)) {
            decided.accept(each, record.headers());
          }
        }
      }
    }
  }

  /** Most of the topic is of other runs, and need not be decoded to see that. */
  private static boolean names(ConsumerRecord<byte[], byte[]> record, String run) {
    return record.value() != null
        && new String(record.value(), StandardCharsets.UTF_8).contains(run);
  }

  private static Optional<Message> message(
      MessageCodec codec, ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(codec.decode(record.headers(), record.value()));
    } catch (UnreadableRecord e) {
      // Other tests write garbage; were it an award, the digest would tell.
      return Optional.empty();
    }
  }

  /** The digest of outcomes after a month. */
  static String digest(List<Decided> decided, int start, int end) {
    DigestBook book = new DigestBook();
    decided.forEach(book::add);
    return book.chained(start, end).get(end - 1).hex();
  }

  /** Outcomes that stand in the topic more than once. */
  static List<String> repeated(List<Decided> decided) {
    Set<String> seen = new HashSet<>();
    return decided.stream()
        .map(each -> each.getClass().getSimpleName() + " " + each.tender() + " " + each.month())
        .filter(each -> !seen.add(each))
        .toList();
  }
}
