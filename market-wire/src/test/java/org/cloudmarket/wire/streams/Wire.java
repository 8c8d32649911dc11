package org.cloudmarket.wire.streams;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/** Topics without a broker: messages in, messages out. */
final class Wire implements AutoCloseable {

  private static final ByteArraySerializer IN = new ByteArraySerializer();
  private static final ByteArrayDeserializer OUT = new ByteArrayDeserializer();

  private final MessageCodec codec = new MessageCodec();
  private final TopologyTestDriver driver;

  Wire(Topology topology) {
    Properties settings = new Properties();
    settings.putAll(KafkaSettings.of("nowhere:9092").streams("test", "test", 1));
    driver = new TopologyTestDriver(topology, settings);
  }

  TopologyTestDriver driver() {
    return driver;
  }

  void put(Message message) {
    put(
        Topic.of(message),
        Placement.key(message).getBytes(StandardCharsets.UTF_8),
        codec.encode(message),
        codec.headers(message));
  }

  /** As {@link #put(Message)}, by somebody who follows what comes of it. */
  void put(Message message, String traceparent) {
    put(
        Topic.of(message),
        Placement.key(message).getBytes(StandardCharsets.UTF_8),
        codec.encode(message),
        codec.headers(message).add(Trace.HEADER, traceparent.getBytes(StandardCharsets.US_ASCII)));
  }

  void put(Topic topic, byte[] key, byte[] value, Headers headers) {
    driver
        .createInputTopic(topic.text(), IN, IN)
        .pipeInput(new TestRecord<>(key, value, new RecordHeaders(headers), 7L));
  }

  List<Message> take(Topic topic) {
    return takeRecords(topic).stream().map(this::decode).toList();
  }

  List<TestRecord<byte[], byte[]>> takeRecords(Topic topic) {
    return driver.createOutputTopic(topic.text(), OUT, OUT).readRecordsToList();
  }

  Message decode(TestRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.headers(), record.value());
    } catch (UnreadableRecord e) {
      throw new IllegalArgumentException(e);
    }
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    driver.close();
  }
}
