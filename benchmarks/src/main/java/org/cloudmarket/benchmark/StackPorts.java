package org.cloudmarket.benchmark;

import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.StackOptions;
import picocli.CommandLine.Option;

/** Where the stack of a measure stands. */
final class StackPorts {

  @Option(
      names = "--port-base",
      defaultValue = "8080",
      description = "Ports of the stack, as in ./run --help; default: ${DEFAULT-VALUE}.")
  private int portBase;

  /** As ./run starts it, but that nothing is started again: that would spoil the measure. */
  StackOptions options() {
    return StackOptions.standard(ProjectHome.find())
        .withPorts(Ports.from(portBase))
        .withRestarts(false);
  }
}
