package org.cloudmarket.frame.streams;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.Topology;
import org.cloudmarket.log.streams.DeskTopology;
import org.cloudmarket.log.streams.DeskWiring;
import org.cloudmarket.log.topic.Placement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns a desk into the topology that Quarkus starts. */
@Singleton
public final class DeskTopologies {

  private final Placement placement;
  private final DeskMeters meters;

  @Inject
  DeskTopologies(@ConfigProperty(name = "kafka.partitions") int partitions, DeskMeters meters) {
    this.placement = new Placement(partitions);
    this.meters = meters;
  }

  /** The topology of a desk. */
  public Topology of(DeskWiring<?> desk) {
    return DeskTopology.of(desk, placement, meters);
  }
}
