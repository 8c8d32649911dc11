package org.cloudmarket.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * The main class of every Java child: runs another main class for as long as whoever started it
 * lives.
 *
 * <p>A child's standard input is a pipe that only its parent holds. However the parent ends,
 * SIGKILL included, the system closes that pipe, and the child ends in an orderly way.
 */
public final class Guard {

  /** How long shutdown hooks may take before the process ends regardless. */
  private static final Duration ORDERLY = Duration.ofSeconds(20);

  private Guard() {}

  /**
   * Runs {@code args[0]} with the rest of the arguments.
   *
   * @param args the main class to run, and its own arguments
   */
  public static void main(String[] args) throws Throwable {
    // Whatever language the machine speaks, or the user's own JVM options name: libraries read and
    // write with it what is for machines.
    Locale.setDefault(Locale.ENGLISH);
    daemon("guard", Guard::exitWhenInputEnds);
    var main =
        Class.forName(args[0], true, Thread.currentThread().getContextClassLoader())
            .getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exitWhenInputEnds() {
    drain(System.in);
    daemon("guard-deadline", Guard::haltAfterDeadline);
    System.exit(0);
  }

  private static void drain(InputStream input) {
    try {
      while (input.read() >= 0) {
        // Nothing is ever said to a child: only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe says the same as an ended one.
    }
  }

  private static void haltAfterDeadline() {
    try {
      Thread.sleep(ORDERLY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable task) {
    Thread.ofPlatform().daemon().name(name).start(task);
  }
}
