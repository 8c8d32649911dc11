package org.cloudmarket.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.ProcurementApi;

/** For how long a run does not go on, as a user sees it who asks the API all the time. */
final class Standstill implements AutoCloseable {

  private static final long BETWEEN_QUESTIONS_MILLIS = 100;

  private final ProcurementApi api;
  private final String run;
  private final long since = System.nanoTime();
  private final List<Long> moves = new ArrayList<>();
  private final Thread watcher;

  /** From now on. */
  Standstill(ProcurementApi api, String run) {
    this.api = api;
    this.run = run;
    watcher = Thread.ofVirtual().start(this::watch);
  }

  /** An answer may take as long as a process stands still: so this has a thread of its own. */
  private void watch() {
    double progress = Double.NEGATIVE_INFINITY;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          double now = api.get("/api/runs/" + run).path("progress").asDouble();
          if (now > progress) {
            note();
            progress = now;
          }
        } catch (ApiRefusal away) {
          // It does not go on, as far as a user sees.
        }
        TimeUnit.MILLISECONDS.sleep(BETWEEN_QUESTIONS_MILLIS);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note() {
    moves.add(System.nanoTime());
  }

  /** The longest time between two moves, the first of which was at the beginning. */
  synchronized double longestSeconds() {
    long longest = 0;
    long last = since;
    for (long move : moves) {
      longest = Math.max(longest, move - last);
      last = move;
    }
    return longest / 1e9;
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
