package org.cloudmarket.procurement.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.cloudmarket.frame.streams.DeskSettings;
import org.cloudmarket.log.settings.KafkaSettings;
import org.cloudmarket.log.topic.Topic;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hands the settings of Kafka clients, which have one place and their reasons there, to the
 * channels. What only a channel needs stands in {@code application.properties}.
 */
public final class ChannelSettings implements ConfigSourceFactory {

  private static final int BEFORE_DEFAULTS_ONLY = 50;
  private static final String INCOMING = "mp.messaging.incoming.";

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    KafkaSettings kafka = DeskSettings.kafka(context);
    Map<String, String> settings = new TreeMap<>();
    settings.putAll(KafkaSettings.prefixed("mp.messaging.outgoing.orders.", kafka.producer()));
    for (Topic topic : List.of(Topic.AWARDS, Topic.POLICY, Topic.DEAD_LETTERS)) {
      settings.putAll(
          KafkaSettings.prefixed(
              INCOMING + topic.text() + ".",
              kafka.watcher("procurement-projection-" + topic.text())));
      settings.put(
          INCOMING + topic.text() + "." + ConsumerConfig.CLIENT_ID_CONFIG,
          DeskSettings.instance(context) + "-projection-" + topic.text());
    }
    return List.of(new PropertiesConfigSource(settings, "channel settings", BEFORE_DEFAULTS_ONLY));
  }
}
