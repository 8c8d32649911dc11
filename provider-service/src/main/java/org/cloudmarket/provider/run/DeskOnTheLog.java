package org.cloudmarket.provider.run;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.cloudmarket.frame.streams.DeskTopologies;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.wire.streams.DeskClients;
import org.cloudmarket.wire.streams.DeskWiring;
import org.cloudmarket.wire.streams.Desks;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Providers on the log: Quarkus starts the topology that this gives it. */
@Singleton
final class DeskOnTheLog {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final DeskWiring<ShardMessage> providers;

  /**
   * @param bidWait how long the tenders of a month wait for bids from outside, 100 ms to an hour
   * @throws IllegalArgumentException where it is shorter or longer
   */
  @Inject
  DeskOnTheLog(@ConfigProperty(name = "provider.bid-wait", defaultValue = "5S") Duration bidWait) {
    if (bidWait.compareTo(SHORTEST) < 0 || bidWait.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "provider.bid-wait is " + bidWait + "; it can be " + SHORTEST + " to " + LONGEST);
    }
    providers = Desks.providers(bidWait.toMillis());
  }

  @Produces
  @Singleton
  DeskClients clients(DeskTopologies topologies) {
    return topologies.clients(providers);
  }

  @Produces
  @Singleton
  Topology topology(DeskTopologies topologies, DeskClients clients) {
    return topologies.of(providers, clients);
  }
}
