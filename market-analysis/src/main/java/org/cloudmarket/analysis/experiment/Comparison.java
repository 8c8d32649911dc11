package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Variant.OfArm;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;
import org.hipparchus.stat.StatUtils;

/**
 * Arms that are run with the same seeds: replication r of each has the same buyers, the same luck
 * and the same bids wherever policy does not change them. So the effect is a mean of differences.
 *
 * @param baseline the arm that others are held against
 * @param treatments the others, at least one
 * @param replications how often
 * @param firstSeed that of the first replication; the next follow one by one
 */
public record Comparison(
    Arm baseline, List<Arm> treatments, Replications replications, long firstSeed)
    implements Design {

  /** The most arms, the baseline included. */
  public static final int MOST_ARMS = 12;

  public Comparison {
    treatments = List.copyOf(treatments);
    if (treatments.isEmpty() || treatments.size() >= MOST_ARMS) {
      throw new IllegalArgumentException(
          "a comparison has 2 to " + MOST_ARMS + " arms, not " + (treatments.size() + 1));
    }
    for (Arm arm : treatments) {
      faults(baseline, arm)
          .forEach(
              fault -> {
                throw new IllegalArgumentException("arm " + arm.id() + " " + fault);
              });
    }
  }

  /** Why an arm cannot be held against a baseline; empty where it can. */
  static List<String> faults(Arm baseline, Arm arm) {
    Scenario one = baseline.scenario();
    Scenario other = arm.scenario();
    List<String> faults = new ArrayList<>();
    if (one.start() != other.start() || one.months() != other.months()) {
      faults.add(
          "runs from "
              + months(other)
              + ", and arm "
              + baseline.id()
              + " from "
              + months(one)
              + ": arms have the same months");
    }
    if (!one.currency().equals(other.currency())) {
      faults.add(
          "counts in "
              + other.currency()
              + ", and arm "
              + baseline.id()
              + " in "
              + one.currency()
              + ": their sums of money cannot be compared");
    }
    return faults;
  }

  private static String months(Scenario scenario) {
    return Months.text(scenario.start()) + " to " + Months.text(scenario.end() - 1);
  }

  @Override
  public String kind() {
    return "comparison";
  }

  @Override
  public List<Trial> wanted(Trials known, List<Outcome> outcomes) {
    int count =
        switch (replications) {
          case Replications.Fixed fixed -> fixed.count();
          case Replications.ToHalfWidth rule -> {
            List<Trial> pilot = trials(rule.pilot());
            yield known.unknown(pilot).isEmpty() ? decided(rule, known, outcomes) : rule.pilot();
          }
        };
    return trials(count);
  }

  private List<Trial> trials(int count) {
    List<Trial> trials = new ArrayList<>();
    for (long seed : Design.seeds(firstSeed, count)) {
      trials.add(new Trial(new OfArm(baseline.id()), seed));
      treatments.forEach(arm -> trials.add(new Trial(new OfArm(arm.id()), seed)));
    }
    return trials;
  }

  /** The number that the pilot decides. */
  private int decided(Replications.ToHalfWidth rule, Trials known, List<Outcome> outcomes) {
    return Math.clamp(needed(rule, known, outcomes), rule.pilot(), rule.most());
  }

  /** How many replications the half-width needs, by the pilot. */
  private long needed(Replications.ToHalfWidth rule, Trials known, List<Outcome> outcomes) {
    double deviation = 0;
    for (Arm arm : treatments) {
      double[] effects = Paired.known(pilot(rule, arm, known, outcomes));
      if (effects.length < 2) {
        return Long.MAX_VALUE;
      }
      deviation = StrictMath.max(deviation, StrictMath.sqrt(StatUtils.variance(effects)));
    }
    double ratio = Estimate.quantile(rule.pilot() - 1.0) * deviation / rule.halfWidth();
    return (long) StrictMath.min(StrictMath.ceil(ratio * ratio), Long.MAX_VALUE);
  }

  /** The effects of the pilot in the outcome that decides. */
  private double[] pilot(
      Replications.ToHalfWidth rule, Arm arm, Trials known, List<Outcome> outcomes) {
    return effects(arm, known, place(rule.outcome(), outcomes), rule.pilot());
  }

  /**
   * What a treatment does to an outcome in its period, in each of the first pairs, in the order of
   * seeds; not a number where a pair has none.
   *
   * @param place of the outcome among those of the experiment
   * @param pairs how many; their runs are known
   */
  public double[] effects(Arm arm, Trials known, int place, int pairs) {
    long[] seeds = Design.seeds(firstSeed, pairs);
    ToDoubleFunction<Measured> number = run -> run.period().get(place);
    double[] with = known.each(new OfArm(arm.id()), seeds, number);
    double[] without = known.each(new OfArm(baseline.id()), seeds, number);
    return Paired.differences(with, without);
  }

  /**
   * How many replications are made before their number is decided; all where it is fixed.
   *
   * @param count how many there are
   */
  int pilot(int count) {
    return replications instanceof Replications.ToHalfWidth rule ? rule.pilot() : count;
  }

  /** Whether an outcome decides how many replications there are. */
  boolean decidedBy(Outcome outcome) {
    return replications instanceof Replications.ToHalfWidth rule
        && rule.outcome().equals(outcome.id());
  }

  /** Why there are as many replications as there are. */
  String stopped(Trials known, List<Outcome> outcomes) {
    if (!(replications instanceof Replications.ToHalfWidth rule)) {
      return "as many as were asked for";
    }
    long needed = needed(rule, known, outcomes);
    if (needed == Long.MAX_VALUE) {
      return "at the most that were allowed; the pilot does not say how many are needed";
    }
    return needed > rule.most()
        ? "at the most that were allowed; the half-width that was asked for takes some "
            + needed
            + " replications"
        : "the half-width that was asked for is reached";
  }

  static int place(String id, List<Outcome> outcomes) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no outcome '" + id + "'");
  }

  @Override
  public Scenario scenario(Variant variant) {
    String id = ((OfArm) variant).id();
    if (baseline.id().equals(id)) {
      return baseline.scenario();
    }
    return treatments.stream()
        .filter(arm -> arm.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no arm '" + id + "'"))
        .scenario();
  }

  @Override
  public List<Arm> arms() {
    return Stream.concat(Stream.of(baseline), treatments.stream()).toList();
  }

  @Override
  public Scenario specimen() {
    return baseline.scenario();
  }

  @Override
  public long mostRuns() {
    long most =
        switch (replications) {
          case Replications.Fixed fixed -> fixed.count();
          case Replications.ToHalfWidth rule -> rule.most();
        };
    return most * (1 + treatments.size());
  }

  @Override
  public int replications(Trials known, List<Outcome> outcomes) {
    return wanted(known, outcomes).size() / (1 + treatments.size());
  }
}
