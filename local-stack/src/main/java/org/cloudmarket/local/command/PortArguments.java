package org.cloudmarket.local.command;

import java.util.Optional;
import org.cloudmarket.local.stack.Ports;
import picocli.CommandLine.Option;

/** Where a stack listens, as a user says it. */
final class PortArguments {

  @Option(
      names = "--port-base",
      paramLabel = "N",
      converter = Base.class,
      description = {
        "Move all ports: procurement-service to N, policy-service to N+1, provider-service to N+2,"
            + " Kafka to N+12 (its controller to N+13), PostgreSQL to N+32.",
        "Without it: 8080, 8081, 8082, 9092 (9093), 5432."
      })
  private Optional<Integer> base = Optional.empty();

  /** What was asked for, if anything was. */
  Optional<Integer> base() {
    return base;
  }

  /** The ports from the base that was asked for, if one was. */
  Optional<Ports> ports() {
    return base.map(Ports::from);
  }

  /** Reads where they begin. */
  static final class Base extends WholeNumber {
    Base() {
      super(1, Ports.HIGHEST_BASE);
    }
  }
}
