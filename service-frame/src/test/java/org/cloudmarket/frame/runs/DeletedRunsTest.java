package org.cloudmarket.frame.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.wire.codec.MessageCodec;
import org.junit.jupiter.api.Test;

class DeletedRunsTest {

  private static final TopicPartition RUNS = new TopicPartition("runs", 0);
  private static final MessageCodec CODEC = new MessageCodec();
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  private void add(byte[] value, Headers headers) {
    records.add(
        new ConsumerRecord<>(
            "runs",
            0,
            records.size(),
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[0],
            value,
            headers,
            Optional.empty()));
  }

  private void add(RunsMessage message) {
    add(CODEC.encode(message), new RecordHeaders(CODEC.headers(message)));
  }

  @Test
  void ofABatchOnlyDeletionsAreTakenEachRunOnce() {
    add(new RunDeleted("run-b"));
    add(new CancelRequested("run-c", "request-1"));
    add(new RunDeleted("run-a"));
    add(new RunDeleted("run-b"));
    add("nonsense".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
    add(
        "nonsense".getBytes(StandardCharsets.UTF_8),
        new RecordHeaders(CODEC.headers(new RunDeleted("run-d"))));
    add(null, new RecordHeaders(CODEC.headers(new RunDeleted("run-e"))));

    assertThat(DeletedRuns.in(new ConsumerRecords<>(Map.of(RUNS, records), Map.of())))
        .containsExactly("run-a", "run-b");
  }
}
