package org.cloudmarket.frame.store;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.cloudmarket.frame.streams.FatalEnd;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Lets a service that is told to end leave the groups of its projections. Its consumers have names,
 * by which they get their partitions back when the service is started again; and Kafka keeps the
 * place of a member that has a name until its session is over.
 */
@Singleton
final class ProjectionEnd {

  private static final Logger LOG = Logger.getLogger(ProjectionEnd.class);

  /** After the connector, which closes the consumers at 50. */
  private static final int AFTER_THE_CONSUMERS = 100;

  /** A service ends within ten seconds, whether the broker answers or not. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, Object> broker;
  private final List<String> topics;
  private final String service;
  private final String instance;

  @Inject
  ProjectionEnd(
      @Identifier("default-kafka-broker") Map<String, Object> broker,
      @ConfigProperty(name = "service.projects") Optional<List<String>> topics,
      @ConfigProperty(name = "quarkus.application.name") String service,
      @ConfigProperty(name = "service.instance") String instance) {
    this.broker = Map.copyOf(broker);
    this.topics = topics.orElse(List.of());
    this.service = service;
    this.instance = instance;
  }

  void leave(
      @Observes @Priority(AFTER_THE_CONSUMERS) @BeforeDestroyed(ApplicationScoped.class)
          Object end) {
    if (FatalEnd.isUnderWay()) {
      return; // Whoever has its name by now has its places, too.
    }
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(settings)) {
      List<KafkaFuture<Void>> left = topics.stream().map(topic -> leave(topic, admin)).toList();
      for (KafkaFuture<Void> each : left) {
        await(each);
      }
    } catch (KafkaException e) {
      LOG.debug("The broker keeps the places of this process until its sessions are over", e);
    }
  }

  private KafkaFuture<Void> leave(String topic, Admin admin) {
    MemberToRemove member = new MemberToRemove(ProjectionSettings.member(instance, topic));
    return admin
        .removeMembersFromConsumerGroup(
            ProjectionSettings.group(service, topic),
            new RemoveMembersFromConsumerGroupOptions(Set.of(member)))
        .memberResult(member);
  }

  /** One that cannot be left keeps this process's place; the others are left all the same. */
  private static void await(KafkaFuture<Void> left) {
    try {
      left.get();
    } catch (ExecutionException e) {
      LOG.debug("A group keeps the place of this process until its session is over", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
