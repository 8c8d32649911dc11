package org.cloudmarket.local.stack;

import java.nio.file.Path;
import java.time.Duration;

/** Told of what happens to the stack. May be called from any thread. */
public interface Progress {

  /** Says nothing. */
  Progress SILENT = new Progress() {};

  /** The stack is being started; the logs of all its processes are in the folder. */
  default void starting(Path logs) {}

  /** The process answers at the address, so long after it was started. */
  default void ready(String name, String address, Duration took) {}

  /**
   * The process ended unasked, with this status, and is started again.
   *
   * @param cause what ended it, in its own words; empty if it printed none
   */
  default void restarting(String name, int status, String cause, Path log) {}

  /**
   * The process ended unasked for the sixth time in ten minutes, and stays down.
   *
   * @param cause what ended it, in its own words; empty if it printed none
   */
  default void givenUp(String name, int status, String cause, Path log) {}

  /** The stack is being stopped. */
  default void stopping() {}

  /** Nothing of the stack runs any more. */
  default void stopped() {}
}
