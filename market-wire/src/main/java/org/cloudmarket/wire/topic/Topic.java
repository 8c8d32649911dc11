package org.cloudmarket.wire.topic;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.wire.codec.MessageCodec;

/** The topics of the ring, those of bids from outside, and the one for what cannot be heard. */
public enum Topic {
  /** Orders from people and reports from shards, by run. */
  RUNS("runs", Retention.WEEK),
  /** What government says, by run and shard. */
  POLICY("policy", Retention.WEEK),
  /** What buyers ask, by run and shard. */
  TENDERS("tenders", Retention.DAY),
  /** What providers answer, by run and shard. */
  BIDS("bids", Retention.DAY),
  /** What was decided, by run and shard. */
  AWARDS("awards", Retention.WEEK),
  /** Bids from outside, by run and shard: the only topic that others write to. */
  EXTERNAL_BIDS("external-bids", Retention.DAY),
  /** What became of bids from outside, by run and shard. */
  BID_ANSWERS("bid-answers", Retention.DAY),
  /** Records that no desk could hear, each beside its reason, on its own partition's number. */
  DEAD_LETTERS("dead-letters", Retention.MONTH);

  /** How long records stay. */
  private enum Retention {
    /** Heard within seconds and by far the largest; a day is for people who ask why. */
    DAY(1),
    /** A projection that was down over a weekend finds everything. */
    WEEK(7),
    /** Few, and somebody has to come and look at them. */
    MONTH(30);

    private final int days;

    Retention(int days) {
      this.days = days;
    }
  }

  private static final int MIB = 1024 * 1024;

  private final String text;
  private final Retention retention;

  Topic(String text, Retention retention) {
    this.text = text;
    this.retention = retention;
  }

  /** Its name in Kafka. */
  public String text() {
    return text;
  }

  /** The topic with a name in Kafka, if it is one of these. */
  public static Optional<Topic> named(String text) {
    return Arrays.stream(values()).filter(topic -> topic.text.equals(text)).findFirst();
  }

  /** Where a message goes. */
  public static Topic of(Message message) {
    return switch (message) {
      case TendersMessage tenders -> TENDERS;
      case BidsMessage bids -> BIDS;
      case AwardsMessage awards -> AWARDS;
      case PolicyMessage policy -> POLICY;
      case RunsMessage runs -> RUNS;
      case ExternalBid bid -> EXTERNAL_BIDS;
      case BidAnswered answer -> BID_ANSWERS;
    };
  }

  /** What the broker must know of it beside its partitions and replicas. */
  public Map<String, String> settings() {
    return Map.of(
        // Every record is news; none replaces another.
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention.days * 24L * 60 * 60 * 1000),
        // A disk that is full stops everything. What the desks have still to hear is far less: a
        // run waits for its own month.
        TopicConfig.RETENTION_BYTES_CONFIG,
        Integer.toString(1024 * MIB),
        // Retention drops whole segments, so they have to be much smaller than what it keeps.
        TopicConfig.SEGMENT_BYTES_CONFIG,
        Integer.toString(64 * MIB),
        // A desk's records carry the time of the record that it heard, in the end that of the
        // order; retention has to count from when they were written.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        // What a codec refuses as too long must still come in, to be set aside by name; what is
        // larger than twice that, the broker refuses.
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(2 * MessageCodec.LONGEST_VALUE),
        // Producers compress; the broker stores what comes.
        TopicConfig.COMPRESSION_TYPE_CONFIG,
        "producer");
  }
}
