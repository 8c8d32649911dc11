package org.cloudmarket.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Specimens;
import org.junit.jupiter.api.Test;

class TopicTest {

  @Test
  void aMessageGoesToTheTopicOfItsKind() {
    Map<Topic, Long> counts =
        Specimens.messages().stream()
            .collect(Collectors.groupingBy(Topic::of, TreeMap::new, Collectors.counting()));

    assertThat(counts)
        .containsExactlyEntriesOf(
            new TreeMap<>(
                Map.of(
                    Topic.RUNS, 13L,
                    Topic.POLICY, 9L,
                    Topic.TENDERS, 9L,
                    Topic.BIDS, 3L,
                    Topic.AWARDS, 7L,
                    Topic.EXTERNAL_BIDS, 1L,
                    Topic.BID_ANSWERS, 1L)));
  }

  @Test
  void aTopicIsFoundByItsName() {
    for (Topic topic : Topic.values()) {
      assertThat(Topic.named(topic.text())).contains(topic);
    }
    assertThat(Topic.named("RUNS")).isEmpty();
  }

  @Test
  void aShardIsOnTheSamePartitionOfEveryTopic() {
    Placement placement = new Placement(8);
    List<Integer> partitions =
        Specimens.messages().stream()
            .filter(message -> Placement.key(message).equals("run-7/2"))
            .map(placement::of)
            .distinct()
            .toList();

    assertThat(partitions).containsExactly(placement.ofShard("run-7", 2));
  }

  @Test
  void shardsOfARunSpreadOverThePartitionsFromTheRunsOwn() {
    Placement placement = new Placement(8);
    int first = placement.ofRun("run-7");

    assertThat(IntStream.range(0, 16).map(shard -> placement.ofShard("run-7", shard)))
        .containsExactlyElementsOf(
            IntStream.range(0, 16).map(shard -> (first + shard) % 8).boxed().toList());
  }

  @Test
  void aRunIsWhereAnyClientsPlainKeyHitsIt() {
    byte[] key = "run-7".getBytes(StandardCharsets.UTF_8);

    assertThat(new Placement(8).ofRun("run-7")).isEqualTo(Utils.toPositive(Utils.murmur2(key)) % 8);
  }

  @Test
  void aShardsReportIsKeyedAndPlacedByItsRun() {
    Message report =
        Specimens.messages().stream().filter(MonthClosed.class::isInstance).findFirst().get();
    Placement placement = new Placement(8);

    assertThat(Placement.key(report)).isEqualTo("run-7");
    assertThat(placement.of(report)).isEqualTo(placement.ofRun("run-7"));
  }

  @Test
  void theKeyAloneTellsThePartition() {
    Placement placement = new Placement(8);

    assertThat(Specimens.messages())
        .allSatisfy(
            message ->
                assertThat(placement.ofKey(Placement.key(message).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(placement.of(message)));
  }

  @Test
  void aRecordSaysWhereItGoesAndWhatItIs() throws Exception {
    MessageCodec codec = new MessageCodec();
    Records records = new Records(new Placement(8), codec);

    ProducerRecord<byte[], byte[]> record = records.of(Specimens.award());

    assertThat(record.topic()).isEqualTo("awards");
    assertThat(record.partition()).isEqualTo(new Placement(8).ofShard("run-7", 2));
    assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("run-7/2");
    assertThat(codec.decode(record.headers(), record.value())).isEqualTo(Specimens.award());
  }

  @Test
  void onlyMissingTopicsAreCreated() {
    assertThat(Topics.missing(Map.of(), 8)).containsExactly(Topic.values());
    assertThat(Topics.missing(Map.of("runs", 8, "bids", 8, "another", 3), 8))
        .containsExactly(
            Topic.POLICY,
            Topic.TENDERS,
            Topic.AWARDS,
            Topic.EXTERNAL_BIDS,
            Topic.BID_ANSWERS,
            Topic.DEAD_LETTERS);
  }

  @Test
  void topicsWithOtherNumbersOfPartitionsAreRefusedByName() {
    assertThatThrownBy(() -> Topics.missing(Map.of("runs", 8, "bids", 4, "awards", 1), 8))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("every topic needs 8 partitions")
        .hasMessageContaining("bids has 4, awards has 1")
        .hasMessageNotContaining("runs has");
  }

  @Test
  void everyTopicSaysHowLongItKeepsRecords() {
    assertThat(Arrays.stream(Topic.values()).map(Topic::settings))
        .allSatisfy(
            settings ->
                assertThat(settings)
                    .containsKeys("cleanup.policy", "retention.ms", "retention.bytes"));
  }

  @Test
  void thereIsNoPlaceOnNoPartitions() {
    assertThatCode(() -> new Placement(1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new Placement(0)).hasMessageContaining("at least one partition");
  }
}
