package org.cloudmarket.procurement.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.experiment.Variant;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.experiment.Markets;

/**
 * What a comparison finds with as many pairs of runs as fit into a moment, on the thread of who
 * asks. The markets are the whole ones, and only how many pairs there are depends on the time: so
 * many pairs give these numbers wherever and whenever they are made. Who asks again gets more
 * pairs, as those before are known. One estimate is made at a time; nobody waits for another's.
 */
@Singleton
public final class Estimates {

  /** Some thirty megabytes. */
  private static final long MOST_NUMBERS = 4_000_000;

  /** The fewest pairs are made even where they take longer than they should, up to so long. */
  private static final double MOST_SECONDS = 10;

  private static final double NANOS = 1e9;

  private final WorkRate rate;
  private final long nanos;
  private final Semaphore place = new Semaphore(1);
  private final KnownRuns known = new KnownRuns(MOST_NUMBERS);

  @Inject
  Estimates(WorkRate rate, ProcurementSettings settings) {
    this.rate = rate;
    this.nanos = settings.experiments().estimate().toNanos();
  }

  /** What became of a question. */
  public sealed interface Answer {}

  /**
   * An estimate.
   *
   * @param result of so many pairs as were made, which says how many
   * @param pairs for each effect of the result that of each pair in the period, in the order of
   *     seeds; not a number where a pair has none
   * @param most pairs that the document asks for
   * @param seconds that it took
   */
  public record Estimated(Result result, List<double[]> pairs, int most, double seconds)
      implements Answer {}

  /** Another estimate is being made. */
  public record Busy() implements Answer {}

  /** Even the fewest pairs take too long. */
  public record TooLarge(Fault why) implements Answer {}

  /** Estimates what a comparison would find. */
  public Answer estimate(Experiment experiment, Comparison comparison) {
    if (!place.tryAcquire()) {
      return new Busy();
    }
    try {
      return new Estimation(experiment, comparison).answer();
    } finally {
      place.release();
    }
  }

  /** One estimate. */
  private final class Estimation {
    private final Experiment experiment;
    private final Comparison comparison;
    private final List<Arm> arms;
    private final List<String> markets;
    private final Trials trials = new Trials();
    private final long began = System.nanoTime();
    private long longestPair;

    Estimation(Experiment experiment, Comparison comparison) {
      this.experiment = experiment;
      this.comparison = comparison;
      this.arms = comparison.arms();
      this.markets = arms.stream().map(Arm::scenario).map(Markets::of).toList();
    }

    Answer answer() {
      int most = mostPairs();
      double seconds = IntStream.range(0, Replications.FEWEST).mapToDouble(this::secondsOf).sum();
      if (seconds > MOST_SECONDS) {
        return new TooLarge(
            new Fault(
                "",
                "takes about "
                    + (long) StrictMath.ceil(seconds)
                    + " seconds for "
                    + Replications.FEWEST
                    + " pairs, the fewest that have an interval, and an estimate has "
                    + (long) MOST_SECONDS
                    + "; order it as an experiment"));
      }
      int pairs = 0;
      while (pairs < most && (pairs < Replications.FEWEST || fits(pairs))) {
        make(pairs++);
      }
      Comparison made =
          new Comparison(
              comparison.baseline(),
              comparison.treatments(),
              new Replications.Fixed(pairs),
              comparison.firstSeed());
      Experiment whole =
          new Experiment(experiment.name(), experiment.title(), made, experiment.outcomes());
      return new Estimated(
          Evaluation.of(whole, trials),
          effectsOf(pairs),
          most,
          (System.nanoTime() - began) / NANOS);
    }

    /** In the order of the result: by treatment, then by outcome. */
    private List<double[]> effectsOf(int pairs) {
      return comparison.treatments().stream()
          .flatMap(
              arm ->
                  IntStream.range(0, experiment.outcomes().size())
                      .mapToObj(place -> comparison.effects(arm, trials, place, pairs)))
          .toList();
    }

    /** A rule that looks at the interval is no rule for an estimate, which stops by time. */
    private int mostPairs() {
      return switch (comparison.replications()) {
        case Replications.Fixed fixed -> fixed.count();
        case Replications.ToHalfWidth rule -> rule.pilot();
      };
    }

    private boolean fits(int pair) {
      boolean all = arms.stream().allMatch(arm -> find(arm, pair).isPresent());
      return all || System.nanoTime() - began + longestPair <= nanos;
    }

    /**
     * How long a pair takes on a machine that has nothing else to do; 0 where all its runs are
     * there. What was slow once, in a moment of much load, is not refused for ever.
     */
    private double secondsOf(int pair) {
      double perSecond = Math.max(WorkRate.GUESS, rate.buyerMonthsPerSecond());
      return arms.stream()
          .filter(arm -> find(arm, pair).isEmpty())
          .mapToDouble(arm -> Workload.buyerMonths(arm.scenario()) / perSecond)
          .sum();
    }

    /** Runs each market that is not known with the same seed. */
    private void make(int pair) {
      long since = System.nanoTime();
      for (Arm arm : arms) {
        Trial trial = new Trial(new Variant.OfArm(arm.id()), seed(pair));
        Measured run = find(arm, pair).orElseGet(() -> run(arm, trial));
        known.add(key(arm, pair), run);
        trials.add(trial, run);
      }
      longestPair = Math.max(longestPair, System.nanoTime() - since);
    }

    private Measured run(Arm arm, Trial trial) {
      long since = System.nanoTime();
      Measured run = experiment.run(trial);
      rate.add(Workload.buyerMonths(arm.scenario()), (System.nanoTime() - since) / NANOS);
      return run;
    }

    private Optional<Measured> find(Arm arm, int pair) {
      return known.find(key(arm, pair));
    }

    private KnownRuns.Key key(Arm arm, int pair) {
      return new KnownRuns.Key(markets.get(arms.indexOf(arm)), seed(pair), experiment.outcomes());
    }

    private long seed(int pair) {
      return comparison.firstSeed() + pair;
    }
  }
}
