package org.cloudmarket.procurement.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.procurement.stream.AwardBatch.Written;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * Finds a run's outcomes among the records of {@code awards}. Those of other runs are known by
 * their headers, and cost next to nothing.
 */
final class AwardRecords {

  private final String run;
  private final byte[] source;
  private final MessageCodec codec = new MessageCodec();

  AwardRecords(String run) {
    this.run = run;
    source = ("/runs/" + run + "/shards/").getBytes(StandardCharsets.US_ASCII);
  }

  /** The outcome in the record, if it holds one of this run. */
  Optional<Written> outcome(ConsumerRecord<byte[], byte[]> record) {
    Header from = record.headers().lastHeader(CloudEvents.SOURCE);
    if (from == null || !startsWith(from.value(), source)) {
      return Optional.empty();
    }
    try {
      return codec.decode(record.headers(), record.value()) instanceof Decided outcome
              && outcome.run().equals(run)
          ? Optional.of(
              new Written(
                  record.partition(), record.offset(), outcome, line(outcome, record.value())))
          : Optional.empty();
    } catch (UnreadableRecord e) {
      // The projection sets it aside: it counts nowhere.
      return Optional.empty();
    }
  }

  /**
   * The record as it is, unless it has several lines: no desk writes such, and events end there.
   */
  private byte[] line(Decided outcome, byte[] record) {
    for (byte each : record) {
      if (each == '\n' || each == '\r') {
        return codec.encode(outcome);
      }
    }
    return record;
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    return text != null
        && text.length >= start.length
        && Arrays.equals(text, 0, start.length, start, 0, start.length);
  }
}
