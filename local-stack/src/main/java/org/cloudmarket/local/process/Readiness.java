package org.cloudmarket.local.process;

/** Asks a process whether it truly answers: a port that is open is not yet a service. */
@FunctionalInterface
public interface Readiness {

  /** Asks once, in a second or so. Any exception says "not yet". */
  boolean answers() throws Exception;
}
