package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
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
    String stopped = "as many as were asked for";
    long forHalf = 4L * count;
    if (design.replications() instanceof Replications.ToHalfWidth rule) {
      long needed = design.needed(rule, rule.halfWidth(), trials, experiment.outcomes());
      forHalf = design.needed(rule, rule.halfWidth() / 2, trials, experiment.outcomes());
      stopped =
          needed > rule.most()
              ? "at the most that were allowed; the half-width that was asked for takes " + needed
              : "the half-width that was asked for is reached";
    }
    return result(stopped, Optional.of(forHalf), effects, List.of(), List.of());
  }

  private Result.Effect effect(Comparison design, Arm arm, int place, long[] seeds) {
    Outcome outcome = experiment.outcomes().get(place);
    double[][] with = series(new OfArm(arm.id()), place, seeds);
    double[][] without = series(new OfArm(design.baseline().id()), place, seeds);
    double[][] effects = new double[seeds.length][];
    for (int r = 0; r < seeds.length; r++) {
      effects[r] = Paired.differences(with[r], without[r]);
    }
    int months = effects[0].length;
    List<Estimate> byMonth =
        IntStream.range(0, months).mapToObj(t -> Estimate.ofMean(month(effects, t))).toList();
    double[] armPeriod = reduced(outcome, with);
    double[] baselinePeriod = reduced(outcome, without);
    double[] period = Paired.differences(armPeriod, baselinePeriod);
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
        deciding(design, arm, outcome, period),
        Estimate.ofMean(baselinePeriod),
        Estimate.ofMean(armPeriod),
        Paired.varianceRatio(armPeriod, baselinePeriod),
        outcome.figure().share()
            ? Optional.of(Paired.monthsToHalf(effects, outcome.from() - start, design.firstSeed()))
            : Optional.empty());
  }

  /** The outcome that decides how many runs there are has the interval of that rule. */
  private Estimate deciding(Comparison design, Arm arm, Outcome outcome, double[] period) {
    if (design.replications() instanceof Replications.ToHalfWidth rule
        && rule.outcome().equals(outcome.id())) {
      double[] pilot = design.pilot(rule, arm, trials, experiment.outcomes());
      return Estimate.around(
          StatUtils.mean(period), StatUtils.variance(pilot) / period.length, pilot.length - 1.0);
    }
    return Estimate.ofMean(period);
  }

  private double[][] series(Variant variant, int place, long[] seeds) {
    double[][] series = new double[seeds.length][];
    for (int r = 0; r < seeds.length; r++) {
      series[r] = trials.get(new Trial(variant, seeds[r])).byMonth().get(place);
    }
    return series;
  }

  private double[] reduced(Outcome outcome, double[][] series) {
    return IntStream.range(0, series.length)
        .mapToDouble(r -> outcome.reduced(series[r], start))
        .toArray();
  }

  private static double[] month(double[][] series, int t) {
    return IntStream.range(0, series.length).mapToDouble(r -> series[r][t]).toArray();
  }

  private static List<Double> means(double[][] series) {
    return IntStream.range(0, series[0].length)
        .mapToObj(t -> StatUtils.mean(month(series, t)))
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
      Attribution found = shapley.attribute(values);
      List<String> policies = design.policies();
      all.add(
          new Result.Attributed(
              measure(experiment.outcomes().get(place)),
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

  private List<Result.Influences> influences(Sensitivity design) {
    List<Variant.WithValues> points = design.points();
    List<Result.Influences> all = new ArrayList<>();
    for (int place = 0; place < experiment.outcomes().size(); place++) {
      ToDoubleFunction<Measured> number = number(place);
      double[] values =
          points.stream()
              .mapToDouble(point -> StatUtils.mean(trials.each(point, design.seeds(), number)))
              .toArray();
      Result.Measure measure = measure(experiment.outcomes().get(place));
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

  private ToDoubleFunction<Measured> number(int place) {
    Outcome outcome = experiment.outcomes().get(place);
    return run -> outcome.reduced(run.byMonth().get(place), start);
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
        };
    return new Result.Measure(
        outcome.id(),
        figure.id(),
        figure.unit(),
        of,
        Months.text(outcome.from()),
        Months.text(outcome.to()),
        figure.sum() ? "sum" : "mean");
  }
}
