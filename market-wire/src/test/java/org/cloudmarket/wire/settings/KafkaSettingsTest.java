package org.cloudmarket.wire.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.cloudmarket.wire.codec.MessageCodec;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  private final KafkaSettings settings = new KafkaSettings("somewhere:9092", 3);

  @Test
  void theEngineTakesItsSettingsAndHandsThemOn() {
    StreamsConfig streams =
        new StreamsConfig(settings.streams("policy-service", "policy-service-2", 2));

    Map<String, Object> producer = streams.getProducerConfigs("a-producer");
    Map<String, Object> consumer = streams.getMainConsumerConfigs("a-group", "a-client", 0);

    assertThat(streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo("exactly_once_v2");
    assertThat(producer)
        .containsEntry("transaction.timeout.ms", "10000")
        .containsEntry("compression.type", "lz4")
        .containsEntry("enable.idempotence", true);
    assertThat(consumer)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("internal.leave.group.on.close", "true")
        .containsEntry("group.instance.id", "policy-service-2-0")
        .containsEntry("session.timeout.ms", "10000");
    assertThat(streams.getRestoreConsumerConfigs("a-client"))
        .containsEntry("fetch.max.wait.ms", "50");
    assertThat(streams.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG)).isEqualTo(3);
  }

  @Test
  void aWatcherSeesOnlyWhatIsCommitted() {
    ConsumerConfig watcher = new ConsumerConfig(new TreeMap<>(settings.watcher("projection")));

    assertThat(watcher.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG))
        .isEqualTo("read_committed");
    assertThat(watcher.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)).isFalse();
  }

  @Test
  void aProjectionIsAMemberOfItsGroupByItsName() {
    ConsumerConfig projection =
        new ConsumerConfig(new TreeMap<>(settings.projection("projection", "replica-2")));

    assertThat(projection.getString(ConsumerConfig.GROUP_ID_CONFIG)).isEqualTo("projection");
    assertThat(projection.getString(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
        .isEqualTo("replica-2");
    assertThat(projection.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)).isEqualTo(10_000);
  }

  @Test
  void aProducerCanSendWhateverACodecWrites() {
    ProducerConfig producer = new ProducerConfig(new TreeMap<>(settings.producer()));

    assertThat(producer.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
        .isGreaterThan(MessageCodec.LONGEST_VALUE);
    assertThat(producer.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG)).isTrue();
  }

  @Test
  void settingsGetAPrefixForAFrameworksConfiguration() {
    assertThat(
            KafkaSettings.prefixed(
                "kafka-streams.", settings.streams("policy-service", "policy-service-2", 2)))
        .containsEntry("kafka-streams.num.stream.threads", "2")
        .allSatisfy((key, value) -> assertThat(key).startsWith("kafka-streams."));
  }
}
