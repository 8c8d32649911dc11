package org.cloudmarket.wire.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.codec.MessageCodec;

/**
 * Messages as records for a plain producer: with their topic, partition, key and headers. Each
 * thread has its own.
 */
public final class Records {

  private final Placement placement;
  private final MessageCodec codec;

  /** Records for topics with so many partitions. */
  public Records(Placement placement, MessageCodec codec) {
    this.placement = placement;
    this.codec = codec;
  }

  /**
   * The record of a message.
   *
   * @throws IllegalArgumentException where the message cannot be written
   */
  public ProducerRecord<byte[], byte[]> of(Message message) {
    return new ProducerRecord<>(
        Topic.of(message).text(),
        placement.of(message),
        Placement.key(message).getBytes(StandardCharsets.UTF_8),
        codec.encode(message),
        codec.headers(message));
  }
}
