package org.cloudmarket.procurement.store.run;

import java.time.Instant;

/** Runs in some state, for tests. */
public final class TestRuns {

  private TestRuns() {}

  /** One that nobody has begun. */
  public static Run ordered(int start) {
    Run run = new Run();
    run.id = "run-one";
    run.startMonth = start;
    run.months = 24;
    run.error = "";
    run.orderedAt = Instant.now();
    return run;
  }

  /** One that goes on, and of which months are whole. */
  public static Run running(int start, int last) {
    Run run = ordered(start);
    run.started = true;
    run.closedMonth = last;
    return run;
  }

  /** One that has ended with a month. */
  public static Run ended(int start, int last) {
    Run run = running(start, last);
    run.outcome = "finished";
    run.outcomeMonth = last;
    return run;
  }
}
