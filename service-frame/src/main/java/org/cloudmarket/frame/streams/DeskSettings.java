package org.cloudmarket.frame.streams;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hands the settings of Kafka Streams, which have one place and their reasons there, to Quarkus.
 * Everything else that is configured, the environment first, comes before them.
 */
public final class DeskSettings implements ConfigSourceFactory {

  private static final int BEFORE_DEFAULTS_ONLY = 50;

  /** What Kafka takes as a {@code group.instance.id}, with room for what is put behind it. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    String application = text(context, "quarkus.application.name").orElse("desk");
    int threads = text(context, "desk.threads").map(Integer::parseInt).orElse(1);
    Map<String, String> streams = kafka(context).streams(application, instance(context), threads);
    Map<String, String> settings = KafkaSettings.prefixed("kafka-streams.", streams);
    // DeskClients waits for the topics; Quarkus would wait another second when they are there.
    settings.put("quarkus.kafka-streams.topics-timeout", "0");
    return List.of(new PropertiesConfigSource(settings, "desk settings", BEFORE_DEFAULTS_ONLY));
  }

  /** Where the broker is, and how many copies it keeps. */
  public static KafkaSettings kafka(ConfigSourceContext context) {
    return new KafkaSettings(
        text(context, "kafka.bootstrap.servers").orElse("localhost:9092"),
        text(context, "kafka.replicas").map(Integer::parseInt).orElse(1));
  }

  /**
   * What this process is called among the replicas of its service; by default, as the service.
   *
   * @throws IllegalArgumentException where Kafka could not know a member of a group by it
   */
  public static String instance(ConfigSourceContext context) {
    return named(
        text(context, "service.instance")
            .or(() -> text(context, "quarkus.application.name"))
            .orElse("desk"));
  }

  static String named(String instance) {
    if (!NAME.matcher(instance).matches()) {
      throw new IllegalArgumentException(
          "SERVICE_INSTANCE is '"
              + Printable.text(instance, 200)
              + "'. It may have 1 to 200 characters: letters, digits, '.', '_' and '-'");
    }
    return instance;
  }

  private static Optional<String> text(ConfigSourceContext context, String name) {
    return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
  }
}
