package org.cloudmarket.local.command;

import java.nio.file.Path;
import java.util.Optional;
import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.StackOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that starts the stack. */
final class StackArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep topics and tables in DIR, and find them there at the next start.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--fresh", description = "Forget what an earlier start has left in DIR.")
  private boolean fresh;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = {
        "Move all ports: procurement-service to N, policy-service to N+1, provider-service to N+2,"
            + " Kafka to N+12 (its controller to N+13), PostgreSQL to N+32.",
        "Without it: 8080, 8081, 8082, 9092 (9093), 5432."
      })
  private Optional<Integer> portBase = Optional.empty();

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description =
          "Start N processes of each service, 1 to 4 (default 1), that share its work. The second"
              + " of each listens 3 ports above the first, the third 6, the fourth 9.")
  private int replicas = 1;

  /** The stack that these options describe; it tells its progress on standard output. */
  StackOptions options() {
    var options =
        StackOptions.standard(ProjectHome.find())
            .withProgress(new ConsoleProgress(spec.commandLine().getOut()));
    if (data.isPresent()) {
      options = options.withData(data.get());
    }
    if (portBase.isPresent()) {
      options = options.withPorts(ports(portBase.get()));
    }
    return options.withReplicas(replicas()).withFresh(fresh);
  }

  private int replicas() {
    if (replicas < 1 || replicas > Replica.MOST) {
      throw new ParameterException(
          spec.commandLine(), "--replicas must be 1 to " + Replica.MOST + ", not " + replicas);
    }
    return replicas;
  }

  private Ports ports(int base) {
    if (base < 1 || base > Ports.HIGHEST_BASE) {
      throw new ParameterException(
          spec.commandLine(), "--port-base must be 1 to " + Ports.HIGHEST_BASE + ", not " + base);
    }
    return Ports.from(base);
  }
}
