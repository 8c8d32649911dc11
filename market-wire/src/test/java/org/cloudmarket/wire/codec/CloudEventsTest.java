package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.model.message.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library of CloudEvents reads our records, and finds in them what the headers say. */
class CloudEventsTest {

  private final MessageCodec codec = new MessageCodec();

  static List<Message> messages() {
    return Specimens.messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyRecordIsACloudEvent(Message message) {
    byte[] value = codec.encode(message);
    Headers headers = codec.headers(message);

    CloudEvent event = KafkaMessageFactory.createReader(headers, value).toEvent();

    assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
    assertThat(event.getType()).isEqualTo(EventTypes.of(message).shape().eventType());
    assertThat(event.getSource()).hasToString(header(headers, CloudEvents.SOURCE));
    assertThat(event.getId()).isEqualTo(header(headers, CloudEvents.ID));
    assertThat(event.getDataContentType()).isEqualTo("application/json");
    assertThat(event.getData().toBytes()).isEqualTo(value);
    assertThat(event.getExtensionNames()).isEmpty();
  }

  private static String header(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
