package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
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
  private final Known<Key, SortedMap<Integer, Digest>> digests;
  private final Known<MonthKey, Reasons> reasons;

  @Inject
  References(ProcurementSettings settings) {
    this(settings.verification(), settings.explanations());
  }

  References(
      ProcurementSettings.Verification limits, ProcurementSettings.Explanations explanations) {
    turns = new Semaphore(limits.concurrency(), true);
    places = new Semaphore(limits.concurrency() + limits.waiting());
    digests = new Known<>(limits.remembered());
    reasons = new Known<>(explanations.remembered());
  }

  /** What runs have found out, the last that were asked for. Guarded by itself. */
  private static final class Known<K, V> extends LinkedHashMap<K, CompletableFuture<V>> {
    private static final long serialVersionUID = 1;

    private final int remembered;

    Known(int remembered) {
      super(remembered, 0.75f, true);
      this.remembered = remembered;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, CompletableFuture<V>> eldest) {
      return size() > remembered;
    }
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
  private <K, V> Optional<V> once(Known<K, V> known, K key, Supplier<V> run) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> result;
    synchronized (known) {
      result = known.get(key);
      if (result == null) {
        if (!places.tryAcquire()) {
          return Optional.empty();
        }
        known.put(key, mine);
      }
    }
    if (result == null) {
      run(known, key, run, mine);
      result = mine;
    }
    try {
      return Optional.of(result.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the reference run failed", e.getCause());
    }
  }

  private <K, V> void run(Known<K, V> known, K key, Supplier<V> run, CompletableFuture<V> result) {
    try {
      result.complete(inTurn(run));
    } catch (RuntimeException | Error e) {
      synchronized (known) {
        known.remove(key, result);
      }
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
