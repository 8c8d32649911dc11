package org.cloudmarket.wire.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.wire.json.AsciiText;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.MessageSchema;
import org.cloudmarket.wire.json.PlainReader;
import org.cloudmarket.wire.json.PlainScanner;
import org.cloudmarket.wire.json.TolerantReader;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/**
 * Messages to records and back: the value is JSON, the headers are those of {@link CloudEvents}. It
 * keeps buffers, so each thread has its own.
 */
public final class MessageCodec {

  /** The longest value, in bytes: 4 MiB. */
  public static final int LONGEST_VALUE = 4 * 1024 * 1024;

  /** The name of the type that comes from outside, for {@link #decodeNamed}. */
  public static final String EXTERNAL_BID = "external-bid";

  private final JsonWriter writer = new JsonWriter();
  private final PlainReader reader = new PlainReader();
  private final AsciiText eventId = new AsciiText();

  // Messages come in long rows from one run and shard.
  private String sourceRun = "";
  private int sourceShard = Shape.WHOLE_RUN;
  private RecordHeader source = source("", Shape.WHOLE_RUN);

  /**
   * The value of a record.
   *
   * @throws IllegalArgumentException where the message cannot be written, such as a value longer
   *     than {@link #LONGEST_VALUE}
   */
  public byte[] encode(Message message) {
    return encode(EventTypes.of(message).shape(), message);
  }

  /**
   * As {@link #encode(Message)}, for an order whose document is written already.
   *
   * @param document the canonical document of the order's scenario, as JSON
   */
  public byte[] encode(RunOrdered order, String document) {
    byte[] json = document.getBytes(StandardCharsets.UTF_8);
    return encode(
        EventTypes.of(order).shape(), order, (each, to) -> RunsShapes.writeOrder(each, json, to));
  }

  /**
   * What the value of a record says, as a JSON Schema of the fields that are read.
   *
   * @param type the name of a type, in the version that is written, such as {@code tender-failed}
   * @throws IllegalArgumentException if there is no such type
   */
  public static ObjectNode schema(String type) {
    return MessageSchema.of(EventTypes.written(type).shape().read());
  }

  private <M extends Message> byte[] encode(Shape<M> shape, M message) {
    return encode(shape, message, shape.write());
  }

  private <M extends Message> byte[] encode(Shape<M> shape, M message, Shape.Write<M> write) {
    writer.begin();
    write.write(message, writer);
    byte[] value = writer.end();
    if (value.length > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          shape.name() + " takes " + value.length + " bytes; " + LONGEST_VALUE + " are allowed");
    }
    return value;
  }

  /** The headers of a record, new and open to more. The same message has the same headers. */
  public Headers headers(Message message) {
    return headers(EventTypes.of(message), message);
  }

  private <M extends Message> Headers headers(EventTypes.Entry<M> entry, M message) {
    Shape<M> shape = entry.shape();
    eventId.begin().add(shape.name());
    int before = eventId.size();
    eventId.slash();
    shape.occasion().write(message, eventId);
    if (eventId.size() == before + 1) {
      eventId.cut(before);
    }
    // The type is last because headers are searched from the end, and it is what readers look for.
    return new RecordHeaders(
        List.<Header>of(
            CloudEvents.SPEC_VERSION_1,
            CloudEvents.CONTENT_IS_JSON,
            sourceOf(message.run(), shape.shard().of(message)),
            new RecordHeader(CloudEvents.ID, eventId.end()),
            entry.header()));
  }

  private RecordHeader sourceOf(String run, int shard) {
    if (shard != sourceShard || !run.equals(sourceRun)) {
      source = source(run, shard);
      sourceRun = run;
      sourceShard = shard;
    }
    return source;
  }

  private static RecordHeader source(String run, int shard) {
    String path = "/runs/" + run + (shard == Shape.WHOLE_RUN ? "" : "/shards/" + shard);
    return new RecordHeader(CloudEvents.SOURCE, path.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The message in a record.
   *
   * @param headers of which only the type is looked at
   * @param value null, as a tombstone has it, is unreadable
   * @throws UnreadableRecord where the type or its version is unknown, or the value is anything but
   *     that type's JSON: a field too many or too few, a wrong kind of value, more after the end
   */
  public Message decode(Headers headers, byte[] value) throws UnreadableRecord {
    Header type = headers.lastHeader(CloudEvents.TYPE);
    if (type == null || type.value() == null) {
      throw new UnreadableRecord(Fault.UNKNOWN_TYPE, CloudEvents.TYPE, "the header is missing");
    }
    return decode(type.value(), value);
  }

  /**
   * As {@link #decode(Headers, byte[])}, for those who have found the type themselves.
   *
   * @param type what the header {@value CloudEvents#TYPE} holds
   */
  public Message decode(byte[] type, byte[] value) throws UnreadableRecord {
    Shape<?> shape = EventTypes.of(type).shape();
    if (value == null) {
      throw new UnreadableRecord(Fault.MALFORMED, "", "there is no value");
    }
    if (value.length > LONGEST_VALUE) {
      throw new UnreadableRecord(
          Fault.TOO_LONG, "", value.length + " bytes; " + LONGEST_VALUE + " are allowed");
    }
    try {
      return reader.read(value, shape.read());
    } catch (PlainScanner.Unusual | UnreadableRecord | IllegalArgumentException e) {
      return decodeSlowly(shape, value);
    }
  }

  /**
   * As {@link #decode(Headers, byte[])}, for a store that keeps the names of types.
   *
   * @param name of a type without its version, such as {@code contract-awarded}: the version that
   *     is written now
   */
  public Message decodeNamed(String name, byte[] value) throws UnreadableRecord {
    return decode(EventTypes.newest(name), value);
  }

  private static Message decodeSlowly(Shape<?> shape, byte[] value) throws UnreadableRecord {
    try {
      return TolerantReader.read(value, shape.read());
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord(Fault.BAD_VALUE, "", e.getMessage()); // A record refuses itself.
    }
  }
}
