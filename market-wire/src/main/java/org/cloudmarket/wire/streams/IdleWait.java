package org.cloudmarket.wire.streams;

import java.time.Duration;

/**
 * How long a thread of desks waits for the next record. The short wait of the settings is for a
 * ring that turns: idle, it made each thread ask 200 times a second. A record ends any wait at
 * once; only an alarm may ring later. For one thread.
 */
final class IdleWait {

  /** It waits no longer than this. */
  static final Duration LONGEST = Duration.ofMillis(500);

  /**
   * It waits for a tenth of what it has waited in vain so far, so that no alarm is later than that.
   * The time since the last record would say nothing: a month's work may take longer.
   */
  private static final int TENTH = 10;

  private Duration inVain = Duration.ZERO;

  /**
   * How long to wait.
   *
   * @param least what the engine would wait; nothing stays so, since it has something else to do
   */
  Duration of(Duration least) {
    if (!least.isPositive()) {
      return least;
    }
    Duration tenth = inVain.dividedBy(TENTH);
    Duration idle = tenth.compareTo(LONGEST) < 0 ? tenth : LONGEST;
    return idle.compareTo(least) > 0 ? idle : least;
  }

  /** It has waited, and nothing came. */
  void inVain(Duration time) {
    inVain = inVain.plus(time);
  }

  /** Something came, or somebody waits. */
  void over() {
    inVain = Duration.ZERO;
  }
}
