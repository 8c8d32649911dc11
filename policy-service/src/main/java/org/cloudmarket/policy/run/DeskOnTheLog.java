package org.cloudmarket.policy.run;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.cloudmarket.frame.streams.DeskTopologies;
import org.cloudmarket.wire.streams.DeskClients;
import org.cloudmarket.wire.streams.Desks;

/** Government on the log: Quarkus starts the topology that this gives it. */
final class DeskOnTheLog {

  @Produces
  @Singleton
  DeskClients clients(DeskTopologies topologies) {
    return topologies.clients(Desks.policy());
  }

  @Produces
  @Singleton
  Topology topology(DeskTopologies topologies, DeskClients clients) {
    return topologies.of(Desks.policy(), clients);
  }
}
