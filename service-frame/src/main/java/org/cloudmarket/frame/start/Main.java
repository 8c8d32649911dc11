package org.cloudmarket.frame.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;

/**
 * The main class of every service. Whatever language the machine speaks, or the options of the JVM
 * name: libraries read and write with it what is for machines.
 */
@QuarkusMain
public final class Main {

  private Main() {}

  /** Runs the service until it is told to end. */
  public static void main(String... args) {
    Locale.setDefault(Locale.ENGLISH);
    Quarkus.run(args);
  }
}
