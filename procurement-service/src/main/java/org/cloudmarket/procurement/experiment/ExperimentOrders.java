package org.cloudmarket.procurement.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentWriter;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.RunIds;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;
import org.cloudmarket.procurement.store.experiment.Ordered;
import org.cloudmarket.procurement.store.experiment.Task;
import org.jboss.logging.Logger;

/** Where experiments are ordered: one that takes too long is refused before it is written down. */
@Singleton
public final class ExperimentOrders {

  private static final Logger LOG = Logger.getLogger(ExperimentOrders.class);
  private static final double SECONDS_OF_A_MINUTE = 60;

  /**
   * The most runs of an experiment. Whoever goes on behind a round has all runs in memory, each
   * with up to forty numbers as text, several times over: some seven kilobytes.
   */
  static final long MOST_RUNS = 50_000;

  /** The most values of all its runs: eight bytes each, 160 MB. */
  static final long MOST_VALUES = 20_000_000;

  private final ExperimentStore store;
  private final WorkRate rate;
  private final Sweeper sweeper;
  private final ProcurementSettings.Experiments limits;
  private final int workers;

  @Inject
  ExperimentOrders(
      ExperimentStore store, WorkRate rate, Sweeper sweeper, ProcurementSettings settings) {
    this.store = store;
    this.rate = rate;
    this.sweeper = sweeper;
    this.limits = settings.experiments();
    this.workers = Workers.reckoned(settings);
  }

  /**
   * What an experiment would take.
   *
   * @param runs the most that it can come to
   * @param minutes that this process alone would work at them, at the speed that it had so far
   * @param exceeded limits that it exceeds; empty where it can be ordered
   */
  public record Estimate(long runs, double minutes, List<Fault> exceeded) {
    public Estimate {
      exceeded = List.copyOf(exceeded);
    }
  }

  /** What became of an order. */
  public sealed interface Taken {}

  /**
   * It is written down, and worked at.
   *
   * @param isNew whether it was taken now, and not under the same key before
   */
  public record Accepted(Ordered ordered, boolean isNew) implements Taken {}

  /** It is too large. */
  public record TooLarge(Estimate estimate) implements Taken {}

  /**
   * Too many go on already.
   *
   * @param most how many may
   */
  public record NoRoom(int most) implements Taken {}

  /** Another order came under the same key before. */
  public record KeyUsed() implements Taken {}

  /** Says what an experiment would take. */
  public Estimate estimate(Experiment experiment) {
    Workload work = Workload.of(experiment);
    double perSecond = rate.buyerMonthsPerSecond();
    double minutes = work.seconds(perSecond, workers) / SECONDS_OF_A_MINUTE;
    List<Fault> exceeded = new ArrayList<>();
    if (work.runs() > MOST_RUNS) {
      exceeded.add(
          new Fault(
              "", "comes to " + work.runs() + " runs; an experiment has at most " + MOST_RUNS));
    }
    if (work.values() > MOST_VALUES) {
      exceeded.add(
          new Fault(
              "",
              "stores "
                  + work.values()
                  + " values, one for each run, outcome and month; an experiment has at most "
                  + MOST_VALUES));
    }
    if (work.mostBuyers() > limits.buyers()) {
      exceeded.add(
          new Fault(
              "",
              "has a market of "
                  + work.mostBuyers()
                  + " buyers; the setting procurement.experiments.buyers allows "
                  + limits.buyers()));
    }
    if (minutes > limits.minutesAtMost()) {
      exceeded.add(
          new Fault(
              "",
              "takes about "
                  + (long) StrictMath.ceil(minutes)
                  + " minutes for "
                  + work.runs()
                  + " runs; the setting procurement.experiments.minutes-at-most allows "
                  + limits.minutesAtMost()
                  + ", in which about "
                  + work.fitting(limits.minutesAtMost() * SECONDS_OF_A_MINUTE, perSecond, workers)
                  + " runs fit"));
    }
    int length = ExperimentWriter.write(experiment).toString().length();
    if (length > Tree.MAX_LENGTH) {
      exceeded.add(
          new Fault(
              "",
              "has "
                  + length
                  + " characters when each arm holds its whole scenario; at most "
                  + Tree.MAX_LENGTH
                  + " are read"));
    }
    return new Estimate(work.runs(), minutes, exceeded);
  }

  /**
   * What was ordered under a key before; empty where nothing was.
   *
   * @param key of the order that comes now
   */
  public Optional<Taken> before(ExperimentStore.Key key) {
    return store.orderedUnder(key.text()).map(known -> again(known, key));
  }

  private Taken again(ExperimentStore.Known known, ExperimentStore.Key key) {
    return known.digest().equals(key.digest())
        ? store.find(known.id()).<Taken>map(each -> new Accepted(each, false)).orElse(new KeyUsed())
        : new KeyUsed();
  }

  /**
   * Takes an order.
   *
   * @param key that the client gave to it
   */
  public Taken take(Experiment experiment, Optional<ExperimentStore.Key> key) {
    Estimate estimate = estimate(experiment);
    if (!estimate.exceeded.isEmpty()) {
      return new TooLarge(estimate);
    }
    // Looked at again below, where no other order can come in between.
    if (store.live() >= limits.live()) {
      return new NoRoom(limits.live());
    }
    String id = RunIds.next("experiment-");
    List<Task> tasks = Rounds.first(id, experiment, rate.buyerMonthsPerSecond());
    long planned = tasks.stream().mapToLong(task -> task.runs().size()).sum();
    ExperimentStore.Outcome outcome =
        store.order(
            new ExperimentStore.Order(
                id,
                experiment,
                tasks,
                Workload.expected(experiment.design(), planned),
                estimate.minutes * SECONDS_OF_A_MINUTE,
                key),
            limits.live());
    return switch (outcome) {
      case ExperimentStore.NoRoom _ -> new NoRoom(limits.live());
      case ExperimentStore.Known known -> again(known, key.orElseThrow());
      case ExperimentStore.Written _ -> {
        LOG.infof("Ordered %s: %s, %d runs at first", id, experiment.name(), planned);
        sweeper.wake();
        yield new Accepted(store.find(id).orElseThrow(), true);
      }
    };
  }
}
