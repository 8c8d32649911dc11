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

  /**
   * Quarkus would answer an address that is none with an empty 400, before anything of ours sees
   * it; ours says what is wrong with it, see {@code MalformedRequests}.
   */
  private static final String LEAVE_ADDRESSES_TO_US = "vertx.disableURIValidation";

  private Main() {}

  /** Runs the service until it is told to end. */
  public static void main(String... args) {
    Locale.setDefault(Locale.ENGLISH);
    System.setProperty(LEAVE_ADDRESSES_TO_US, "true");
    Quarkus.run(args);
  }
}
