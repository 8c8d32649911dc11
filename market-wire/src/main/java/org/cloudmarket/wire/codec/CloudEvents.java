package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * CloudEvents 1.0 in Kafka's binary mode: attributes are headers, the value is the data.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">the
 *     binding</a>
 */
public final class CloudEvents {

  /** The header that holds the version of CloudEvents: 1.0. */
  public static final String SPEC_VERSION = "ce_specversion";

  /** The header that holds type and version, such as {@code org.cloudmarket.run-ordered.v1}. */
  public static final String TYPE = "ce_type";

  /** The header that says which run, and which shard of it, the event is from. */
  public static final String SOURCE = "ce_source";

  /** The header that with the source tells an event from all others. */
  public static final String ID = "ce_id";

  /** The header that says what the value is. */
  public static final String CONTENT_TYPE = "content-type";

  // Headers never change once made, so that records can share them.
  static final RecordHeader SPEC_VERSION_1 = header(SPEC_VERSION, "1.0");
  static final RecordHeader CONTENT_IS_JSON = header(CONTENT_TYPE, "application/json");

  private CloudEvents() {}

  private static RecordHeader header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }
}
