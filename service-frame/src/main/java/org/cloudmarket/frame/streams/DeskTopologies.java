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
  private final String transactions;
  private final DeskMeters meters;

  @Inject
  DeskTopologies(
      @ConfigProperty(name = "kafka.partitions") int partitions,
      @ConfigProperty(name = "quarkus.application.name") String application,
      @ConfigProperty(name = "service.instance") String instance,
      DeskMeters meters) {
    this.placement = new Placement(partitions);
    // The service may only name what begins with its own name.
    this.transactions = application + "-" + instance;
    this.meters = meters;
  }

  /** The clients of a desk. */
  public DeskClients clients(DeskWiring<?> desk) {
    return new DeskClients(desk, transactions, LOG::warn);
  }

  /** The topology of a desk. */
  public Topology of(DeskWiring<?> desk, DeskClients clients) {
    meters.atWork(desk.name());
    return DeskTopology.of(desk, placement, meters, clients);
  }
}
