package org.cloudmarket.frame.store;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.cloudmarket.frame.streams.DeskSettings;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hands the settings of Kafka clients, which have one place and their reasons there, to the
 * channels: to those of the projections, which the setting {@code service.projects} names by their
 * topics, and to {@code orders}.
 */
public final class ProjectionSettings implements ConfigSourceFactory {

  private static final String ORDERS = "mp.messaging.outgoing.orders.";
  private static final int BEFORE_DEFAULTS_ONLY = 50;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    KafkaSettings kafka = DeskSettings.kafka(context);
    Map<String, String> settings = new TreeMap<>();
    // Settings of a channel that a service does not have would be a channel without a connector.
    if (text(context, ORDERS + "connector").isPresent()) {
      settings.putAll(KafkaSettings.prefixed(ORDERS, kafka.producer()));
      settings.putAll(KafkaSettings.prefixed(ORDERS, orders()));
    }
    for (String topic : topics(context)) {
      Map<String, String> channel = projection();
      String service = text(context, "quarkus.application.name").orElse("");
      String member = member(DeskSettings.instance(context), topic);
      channel.putAll(kafka.projection(group(service, topic), member));
      channel.put(ConsumerConfig.CLIENT_ID_CONFIG, member);
      settings.putAll(KafkaSettings.prefixed("mp.messaging.incoming." + topic + ".", channel));
    }
    return List.of(new PropertiesConfigSource(settings, "channel settings", BEFORE_DEFAULTS_ONLY));
  }

  /** What people want of a run is in the topic or not, and it is soon said which. */
  private static Map<String, String> orders() {
    Map<String, String> channel = new TreeMap<>();
    channel.put("topic", Topic.RUNS.text());
    channel.put("cloud-events", "false");
    channel.put(ProducerConfig.ACKS_CONFIG, "all");
    channel.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    channel.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
    channel.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000");
    channel.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "6000");
    return channel;
  }

  /** What the connector must know: offsets are the database's, the broker deals partitions out. */
  private static Map<String, String> projection() {
    Map<String, String> channel = new TreeMap<>();
    channel.put("batch", "true");
    channel.put("commit-strategy", "ignore");
    channel.put("consumer-rebalance-listener.name", ProjectionStart.NAME);
    channel.put("cloud-events", "false");
    channel.put("tracing-enabled", "false");
    // One consumer in this process. The connector would take kafka.partitions for their number:
    // with as many as there are partitions, one replica would have them all and another none.
    channel.put("partitions", "1");
    channel.put("graceful-shutdown", "false");
    return channel;
  }

  private static List<String> topics(ConfigSourceContext context) {
    return text(context, "service.projects")
        .map(topics -> List.of(topics.split(",")))
        .orElse(List.of());
  }

  private static Optional<String> text(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
  }

  /** Replicas are of one group: "procurement-projection-awards" of procurement-service. */
  static String group(String service, String topic) {
    return member(service.replaceFirst("-service$", ""), topic);
  }

  /** What a replica's consumer is called in it. */
  static String member(String instance, String topic) {
    return instance + "-projection-" + topic;
  }
}
