package org.cloudmarket.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Records;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;

/**
 * Records that no desk can hear.
 *
 * @param record for a plain producer
 * @param reason for which it has to be set aside
 */
record Garbage(ProducerRecord<byte[], byte[]> record, String reason) {

  /** A run that nobody has ordered. */
  static final String NOBODYS_RUN = "run-nobodys";

  private static final int PARTITIONS = Topics.DEFAULT_PARTITIONS;
  private static final int FIVE_MEGABYTES = 5_000_000;
  private static final int MANY = 100;

  private static final MessageCodec CODEC = new MessageCodec();
  private static final Records RECORDS = new Records(new Placement(PARTITIONS), CODEC);

  /**
   * Every kind, for a topic of the ring.
   *
   * @param run one that is under way
   */
  static List<Garbage> of(Topic topic, String run) {
    Message nobodys = message(topic, NOBODYS_RUN);
    Headers headers = CODEC.headers(nobodys);
    byte[] value = CODEC.encode(nobodys);
    String type = new String(headers.lastHeader(CloudEvents.TYPE).value(), UTF_8);
    Draft draft = new Draft(topic, run);

    draft.add("malformed", headers, "{\"run\":\"" + run + "\",");
    draft.add("malformed", headers, "\u0000\u001b[2J\uFFFF");
    draft.add("malformed", headers, bytes(new Random(1), MANY));
    draft.add("malformed", headers, new byte[0]);
    draft.add("malformed", headers, (byte[]) null);
    draft.add("missing-field", headers, "{}");
    draft.add("trailing-garbage", headers, new String(value, UTF_8) + "]");
    draft.add("unknown-field", headers, new String(value, UTF_8).replaceFirst("}$", ",\"x\":1}"));
    draft.add("unknown-type", new RecordHeaders(), value);
    draft.add("unknown-type", typed("org.cloudmarket.nonsense.v1"), value);
    draft.add("unknown-type", new RecordHeaders().add(CloudEvents.TYPE, null), value);
    draft.add("unknown-type", garbled(), value);
    draft.add("unknown-version", typed(type.replaceFirst("v[0-9]+$", "v99")), value);
    draft.add("too-long", headers, bytes(new Random(2), FIVE_MEGABYTES));
    draft.addWrongTopic(message(neighbour(topic), run));
    draft.addWrongPartition(nobodys);
    draft.addWrongPartition(message(topic, run));
    // An award may be projected before its run is known, so those of no run cannot be told apart.
    if (topic != Topic.AWARDS) {
      draft.garbage.add(new Garbage(RECORDS.of(nobodys), "unknown-run"));
    }
    return draft.garbage;
  }

  /** What no desk would have written to the topic of dead letters. */
  static List<Garbage> ofDeadLetters() {
    Draft draft = new Draft(Topic.DEAD_LETTERS, NOBODYS_RUN);
    draft.add("malformed", new RecordHeaders(), "no letter");
    draft.add("malformed", garbled(), (byte[]) null);
    return draft.garbage;
  }

  /** Makes sense, but its text is none to a database. A desk sets it aside for another reason. */
  static Garbage unprojectable() {
    return new Garbage(
        RECORDS.of(
            new RunFinished(
                NOBODYS_RUN, 0, month(), Outcome.FAILED, Digest.ZERO, "\u0000", List.of())),
        "unprojectable");
  }

  private static final class Draft {
    private final Topic topic;
    private final byte[] key;
    private final List<Garbage> garbage = new ArrayList<>();

    Draft(Topic topic, String run) {
      this.topic = topic;
      this.key = run.getBytes(UTF_8);
    }

    void add(String reason, Headers headers, String value) {
      add(reason, headers, value.getBytes(UTF_8));
    }

    /** To one partition after the other, so that none is spared. */
    void add(String reason, Headers headers, byte[] value) {
      int partition = garbage.size() % PARTITIONS;
      garbage.add(
          new Garbage(new ProducerRecord<>(topic.text(), partition, key, value, headers), reason));
    }

    void addWrongTopic(Message message) {
      ProducerRecord<byte[], byte[]> record = RECORDS.of(message);
      garbage.add(new Garbage(moved(record, topic.text(), record.partition()), "wrong-topic"));
    }

    void addWrongPartition(Message message) {
      ProducerRecord<byte[], byte[]> record = RECORDS.of(message);
      int other = (record.partition() + PARTITIONS - 1) % PARTITIONS;
      garbage.add(new Garbage(moved(record, topic.text(), other), "wrong-partition"));
    }

    private static ProducerRecord<byte[], byte[]> moved(
        ProducerRecord<byte[], byte[]> record, String topic, int partition) {
      return new ProducerRecord<>(topic, partition, record.key(), record.value(), record.headers());
    }
  }

  /** What would end a run, or a month of it, if it were heard. */
  private static Message message(Topic topic, String run) {
    return switch (topic) {
      case RUNS -> new CancelRequested(run, "poison");
      case POLICY ->
          new RunFinished(run, 0, month(), Outcome.FAILED, Digest.ZERO, "poison", List.of());
      case TENDERS -> new MarketEnded(run, 0, month());
      case BIDS -> new BidsClosed(run, 0, month(), 1);
      case AWARDS -> new AwardsClosed(run, 0, month(), 1, Digest.ZERO);
      case DEAD_LETTERS -> throw new IllegalArgumentException("it holds no messages");
      case EXTERNAL_BIDS, BID_ANSWERS ->
          throw new IllegalArgumentException("what is wrong there is not set aside");
    };
  }

  private static int month() {
    return Months.parse("2019-01");
  }

  private static Topic neighbour(Topic topic) {
    return topic == Topic.AWARDS ? Topic.POLICY : Topic.AWARDS;
  }

  private static Headers typed(String type) {
    return new RecordHeaders().add(CloudEvents.TYPE, type.getBytes(UTF_8));
  }

  /** Headers without a name, without a value, long, many, and some that pretend to be ours. */
  private static Headers garbled() {
    Headers headers =
        new RecordHeaders()
            .add("", null)
            .add("\u0000\uFFFF", bytes(new Random(3), FIVE_MEGABYTES / MANY))
            .add("dead-letter-reason", "made-up".getBytes(UTF_8))
            .add("dead-letter-offset", null);
    for (int i = 0; i < MANY; i++) {
      headers.add("x" + i, bytes(new Random(i), MANY));
    }
    return headers;
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
