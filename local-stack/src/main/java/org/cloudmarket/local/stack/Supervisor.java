package org.cloudmarket.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.process.RestartBudget;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.local.process.Startup;

/** Starts a process again that ended unasked: a few times, and then no more. */
final class Supervisor {

  private static final int RESTARTS = 5;

  /** What a process ends with that somebody has sent SIGINT or SIGTERM. */
  private static final Set<Integer> TOLD_TO_END = Set.of(130, 143);

  private static final Duration WINDOW = Duration.ofMinutes(10);

  /** Long enough for the system to take back a port, short enough to go unnoticed. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final boolean restarts;
  private final Progress progress;
  private final InstantSource clock;
  private final Map<String, RestartBudget> watched = new ConcurrentHashMap<>();
  private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

  Supervisor(boolean restarts, Progress progress, InstantSource clock) {
    this.restarts = restarts;
    this.progress = progress;
    this.clock = clock;
  }

  /** From now on the end of this process is an accident. */
  void watch(Child child) {
    if (restarts) {
      watched.putIfAbsent(child.name(), new RestartBudget(RESTARTS, WINDOW));
    }
  }

  /** From now on nothing is started again. */
  void rest() {
    watched.clear();
  }

  /** The name of a process that stays down, if there is one. */
  Optional<String> givenUp() {
    return givenUp.stream().min(Comparator.naturalOrder());
  }

  /** To be called when a process has ended unasked. */
  void died(Child child, int status) {
    Optional.ofNullable(watched.get(child.name()))
        .ifPresent(budget -> decide(child, status, budget, clock.instant()));
  }

  private void decide(Child child, int status, RestartBudget budget, Instant now) {
    var log = child.spec().log();
    // What a process prints while it is told to end is not why it ended.
    var cause = TOLD_TO_END.contains(status) ? "" : child.cause().orElse("");
    if (!budget.spend(now)) {
      givenUp.add(child.name());
      progress.givenUp(child.name(), status, cause, log);
      return;
    }
    progress.restarting(child.name(), status, cause, log);
    Thread.ofPlatform().daemon().name("restart-" + child.name()).start(() -> restart(child));
  }

  private void restart(Child child) {
    try {
      Thread.sleep(PAUSE);
      child.launch();
      Startup.await(
          List.of(child),
          PATIENCE,
          (c, took) -> progress.ready(c.name(), c.spec().address(), took));
    } catch (StackFailure | CancellationException e) {
      // Its death, if it died, is told by died(); a slow one may still come.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
