package org.cloudmarket.frame.log;

import org.cloudmarket.wire.streams.DeskKey;
import org.jboss.logging.MDC;

/**
 * Says of a line in the log which run it is about. Where logs are JSON, that is a field of its own,
 * so that nobody has to search texts; otherwise the text says it.
 */
public final class RunLog {

  private static final String RUN = "run";
  private static final String SHARD = "shard";

  private RunLog() {}

  /** Logs a line about a run. */
  public static void of(String run, Runnable line) {
    MDC.put(RUN, run);
    try {
      line.run();
    } finally {
      MDC.remove(RUN);
    }
  }

  /** Logs a line about a shard of a run, or about all of it. */
  public static void of(DeskKey key, Runnable line) {
    if (key.shard() == DeskKey.WHOLE_RUN) {
      of(key.run(), line);
      return;
    }
    MDC.put(SHARD, Integer.toString(key.shard()));
    try {
      of(key.run(), line);
    } finally {
      MDC.remove(SHARD);
    }
  }
}
