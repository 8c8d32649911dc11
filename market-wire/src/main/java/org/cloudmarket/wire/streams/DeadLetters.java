package org.cloudmarket.wire.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * Records that no desk could hear, as they are set aside: value and headers are kept, within
 * bounds, and headers of our own say why and where they came from. The key is the place where the
 * record was, so equal keys are the same record.
 *
 * <p>Reasons are the faults of {@link org.cloudmarket.wire.json.UnreadableRecord} and those below.
 */
public final class DeadLetters {

  /** A record for a run that nobody here knows: late after a run's end, or never begun. */
  public static final String UNKNOWN_RUN = "unknown-run";

  /** A message that would begin a run that has ended. */
  public static final String ENDED_RUN = "ended-run";

  /** A message that belongs to another topic. */
  public static final String WRONG_TOPIC = "wrong-topic";

  /** A message whose run and shard live on another partition. */
  public static final String WRONG_PARTITION = "wrong-partition";

  /** A desk could not hear it, and not even its failure could be told. */
  public static final String DESK_FAILED = "desk-failed";

  /** A message that makes sense and that the projection could not add to what it holds. */
  public static final String UNPROJECTABLE = "unprojectable";

  /** A message that would change a run that has ended. */
  public static final String FINISHED_RUN = "finished-run";

  /** A message that would change a month that its run has closed. */
  public static final String CLOSED_MONTH = "closed-month";

  /** The first message of a run behind others that are missing. */
  public static final String GAP = "gap";

  /** Every reason, sorted. */
  public static final List<String> REASONS =
      Stream.concat(
              Kebab.ids(UnreadableRecord.Fault.class).stream(),
              Stream.of(
                  UNKNOWN_RUN,
                  ENDED_RUN,
                  WRONG_TOPIC,
                  WRONG_PARTITION,
                  DESK_FAILED,
                  UNPROJECTABLE,
                  FINISHED_RUN,
                  CLOSED_MONTH,
                  GAP))
          .sorted()
          .toList();

  /** Why the record was set aside: one of the reasons. */
  public static final String REASON = "dead-letter-reason";

  /** The reason in words. */
  public static final String DETAIL = "dead-letter-detail";

  /** Which desk could not hear it. */
  public static final String DESK = "dead-letter-desk";

  /** The topic where it was. */
  public static final String TOPIC = "dead-letter-topic";

  /** The partition where it was. */
  public static final String PARTITION = "dead-letter-partition";

  /** Its offset there. */
  public static final String OFFSET = "dead-letter-offset";

  /** The key that it had; missing where it had none. */
  public static final String KEY = "dead-letter-key";

  /** How many bytes its value had, of which at most {@link #LONGEST_VALUE} are kept. */
  public static final String LENGTH = "dead-letter-length";

  /** How many bytes of a value are kept. */
  public static final int LONGEST_VALUE = 64 * 1024;

  private static final int LONGEST_HEADER = 1024;
  private static final int MOST_HEADERS = 32;

  private DeadLetters() {}

  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record,
      RecordMetadata origin,
      String desk,
      String reason,
      String detail) {
    Headers headers = kept(record.headers());
    add(headers, REASON, reason);
    add(headers, DETAIL, detail);
    add(headers, DESK, desk);
    add(headers, TOPIC, origin.topic());
    add(headers, PARTITION, Integer.toString(origin.partition()));
    add(headers, OFFSET, Long.toString(origin.offset()));
    if (record.key() != null) {
      headers.add(KEY, bounded(record.key(), LONGEST_HEADER));
    }
    byte[] value = record.value();
    add(headers, LENGTH, Integer.toString(value == null ? 0 : value.length));
    return new Record<>(
        key(origin),
        value == null ? null : bounded(value, LONGEST_VALUE),
        record.timestamp(),
        headers);
  }

  /** The topic, the partition and the offset. */
  private static byte[] key(RecordMetadata origin) {
    String key = origin.topic() + "/" + origin.partition() + "/" + origin.offset();
    return key.getBytes(StandardCharsets.UTF_8);
  }

  /** The partition in a key: a dead letter lies on the same number as the record did. */
  static int partition(byte[] key) {
    String[] parts = new String(key, StandardCharsets.UTF_8).split("/", -1);
    return Integer.parseInt(parts[1]);
  }

  private static Headers kept(Headers original) {
    RecordHeaders headers = new RecordHeaders();
    int count = 0;
    for (Header header : original) {
      if (count++ == MOST_HEADERS) {
        break;
      }
      byte[] value = header.value();
      headers.add(
          header.key().substring(0, Math.min(header.key().length(), LONGEST_HEADER)),
          value == null ? null : bounded(value, LONGEST_HEADER));
    }
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, bounded(value.getBytes(StandardCharsets.UTF_8), LONGEST_HEADER));
  }

  private static byte[] bounded(byte[] bytes, int length) {
    return bytes.length <= length ? bytes : Arrays.copyOf(bytes, length);
  }
}
