package org.cloudmarket.procurement.run;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.Reasons;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * Reference runs in this process: few at once, since each takes a core, and each only once for the
 * same scenario and seed.
 */
@Singleton
public final class References {

  private record Key(Scenario scenario, long seed) {}

  private record MonthKey(Key run, int month) {}

  private final Semaphore turns;
  private final Semaphore places;

  // What runs have found out; what is still being found out is not counted, and stays.
  private final AsyncCache<Key, SortedMap<Integer, Digest>> digests;
  private final AsyncCache<MonthKey, Reasons> reasons;

  @Inject
  References(ProcurementSettings settings) {
    this(settings.verification(), settings.explanations());
  }

  References(
      ProcurementSettings.Verification limits, ProcurementSettings.Explanations explanations) {
    turns = new Semaphore(limits.concurrency(), true);
    places = new Semaphore(limits.concurrency() + limits.waiting());
    digests = Caffeine.newBuilder().maximumSize(limits.remembered()).buildAsync();
    reasons = Caffeine.newBuilder().maximumSize(explanations.remembered()).buildAsync();
  }

  /**
   * The digests of the reference after each month. Takes as long as the run does.
   *
   * @return empty where too many wait already
   */
  public Optional<SortedMap<Integer, Digest>> digests(Scenario scenario, long seed) {
    return once(
        digests,
        new Key(scenario, seed),
        () -> {
          SortedMap<Integer, Digest> digests = new TreeMap<>();
          ReferenceRun.run(
              scenario,
              seed,
              Watcher.of(Set.of(PolicyMessage.class), message -> take(message, digests)));
          // Before the first month there is nothing to compare.
          return digests.tailMap(scenario.start());
        });
  }

  /**
   * Why the decisions of a month of the reference are what they are. Takes as long as the run does
   * up to there.
   *
   * @return empty where too many wait already
   */
  Optional<Reasons> reasons(Scenario scenario, long seed, int month) {
    return once(
        reasons,
        new MonthKey(new Key(scenario, seed), month),
        () -> Reasons.of(scenario, seed, month));
  }

  /** Runs a reference when its turn comes, and gives every outcome to a watcher. */
  void outcomes(Scenario scenario, long seed, Consumer<Decided> watcher) {
    inTurn(
        () -> {
          ReferenceRun.run(scenario, seed, outcomes(watcher));
          return Optional.empty();
        });
  }

  private static void take(Message message, SortedMap<Integer, Digest> digests) {
    switch (message) {
      case MonthOpened opened -> digests.put(opened.month() - 1, opened.digest());
      case RunFinished finished -> digests.put(finished.month(), finished.digest());
      default -> {}
    }
  }

  private static Watcher outcomes(Consumer<Decided> watcher) {
    return Watcher.of(
        Set.of(AwardsMessage.class),
        message -> {
          if (message instanceof Decided outcome) {
            watcher.accept(outcome);
          }
        });
  }

  /** What is known, or becomes known by running; those who ask for the same wait together. */
  private <K, V> Optional<V> once(AsyncCache<K, V> known, K key, Supplier<V> run) {
    AtomicBoolean mine = new AtomicBoolean();
    CompletableFuture<V> result =
        known
            .asMap()
            .computeIfAbsent(
                key,
                _ -> {
                  mine.set(places.tryAcquire());
                  return mine.get() ? new CompletableFuture<>() : null;
                });
    if (result == null) {
      return Optional.empty();
    }
    if (mine.get()) {
      run(run, result);
    }
    try {
      return Optional.of(result.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the reference run failed", e.getCause());
    }
  }

  /** Runs for all who wait. A run that fails is forgotten, and may be run again. */
  private <V> void run(Supplier<V> run, CompletableFuture<V> result) {
    try {
      result.complete(inTurn(run));
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  private <V> V inTurn(Supplier<V> run) {
    turns.acquireUninterruptibly();
    try {
      return run.get();
    } finally {
      turns.release();
    }
  }
}
