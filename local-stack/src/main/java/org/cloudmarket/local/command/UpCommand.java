package org.cloudmarket.local.command;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and stays up until it is told to end. */
@Command(
    name = "up",
    description = "Start broker, database and services, say 'ready', and stay up until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private StackArguments stackArguments;

  @Option(
      names = "--oidc",
      paramLabel = "URL",
      description =
          "Let people and programs log in where this issuer of OpenID Connect says. The client is"
              + " 'cloud-market'; its secret, if it has one, is read from the variable"
              + " QUARKUS_OIDC_CREDENTIALS_SECRET (docs/security.md).")
  private Optional<URI> issuer = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    try (var stack = Stack.start(stackArguments.options().withSettings(_ -> login()))) {
      var out = spec.commandLine().getOut();
      out.println("ready: " + stack.service(Service.PROCUREMENT) + ", Ctrl-C ends everything");
      out.flush();
      // The stack ends with this process, by its shutdown hook.
      stack.await();
    }
    return 0;
  }

  private Map<String, String> login() {
    return issuer
        .map(url -> Map.of("SERVICE_OIDC", "true", "QUARKUS_OIDC_AUTH_SERVER_URL", "" + url))
        .orElse(Map.of());
  }
}
