package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.cloudmarket.local.stack.Service;

/** What the services log from a moment on. */
final class Logs {

  /** A thread that a busy machine has kept waiting, with where it was: no fault of anybody's. */
  private static final Pattern WAITED =
      Pattern.compile("(?m)^.*\\[BlockedThreadChecker\\].*\\R(?:\\tat .*\\R?)*");

  private final Map<Service, Integer> lengths = new EnumMap<>(Service.class);

  private Logs() {}

  /** From now on. */
  static Logs fromNow() throws IOException {
    Logs logs = new Logs();
    for (Service service : Service.values()) {
      logs.lengths.put(service, text(service).length());
    }
    return logs;
  }

  private static String text(Service service) throws IOException {
    return Files.readString(Market.stack().log(service.label()));
  }

  /** What a service has logged since. */
  String of(Service service) throws IOException {
    return text(service).substring(lengths.get(service));
  }

  /** No service has logged an error, or where in its code something happened. */
  void haveNoError() throws IOException {
    for (Service service : Service.values()) {
      assertThat(WAITED.matcher(of(service)).replaceAll(""))
          .as(service.label())
          .doesNotContain(" ERROR ")
          .doesNotContain("\tat ");
    }
  }
}
