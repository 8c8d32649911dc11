package org.cloudmarket.procurement.store.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.frame.streams.Printable;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.topic.Topic;

/**
 * A record that was set aside. All that is foreign in it is bounded and printable.
 *
 * @param setAsideAt when the broker took it
 * @param reason one of {@link DeadLetters#REASONS}
 * @param detail the reason in words
 * @param desk who set it aside: a desk, or {@link #PROJECTION}
 * @param topic where the record is, as are the next two
 * @param key its key; empty for none
 * @param bytes the length of its value
 * @param type what its header {@value CloudEvents#TYPE} says; empty for none
 * @param run the run that it says it is of; empty where it says none
 * @param excerpt the beginning of its value
 */
public record DeadLetter(
    Instant setAsideAt,
    String reason,
    String detail,
    String desk,
    String topic,
    int partition,
    long offset,
    String key,
    int bytes,
    String type,
    String run,
    String excerpt) {

  /** In place of a desk: what no desk hears, or the database cannot take. */
  public static final String PROJECTION = "projection";

  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_NAME = 200;
  private static final Pattern SOURCE = Pattern.compile("/runs/([^/]+)(/shards/[0-9]+)?");
  private static final Pattern KEY = Pattern.compile("([^/]+)(/[0-9]+)?");

  /**
   * What a desk has set aside.
   *
   * @param record of the topic of dead letters
   * @throws UnreadableRecord where it does not say what every desk says
   */
  public static DeadLetter of(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecord {
    Headers headers = record.headers();
    String reason = said(headers, DeadLetters.REASON);
    String topic = said(headers, DeadLetters.TOPIC);
    // Counts are kept by these two for ever, so strangers may not invent any.
    if (!DeadLetters.REASONS.contains(reason)) {
      throw malformed(DeadLetters.REASON, "is no reason of ours");
    }
    if (Topic.named(topic).isEmpty()) {
      throw malformed(DeadLetters.TOPIC, "is no topic of ours");
    }
    byte[] key = value(headers, DeadLetters.KEY);
    return new DeadLetter(
        Instant.ofEpochMilli(record.timestamp()),
        reason,
        said(headers, DeadLetters.DETAIL),
        said(headers, DeadLetters.DESK),
        topic,
        (int) number(headers, DeadLetters.PARTITION, Integer.MAX_VALUE),
        number(headers, DeadLetters.OFFSET, Long.MAX_VALUE),
        Printable.text(key, LONGEST_NAME),
        (int) number(headers, DeadLetters.LENGTH, Integer.MAX_VALUE),
        type(headers),
        run(headers, key),
        Printable.text(record.value(), LONGEST_TEXT));
  }

  /** What the projection sets aside. */
  public static DeadLetter setAside(
      ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
    return new DeadLetter(
        Instant.ofEpochMilli(record.timestamp()),
        reason,
        Printable.text(detail, LONGEST_TEXT),
        PROJECTION,
        record.topic(),
        record.partition(),
        record.offset(),
        Printable.text(record.key(), LONGEST_NAME),
        record.value() == null ? 0 : record.value().length,
        type(record.headers()),
        run(record.headers(), record.key()),
        Printable.text(record.value(), LONGEST_TEXT));
  }

  private static String type(Headers headers) {
    return Printable.text(value(headers, CloudEvents.TYPE), LONGEST_NAME);
  }

  private static String run(Headers headers, byte[] key) {
    String run = run(SOURCE, value(headers, CloudEvents.SOURCE));
    return run.isEmpty() ? run(KEY, key) : run;
  }

  private static String run(Pattern pattern, byte[] text) {
    if (text == null || text.length > LONGEST_NAME) {
      return "";
    }
    Matcher matcher = pattern.matcher(new String(text, StandardCharsets.UTF_8));
    return matcher.matches() && Ids.valid(matcher.group(1)) ? matcher.group(1) : "";
  }

  private static String said(Headers headers, String name) throws UnreadableRecord {
    byte[] value = value(headers, name);
    if (value == null) {
      throw malformed(name, "the header is missing");
    }
    return Printable.text(value, LONGEST_TEXT);
  }

  private static long number(Headers headers, String name, long most) throws UnreadableRecord {
    try {
      long number = Long.parseLong(said(headers, name));
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw malformed(name, "is no whole number in 0.." + most);
  }

  private static byte[] value(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }

  private static UnreadableRecord malformed(String header, String what) {
    return new UnreadableRecord(Fault.MALFORMED, header, what);
  }
}
