package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.calibration.Calibration;
import org.cloudmarket.analysis.calibration.Evaluation;
import org.cloudmarket.analysis.calibration.Fit;
import org.cloudmarket.analysis.calibration.FitTarget;
import org.cloudmarket.analysis.calibration.Profile;
import org.cloudmarket.analysis.calibration.Settings;
import org.cloudmarket.analysis.outcome.Measurement;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.sensitivity.Rounding;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;
import org.hipparchus.stat.StatUtils;

/**
 * Numbers of a document that are fitted to published figures. Beside the document as it is written
 * stand the same with these numbers refitted, and the market without any policy refitted, so that
 * everybody sees how well the figures are explained without policy.
 *
 * @param name kebab-case
 * @param title one line for people
 * @param scenario as it is written
 * @param parameters the numbers that are fitted, by the paths of their fields
 * @param targets what they are fitted to
 * @param settings of the search
 * @param replications how often each point is run; its figures are means over the same seeds
 * @param firstSeed that of the first replication; the next follow one by one
 */
public record CalibrationStudy(
    String name,
    String title,
    Scenario scenario,
    List<Factor> parameters,
    List<Target> targets,
    Settings settings,
    int replications,
    long firstSeed) {

  /**
   * A published figure and the outcome that it is compared with.
   *
   * @param fit the figure
   * @param outcome ours, in the same unit
   */
  public record Target(FitTarget fit, Outcome outcome) {}

  public CalibrationStudy {
    Ids.check("calibration", name);
    parameters = Factor.distinct(parameters);
    targets = List.copyOf(targets);
  }

  /** How many points are tried at the most, by all fits together. */
  public int mostPoints() {
    int alone = ofMarket().isEmpty() ? 0 : settings.mostEvaluations(ofMarket().size());
    return 1 + settings.mostEvaluations(parameters.size()) + alone;
  }

  /** The numbers that can be fitted without any policy; none where there is none to leave out. */
  private List<Factor> ofMarket() {
    return ofMarket(scenario, parameters);
  }

  /** As above, of a scenario and the numbers of it that are fitted. */
  static List<Factor> ofMarket(Scenario scenario, List<Factor> parameters) {
    return scenario.policies().isEmpty()
        ? List.of()
        : parameters.stream().filter(each -> !ofGovernment(each.name())).toList();
  }

  /** A scenario that government leaves alone. */
  static Scenario withoutPolicies(Scenario scenario) {
    return scenario.withPolicies(List.of(), List.of());
  }

  private static boolean ofGovernment(String path) {
    return path.startsWith("policies.") || path.startsWith("triggers.");
  }

  /**
   * Fits.
   *
   * @param threads how many points are tried at a time; changes nothing of the result
   * @param tried told how many points have been tried, from any thread
   * @throws FailedRun where a point cannot be run
   */
  public CalibrationResult run(int threads, IntConsumer tried) {
    AtomicInteger points = new AtomicInteger();
    Runnable count = () -> tried.accept(points.incrementAndGet());
    List<CalibrationResult.Model> models = new ArrayList<>();
    List<Double> written = asWritten();
    count.run();
    models.add(
        new CalibrationResult.Model(
            "as written", loss(written), written, List.of(), List.of(), true, 0, List.of()));
    models.add(fitted("refitted", scenario, parameters, threads, count));
    if (!ofMarket().isEmpty()) {
      models.add(
          fitted(
              "without policies, refitted", withoutPolicies(scenario), ofMarket(), threads, count));
    }
    return new CalibrationResult(
        name,
        title,
        replications,
        IntStream.range(0, targets.size()).mapToObj(this::target).toList(),
        models);
  }

  private CalibrationResult.Figure target(int place) {
    Target target = targets.get(place);
    return new CalibrationResult.Figure(
        target.fit().name(),
        target.outcome().figure().unit(),
        target.fit().value(),
        target.fit().scale(),
        target.fit().weight());
  }

  private CalibrationResult.Model fitted(
      String what, Scenario market, List<Factor> free, int threads, Runnable count) {
    JsonNode written = ScenarioJson.write(market);
    ScenarioDocument document = ScenarioDocument.parse(written.toString());
    Points points = new Points(values -> figures(at(document, free, values)));
    Calibration.Simulation simulation =
        values -> {
          double[] figures = points.figures(values);
          count.run();
          return figures;
        };
    Fit fit;
    try {
      fit =
          new Calibration(free, targets.stream().map(Target::fit).toList(), settings)
              .fit(simulation, now(written, free), threads);
    } catch (IllegalStateException e) {
      throw new FailedRun(what, e);
    }
    List<Evaluation> near = fit.ensemble();
    double[][] forward =
        near.stream().map(each -> points.figures(each.values())).toArray(double[][]::new);
    return new CalibrationResult.Model(
        what,
        fit.best().loss(),
        numbers(points.figures(fit.best().values())),
        fit.profiles().stream().map(profile -> parameter(profile, fit)).toList(),
        fit.starts().stream().map(start -> start.end().loss()).toList(),
        fit.startsAgree(),
        near.size(),
        ranges(forward));
  }

  /** The numbers as they are written; nothing where one of them lies outside what is tried. */
  private static Optional<List<BigDecimal>> now(JsonNode written, List<Factor> free) {
    List<BigDecimal> values = new ArrayList<>();
    for (Factor factor : free) {
      JsonNode field = written.at(Pointer.of(List.of(factor.name().split("\\.", -1))));
      if (!field.isNumber() || !factor.holds(field.decimalValue())) {
        return Optional.empty();
      }
      values.add(Rounding.canonical(field.decimalValue()));
    }
    return Optional.of(values);
  }

  /**
   * What is known of the points. Each is run once, by the thread that asks first; others that ask
   * for it wait. The best ones are looked at again when the search is over.
   */
  private static final class Points {

    private final ConcurrentMap<List<BigDecimal>, FutureTask<double[]>> known =
        new ConcurrentHashMap<>();
    private final Function<List<BigDecimal>, double[]> run;

    Points(Function<List<BigDecimal>, double[]> run) {
      this.run = run;
    }

    double[] figures(List<BigDecimal> values) {
      FutureTask<double[]> mine = new FutureTask<>(() -> run.apply(values));
      FutureTask<double[]> first = known.putIfAbsent(values, mine);
      if (first == null) {
        mine.run();
        first = mine;
      }
      try {
        return first.get().clone();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
      }
    }
  }

  private static Scenario at(
      ScenarioDocument document, List<Factor> free, List<BigDecimal> values) {
    return Sensitivity.at(document, free, values.stream().map(BigDecimal::toPlainString).toList());
  }

  private CalibrationResult.Parameter parameter(Profile profile, Fit fit) {
    int place = fit.parameters().indexOf(profile.parameter());
    return new CalibrationResult.Parameter(
        profile.parameter().name(),
        profile.parameter().low(),
        profile.parameter().high(),
        fit.best().values().get(place),
        profile.identification().text(),
        profile.bound() == Profile.Bound.INSIDE
            ? Optional.empty()
            : Optional.of(profile.bound() == Profile.Bound.LOW ? "low" : "high"),
        profile.points().stream()
            .map(point -> new CalibrationResult.Point(point.value(), point.best().loss()))
            .toList());
  }

  private List<CalibrationResult.Range> ranges(double[][] forward) {
    List<CalibrationResult.Range> ranges = new ArrayList<>();
    for (int target = 0; target < targets.size(); target++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] figures : forward) {
        low = StrictMath.min(low, figures[target]);
        high = StrictMath.max(high, figures[target]);
      }
      ranges.add(new CalibrationResult.Range(low, high));
    }
    return ranges;
  }

  /** Our figures with the numbers that the document has, in the order of the targets. */
  public List<Double> asWritten() {
    return numbers(figures(scenario));
  }

  private double loss(List<Double> figures) {
    double loss = 0;
    for (int i = 0; i < figures.size(); i++) {
      loss += targets.get(i).fit().loss(figures.get(i));
    }
    return loss;
  }

  private static List<Double> numbers(double[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }

  private double[] figures(Scenario market) {
    List<Outcome> outcomes = targets.stream().map(Target::outcome).toList();
    double[][] bySeed = new double[replications][];
    for (int r = 0; r < replications; r++) {
      bySeed[r] =
          Measurement.of(market, firstSeed + r, outcomes).period().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
    }
    return IntStream.range(0, outcomes.size())
        .mapToDouble(
            i ->
                StatUtils.mean(
                    IntStream.range(0, replications).mapToDouble(r -> bySeed[r][i]).toArray()))
        .toArray();
  }
}
