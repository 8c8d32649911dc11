package org.cloudmarket.local.command;

import java.util.concurrent.Callable;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the stack and stays up until it is told to end. */
@Command(
    name = "up",
    description = "Start broker, database and services, say 'ready', and stay up until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StackArguments stackArguments;

  @Override
  public Integer call() throws InterruptedException {
    try (var stack = Stack.start(stackArguments.options())) {
      var out = spec.commandLine().getOut();
      out.println("ready: " + stack.service(Service.PROCUREMENT) + ", Ctrl-C ends everything");
      out.flush();
      // The stack ends with this process, by its shutdown hook.
      stack.await();
    }
    return 0;
  }
}
