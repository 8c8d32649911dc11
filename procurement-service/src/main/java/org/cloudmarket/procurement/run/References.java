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
    ProcurementSettings.Verification limits = settings.verification();
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
    CompletableFuture<SortedMap<Integer, Digest>> result = new CompletableFuture<>();
    CompletableFuture<SortedMap<Integer, Digest>> before;
    synchronized (known) {
      before = known.get(key);
      if (before == null) {
        if (!places.tryAcquire()) {
          return Optional.empty();
        }
        known.put(key, result);
      }
    }
    if (before == null) {
      run(key, result);
      before = result;
    }
    try {
      return Optional.of(before.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the reference run failed", e.getCause());
    }
  }

  private void run(Key key, CompletableFuture<SortedMap<Integer, Digest>> result) {
    turns.acquireUninterruptibly();
    try {
      DigestBook book = new DigestBook();
      ReferenceRun.run(
          key.scenario,
          key.seed,
          message -> {
            if (message instanceof Decided outcome) {
              book.add(outcome);
            }
          });
      result.complete(book.chained(key.scenario.start(), key.scenario.end()));
    } catch (RuntimeException | Error e) {
      synchronized (known) {
        known.remove(key, result);
      }
      result.completeExceptionally(e);
    } finally {
      turns.release();
      places.release();
    }
  }
}
