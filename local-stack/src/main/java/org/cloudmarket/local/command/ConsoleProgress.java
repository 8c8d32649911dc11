package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.cloudmarket.local.stack.Progress;

/** Progress for a person at a terminal: a line for each thing that happens, in columns. */
final class ConsoleProgress implements Progress {

  private static final double MILLIS = 1000.0;

  private final PrintWriter out;

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void starting(Path logs) {
    say("Starting Kafka, PostgreSQL and the services; logs in " + relative(logs));
  }

  @Override
  public void ready(String name, String address, Duration took) {
    say(
        String.format(
            Locale.ROOT,
            "  %-21s %-23s ready in %4.1f s",
            name,
            address,
            took.toMillis() / MILLIS));
  }

  @Override
  public void restarting(String name, int status, String cause, Path log) {
    ended(name, status, "and is started again", cause, log);
  }

  @Override
  public void givenUp(String name, int status, String cause, Path log) {
    ended(name, status, "for the sixth time in ten minutes and stays down", cause, log);
  }

  private void ended(String name, int status, String consequence, String cause, Path log) {
    say(
        String.format(
            Locale.ROOT,
            "  %-21s ended with status %d %s%s; see %s",
            name,
            status,
            consequence,
            cause.isEmpty() ? "" : ": " + cause,
            relative(log)));
  }

  @Override
  public void stopping() {
    say("Stopping");
  }

  @Override
  public void stopped() {
    say("Stopped");
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Shorter, and still found from where the user stands. */
  private static Path relative(Path path) {
    var here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }
}
