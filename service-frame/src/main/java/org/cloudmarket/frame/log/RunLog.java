package org.cloudmarket.frame.log;

import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.streams.DeskKey;
import org.jboss.logging.MDC;

/**
 * Says of a line in the log which run it is about, and which shard and month of it. Where logs are
 * JSON, these are fields of their own, so that nobody has to search texts; otherwise the text says
 * it.
 */
public final class RunLog {

  private static final String RUN = "run";
  private static final String SHARD = "shard";
  private static final String MONTH = "month";

  /** As tools for traces call it. */
  private static final String TRACE = "traceId";

  private RunLog() {}

  /** Logs a line about a run. */
  public static void of(String run, Runnable line) {
    with(RUN, run, line);
  }

  /** Logs a line about a run, and about the trace that it is followed by. */
  public static void of(String run, Optional<Trace> trace, Runnable line) {
    of(run, ofTrace(trace, line));
  }

  /**
   * Logs a line about a month of a run.
   *
   * @param month as {@link Months}
   */
  public static void of(String run, int month, Runnable line) {
    with(MONTH, Months.text(month), () -> of(run, line));
  }

  /**
   * Logs a line about a shard of a run, or about all of it.
   *
   * @param month as {@link Months}; empty where the line is about none
   * @param trace that the run is followed by
   */
  public static void of(DeskKey key, OptionalInt month, Optional<Trace> trace, Runnable line) {
    Runnable traced = ofTrace(trace, line);
    Runnable ofShard =
        key.shard() == DeskKey.WHOLE_RUN
            ? traced
            : () -> with(SHARD, Integer.toString(key.shard()), traced);
    if (month.isPresent()) {
      of(key.run(), month.getAsInt(), ofShard);
    } else {
      of(key.run(), ofShard);
    }
  }

  private static Runnable ofTrace(Optional<Trace> trace, Runnable line) {
    return trace.isEmpty() ? line : () -> with(TRACE, trace.get().id(), line);
  }

  private static void with(String name, String value, Runnable line) {
    MDC.put(name, value);
    try {
      line.run();
    } finally {
      MDC.remove(name);
    }
  }
}
