package org.cloudmarket.wire.codec;

import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.json.AsciiText;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;

/**
 * One version of one message type on the wire. A changed shape is a new version beside the old one:
 * what is in a topic stays readable.
 *
 * @param name kebab-case, a past tense or an imperative
 * @param version 1 and up
 * @param type the record that it carries
 * @param shard which shard says or hears it; {@link #WHOLE_RUN} where it concerns the run
 * @param occasion what tells it from all others of its type in the run and shard
 * @param write puts the fields of one record into an open object
 * @param read takes them back, in the same order
 */
record Shape<M extends Message>(
    String name,
    int version,
    Class<M> type,
    ShardOf<M> shard,
    OccasionOf<M> occasion,
    Write<M> write,
    JsonReader.Read<M> read) {

  /** In place of a shard. */
  static final int WHOLE_RUN = -1;

  /** The shard of a message. */
  @FunctionalInterface
  interface ShardOf<M> {
    int of(M message);
  }

  /** The occasion of a message. */
  @FunctionalInterface
  interface OccasionOf<M> {
    void write(M message, AsciiText to);
  }

  /** Writes a record as one JSON object. */
  @FunctionalInterface
  interface Write<M> {
    void write(M message, JsonWriter to);
  }

  /** What the type header says, such as {@code org.cloudmarket.contract-awarded.v1}. */
  String eventType() {
    return EventTypes.PREFIX + name + EventTypes.VERSION + version;
  }
}
