package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.attribution.Attribution;
import org.cloudmarket.analysis.attribution.ShapleyDesign;
import org.cloudmarket.analysis.experiment.Variant.OfArm;
import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.outcome.Whose;
import org.cloudmarket.analysis.sensitivity.MorrisResult;
import org.cloudmarket.analysis.sensitivity.SobolResult;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.model.market.Months;
import org.hipparchus.stat.StatUtils;

/** Turns what is known of an experiment's runs into its result. Pure, and in the design's order. */
public final class Evaluation {

  /** An interval narrows with the square root of the number of replications. */
  private static final long FOR_HALF = 4;

  private final Experiment experiment;
  private final Trials trials;
  private final int start;

  private Evaluation(Experiment experiment, Trials trials) {
    this.experiment = experiment;
    this.trials = trials;
    start = experiment.design().specimen().start();
  }

  /**
   * The result of an experiment whose runs are all known.
   *
   * @throws IllegalStateException where one is not
   */
  public static Result of(Experiment experiment, Trials trials) {
    return new Evaluation(experiment, trials).result();
  }

  private Result result() {
    return switch (experiment.design()) {
      case Comparison comparison -> comparison(comparison);
      case PolicyAttribution attribution -> plain(List.of(), attributed(attribution), List.of());
      case Sensitivity sensitivity -> plain(List.of(), List.of(), influences(sensitivity));
    };
  }

  private Result plain(
      List<Result.Effect> effects,
      List<Result.Attributed> attributions,
      List<Result.Influences> influences) {
    return result("as many as were asked for", Optional.empty(), effects, attributions, influences);
  }

  private Result result(
      String stopped,
      Optional<Long> forHalf,
      List<Result.Effect> effects,
      List<Result.Attributed> attributions,
      List<Result.Influences> influences) {
    Design design = experiment.design();
    return new Result(
        experiment.name(),
        experiment.title(),
        design.kind(),
        design.replications(trials, experiment.outcomes()),
        design.wanted(trials, experiment.outcomes()).size(),
        stopped,
        forHalf,
        effects,
        attributions,
        influences);
  }

  private Result comparison(Comparison design) {
    int count = design.replications(trials, experiment.outcomes());
    long[] seeds = Design.seeds(design.firstSeed(), count);
    List<Result.Effect> effects = new ArrayList<>();
    for (Arm arm : design.treatments()) {
      for (int place = 0; place < experiment.outcomes().size(); place++) {
        effects.add(effect(design, arm, place, seeds));
      }
    }
    return result(
        design.stopped(trials, experiment.outcomes()),
        Optional.of(FOR_HALF * count),
        effects,
        List.of(),
        List.of());
  }

  private Result.Effect effect(Comparison design, Arm arm, int place, long[] seeds) {
    Outcome outcome = experiment.outcomes().get(place);
    int pilot = design.pilot(seeds.length);
    OfArm treatment = new OfArm(arm.id());
    OfArm baseline = new OfArm(design.baseline().id());
    double[][] with = series(treatment, place, seeds);
    double[][] without = series(baseline, place, seeds);
    double[][] effects = new double[seeds.length][];
    for (int r = 0; r < seeds.length; r++) {
      effects[r] = Paired.differences(with[r], without[r]);
    }
    int months = effects[0].length;
    List<Estimate> byMonth =
        IntStream.range(0, months).mapToObj(t -> Paired.wider(month(effects, t), pilot)).toList();
    double[] armPeriod = trials.each(treatment, seeds, number(place));
    double[] baselinePeriod = trials.each(baseline, seeds, number(place));
    double[] differences = Paired.differences(armPeriod, baselinePeriod);
    Estimate period =
        design.decidedBy(outcome)
            ? Paired.estimate(differences, pilot)
            : Paired.wider(differences, pilot);
    return new Result.Effect(
        measure(outcome),
        arm.id(),
        design.baseline().id(),
        IntStream.range(0, months).mapToObj(t -> Months.text(start + t)).toList(),
        means(without),
        means(with),
        byMonth.stream().map(Estimate::value).toList(),
        byMonth.stream().map(Estimate::low).toList(),
        byMonth.stream().map(Estimate::high).toList(),
        period,
        Paired.wider(baselinePeriod, pilot),
        Paired.wider(armPeriod, pilot),
        Paired.varianceRatio(armPeriod, baselinePeriod),
        outcome.figure().share() && period.clear()
            ? Paired.monthsToHalf(
                effects, outcome.from() - start, outcome.to() - start, design.firstSeed())
            : Optional.empty());
  }

  private double[][] series(Variant variant, int place, long[] seeds) {
    double[][] series = new double[seeds.length][];
    for (int r = 0; r < seeds.length; r++) {
      series[r] = trials.get(new Trial(variant, seeds[r])).byMonth().get(place);
    }
    return series;
  }

  private static double[] month(double[][] series, int t) {
    return IntStream.range(0, series.length).mapToDouble(r -> series[r][t]).toArray();
  }

  private static List<Double> means(double[][] series) {
    return IntStream.range(0, series[0].length)
        .mapToObj(t -> Paired.mean(month(series, t)))
        .toList();
  }

  private List<Result.Attributed> attributed(PolicyAttribution design) {
    ShapleyDesign shapley = design.shapley();
    long[] coalitions = shapley.coalitions();
    List<Result.Attributed> all = new ArrayList<>();
    for (int place = 0; place < experiment.outcomes().size(); place++) {
      ToDoubleFunction<Measured> number = number(place);
      double[][] values = new double[coalitions.length][];
      for (int i = 0; i < coalitions.length; i++) {
        values[i] = trials.each(design.variant(coalitions[i]), design.seeds(), number);
      }
      double[][] known = knownInAll(values);
      List<String> policies = design.policies();
      Result.Measure measure = measure(experiment.outcomes().get(place));
      if (known[0].length < 2) {
        all.add(
            new Result.Attributed(
                measure,
                Estimate.NONE,
                policies.stream().map(id -> new Result.Share(id, Estimate.NONE)).toList(),
                List.of()));
        continue;
      }
      Attribution found = shapley.attribute(known);
      all.add(
          new Result.Attributed(
              measure,
              found.whole(),
              IntStream.range(0, policies.size())
                  .mapToObj(i -> new Result.Share(policies.get(i), found.shares().get(i)))
                  .toList(),
              found.interplays().stream()
                  .map(
                      pair ->
                          new Result.Interplay(
                              policies.get(pair.first()),
                              policies.get(pair.second()),
                              pair.index()))
                  .toList()));
    }
    return all;
  }

  /** The replications in which every coalition has a number. */
  private static double[][] knownInAll(double[][] values) {
    int[] known =
        IntStream.range(0, values[0].length)
            .filter(r -> Arrays.stream(values).noneMatch(each -> Double.isNaN(each[r])))
            .toArray();
    return Arrays.stream(values)
        .map(each -> IntStream.of(known).mapToDouble(r -> each[r]).toArray())
        .toArray(double[][]::new);
  }

  private List<Result.Influences> influences(Sensitivity design) {
    List<Variant.WithValues> points = design.points();
    List<Result.Influences> all = new ArrayList<>();
    for (int place = 0; place < experiment.outcomes().size(); place++) {
      ToDoubleFunction<Measured> number = number(place);
      double[] values =
          points.stream()
              .mapToDouble(point -> Paired.mean(trials.each(point, design.seeds(), number)))
              .toArray();
      Result.Measure measure = measure(experiment.outcomes().get(place));
      long unknown = Arrays.stream(values).filter(Double::isNaN).count();
      if (unknown > 0) {
        all.add(
            new Result.Influences(
                measure,
                Double.NaN,
                0,
                "the outcome has no number at " + unknown + " of " + values.length + " points",
                List.of()));
        continue;
      }
      all.add(
          switch (design.method()) {
            case MORRIS -> morris(measure, values, design.morris().analyse(values));
            case SOBOL -> sobol(measure, design.sobol().analyse(values));
          });
    }
    return all;
  }

  private static Result.Influences morris(
      Result.Measure measure, double[] values, MorrisResult found) {
    return new Result.Influences(
        measure,
        StatUtils.mean(values),
        0,
        found.reason(),
        found.effects().stream()
            .map(
                each ->
                    new Result.Influence(
                        each.factor().name(),
                        each.factor().low(),
                        each.factor().high(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(each.mean()),
                        Optional.of(each.meanSize()),
                        Optional.of(each.deviation())))
            .toList());
  }

  private static Result.Influences sobol(Result.Measure measure, SobolResult found) {
    return new Result.Influences(
        measure,
        found.mean(),
        found.variance(),
        found.reason(),
        found.indices().stream()
            .map(
                each ->
                    new Result.Influence(
                        each.factor().name(),
                        each.factor().low(),
                        each.factor().high(),
                        Optional.of(each.first()),
                        Optional.of(each.total()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
            .toList());
  }

  private static ToDoubleFunction<Measured> number(int place) {
    return run -> run.period().get(place);
  }

  private static Result.Measure measure(Outcome outcome) {
    Figure figure = outcome.figure();
    String of =
        switch (outcome.whose()) {
          case Whose.Everybody _ -> "all";
          case Whose.OfProvider one -> one.provider();
          case Whose.OfOwnership some -> some.ownership().id() + " providers";
          case Whose.OfSegment one -> one.segment().id();
          case Whose.OfCity one -> one.city();
          case Whose.OfPolicy one -> one.policy();
        };
    return new Result.Measure(
        outcome.id(),
        figure.id(),
        figure.unit(),
        of,
        Months.text(outcome.from()),
        Months.text(outcome.to()),
        figure.period().id());
  }
}
