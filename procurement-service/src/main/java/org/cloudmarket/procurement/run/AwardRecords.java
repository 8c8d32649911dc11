package org.cloudmarket.procurement.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.cloudmarket.log.codec.CloudEvents;

/**
 * Finds a run's outcomes among the records of {@code awards} by their headers alone, so that those
 * of other runs cost next to nothing.
 */
final class AwardRecords {

  /** What makes a digest, by the name that its type has in a record. */
  private static final Map<String, String> OUTCOMES =
      Map.of(
          "org.cloudmarket.contract-awarded", "contract-awarded",
          "org.cloudmarket.tender-failed", "tender-failed",
          "org.cloudmarket.contract-extended", "contract-extended",
          "org.cloudmarket.complaint-filed", "complaint-filed");

  private final byte[] source;

  AwardRecords(String run) {
    source = ("/runs/" + run + "/shards/").getBytes(StandardCharsets.US_ASCII);
  }

  /** The name of the outcome's type, if the record is one and of this run. */
  Optional<String> outcome(ConsumerRecord<byte[], byte[]> record) {
    Header from = record.headers().lastHeader(CloudEvents.SOURCE);
    if (from == null || record.value() == null || !startsWith(from.value(), source)) {
      return Optional.empty();
    }
    Header type = record.headers().lastHeader(CloudEvents.TYPE);
    if (type == null || type.value() == null) {
      return Optional.empty();
    }
    String name = new String(type.value(), StandardCharsets.US_ASCII);
    int version = name.lastIndexOf('.');
    return version < 0
        ? Optional.empty()
        : Optional.ofNullable(OUTCOMES.get(name.substring(0, version)));
  }

  private static boolean startsWith(byte[] text, byte[] start) {
    return text != null
        && text.length >= start.length
        && Arrays.equals(text, 0, start.length, start, 0, start.length);
  }
}
