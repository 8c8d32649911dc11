package org.cloudmarket.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many restarts in so long a time: a process that dies more often than that is broken. */
public final class RestartBudget {

  private final int restarts;
  private final Duration window;
  private final Deque<Instant> spent = new ArrayDeque<>();

  public RestartBudget(int restarts, Duration window) {
    this.restarts = restarts;
    this.window = window;
  }

  /** Whether one more restart is allowed; if so, it is spent. */
  public synchronized boolean spend(Instant now) {
    while (!spent.isEmpty() && spent.getFirst().isBefore(now.minus(window))) {
      spent.removeFirst();
    }
    if (spent.size() >= restarts) {
      return false;
    }
    spent.addLast(now);
    return true;
  }
}
