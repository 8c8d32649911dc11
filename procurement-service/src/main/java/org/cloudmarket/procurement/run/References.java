package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * Reference runs in this process: few at once, since each takes a core, and each only once for the
 * same scenario and seed.
 */
@Singleton
public final class References {

  private record Key(Scenario scenario, long seed) {}

  private final Semaphore turns;
  private final Semaphore places;
  private final Map<Key, CompletableFuture<SortedMap<Integer, Digest>>> known;

  @Inject
  References(ProcurementSettings settings) {
    this(settings.verification());
  }

  References(ProcurementSettings.Verification limits) {
    turns = new Semaphore(limits.concurrency(), true);
    places = new Semaphore(limits.concurrency() + limits.waiting());
    known =
        new LinkedHashMap<>(limits.remembered(), 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<Key, CompletableFuture<SortedMap<Integer, Digest>>> eldest) {
            return size() > limits.remembered();
          }
        };
  }

  /**
   * The digests of the reference after each month. Takes as long as the run does.
   *
   * @return empty where too many wait already
   */
  public Optional<SortedMap<Integer, Digest>> digests(Scenario scenario, long seed) {
    Key key = new Key(scenario, seed);
    CompletableFuture<SortedMap<Integer, Digest>> mine = new CompletableFuture<>();
    CompletableFuture<SortedMap<Integer, Digest>> result;
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
      run(key, mine);
      result = mine;
    }
    try {
      return Optional.of(result.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the reference run failed", e.getCause());
    }
  }

  private void run(Key key, CompletableFuture<SortedMap<Integer, Digest>> result) {
    try {
      DigestBook book = new DigestBook();
      outcomes(key.scenario, key.seed, book::add);
      result.complete(book.chained(key.scenario.start(), key.scenario.end()));
    } catch (RuntimeException | Error e) {
      synchronized (known) {
        known.remove(key, result);
      }
      result.completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  /** Runs a reference when its turn comes, and gives every outcome to a watcher. */
  void outcomes(Scenario scenario, long seed, Consumer<Decided> watcher) {
    turns.acquireUninterruptibly();
    try {
      ReferenceRun.run(
          scenario,
          seed,
          message -> {
            if (message instanceof Decided outcome) {
              watcher.accept(outcome);
            }
          });
    } finally {
      turns.release();
    }
  }
}
