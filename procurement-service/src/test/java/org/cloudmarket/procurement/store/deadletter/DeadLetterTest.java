package org.cloudmarket.procurement.store.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterTest {

  private static final Map<String, String> SAID =
      Map.of(
          DeadLetters.REASON, "malformed",
          DeadLetters.DETAIL, "malformed: it is broken",
          DeadLetters.DESK, "providers",
          DeadLetters.TOPIC, "tenders",
          DeadLetters.PARTITION, "3",
          DeadLetters.OFFSET, "12345678901",
          DeadLetters.LENGTH, "5000000",
          DeadLetters.KEY, "run-a/7");

  private static ConsumerRecord<byte[], byte[]> record(Map<String, String> headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(Topic.DEAD_LETTERS.text(), 3, 9, bytes("tenders/3/1"), bytes("{\0"));
    headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static Map<String, String> saidAnd(String header, String value) {
    Map<String, String> said = new TreeMap<>(SAID);
    said.put(header, value);
    return said;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void whatADeskSaidIsRead() throws UnreadableRecord {
    DeadLetter letter = DeadLetter.of(record(saidAnd(CloudEvents.TYPE, "x\0")));

    assertThat(letter.reason()).isEqualTo("malformed");
    assertThat(letter.detail()).isEqualTo("malformed: it is broken");
    assertThat(letter.desk()).isEqualTo("providers");
    assertThat(letter.topic()).isEqualTo("tenders");
    assertThat(letter.partition()).isEqualTo(3);
    assertThat(letter.offset()).isEqualTo(12_345_678_901L);
    assertThat(letter.bytes()).isEqualTo(5_000_000);
    assertThat(letter.key()).isEqualTo("run-a/7");
    assertThat(letter.type()).isEqualTo("x\uFFFD");
    assertThat(letter.excerpt()).isEqualTo("{\uFFFD");
  }

  @ParameterizedTest
  @CsvSource({
    "/runs/run-b/shards/3, run-a/7, run-b",
    "/runs/run-b, run-a/7, run-b",
    "/elsewhere, run-a/7, run-a",
    "/runs/Run B, run-a, run-a",
    "/runs/Run B, 'not an id', ''",
    "/runs/Run B, run-a/b, ''"
  })
  void theRunIsThatOfTheSourceOrElseOfTheKey(String source, String key, String run)
      throws UnreadableRecord {
    Map<String, String> said = saidAnd(CloudEvents.SOURCE, source);
    said.put(DeadLetters.KEY, key);

    assertThat(DeadLetter.of(record(said)).run()).isEqualTo(run);
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter-reason, made-up",
    "dead-letter-topic, elsewhere",
    "dead-letter-partition, -1",
    "dead-letter-partition, 99999999999",
    "dead-letter-offset, x",
    "dead-letter-length, ''"
  })
  void whatNoDeskWouldSayIsNoDeadLetter(String header, String value) {
    assertThatThrownBy(() -> DeadLetter.of(record(saidAnd(header, value))))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining(header);
  }

  @Test
  void aRecordWithoutHeadersIsNoDeadLetterAndCanBeSetAside() {
    ConsumerRecord<byte[], byte[]> record = record(Map.of());

    assertThatThrownBy(() -> DeadLetter.of(record)).isInstanceOf(UnreadableRecord.class);
    DeadLetter letter = DeadLetter.setAside(record, "malformed", "it is\0");
    assertThat(letter.desk()).isEqualTo(DeadLetter.PROJECTION);
    assertThat(letter.topic()).isEqualTo("dead-letters");
    assertThat(letter.offset()).isEqualTo(9);
    assertThat(letter.detail()).isEqualTo("it is\uFFFD");
    assertThat(letter.run()).isEmpty();
  }

  @Test
  void everyReasonOfADeskIsKnown() {
    assertThat(DeadLetters.REASONS)
        .contains(
            "unknown-type",
            "unknown-version",
            "malformed",
            "too-long",
            "unknown-run",
            "wrong-topic",
            "wrong-partition",
            "desk-failed",
            "ended-run",
            "unprojectable")
        .isSorted();
  }
}
