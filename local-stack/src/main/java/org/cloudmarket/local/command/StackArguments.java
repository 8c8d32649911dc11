package org.cloudmarket.local.command;

import java.nio.file.Path;
import java.util.Optional;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.StackOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that starts the stack. */
final class StackArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      converter = DataFolder.class,
      description =
          "Keep topics and tables in DIR, a new folder or one of an earlier start, and find them"
              + " there at the next start. Without it they go when the stack goes.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--fresh",
      description = "Forget the topics and tables that an earlier start has left in DIR.")
  private boolean fresh;

  @Mixin private PortArguments ports;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      converter = Replicas.class,
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
    options = options.withPorts(ports.ports().orElse(options.ports()));
    return options.withReplicas(replicas).withFresh(fresh);
  }

  /** Reads how many processes. */
  static final class Replicas extends WholeNumber {
    Replicas() {
      super(1, Replica.MOST);
    }
  }
}
