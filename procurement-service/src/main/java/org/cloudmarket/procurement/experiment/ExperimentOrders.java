package org.cloudmarket.procurement.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.analysis.experiment.Experiment;
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

  /** It is written down, and worked at. */
  public record Accepted(Ordered ordered) implements Taken {}

  /** It is too large. */
  public record TooLarge(Estimate estimate) implements Taken {}

  /**
   * Too many go on already.
   *
   * @param most how many may
   */
  public record NoRoom(int most) implements Taken {}

  /** Says what an experiment would take. */
  public Estimate estimate(Experiment experiment) {
    Workload work = Workload.of(experiment.design());
    double perSecond = rate.buyerMonthsPerSecond();
    double minutes = work.seconds(perSecond, workers) / SECONDS_OF_A_MINUTE;
    List<Fault> exceeded = new ArrayList<>();
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
    return new Estimate(work.runs(), minutes, exceeded);
  }

  /** Takes an order. */
  public Taken take(Experiment experiment) {
    Estimate estimate = estimate(experiment);
    if (!estimate.exceeded.isEmpty()) {
      return new TooLarge(estimate);
    }
    String id = RunIds.next("experiment-");
    List<Task> tasks = Rounds.first(id, experiment, rate.buyerMonthsPerSecond());
    long planned = tasks.stream().mapToLong(task -> task.runs().size()).sum();
    if (!store.order(
        id,
        experiment,
        tasks,
        Workload.expected(experiment.design(), planned),
        estimate.minutes * SECONDS_OF_A_MINUTE,
        limits.live())) {
      return new NoRoom(limits.live());
    }
    LOG.infof("Ordered %s: %s, %d runs at first", id, experiment.name(), planned);
    sweeper.wake();
    return new Accepted(store.find(id).orElseThrow());
  }
}
