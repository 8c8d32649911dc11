package org.cloudmarket.local.command;

import java.util.Optional;
import org.cloudmarket.local.stack.Ports;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a stack listens, as a user says it. */
final class PortArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port-base",
      paramLabel = "N",
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
    return base.map(this::from);
  }

  private Ports from(int asked) {
    if (asked < 1 || asked > Ports.HIGHEST_BASE) {
      throw new ParameterException(
          spec.commandLine(), "--port-base must be 1 to " + Ports.HIGHEST_BASE + ", not " + asked);
    }
    return Ports.from(asked);
  }
}
