package org.cloudmarket.frame.streams;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.cloudmarket.wire.streams.DeskClients;
import org.cloudmarket.wire.streams.DeskTopology;
import org.cloudmarket.wire.streams.DeskWiring;
import org.cloudmarket.wire.topic.Placement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Turns a desk into the topology that Quarkus starts, and makes the clients that it is run with.
 */
@Singleton
public final class DeskTopologies {

  private static final Logger LOG = Logger.getLogger(DeskTopologies.class);

  private final Placement placement;
  private final DeskMeters meters;

  @Inject
  DeskTopologies(@ConfigProperty(name = "kafka.partitions") int partitions, DeskMeters meters) {
    this.placement = new Placement(partitions);
    this.meters = meters;
  }

  /** The clients of a desk. */
  public DeskClients clients(DeskWiring<?> desk) {
    return new DeskClients(desk, LOG::warn);
  }

  /** The topology of a desk. */
  public Topology of(DeskWiring<?> desk, DeskClients clients) {
    meters.atWork(desk.name());
    return DeskTopology.of(desk, placement, meters, clients);
  }
}
