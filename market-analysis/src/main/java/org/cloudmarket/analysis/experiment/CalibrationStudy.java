package org.cloudmarket.analysis.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.scenario.Scenario;
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
    return scenario.policies().isEmpty()
        ? List.of()
        : parameters.stream().filter(each -> !ofGovernment(each.name())).toList();
  }

  private static boolean ofGovernment(String path) {
    return path.startsWith("policies.") || path.startsWith("triggers.");
  }

  /**
   * Fits.
   *
   * @param threads how many points are tried at a time; changes nothing of the result
   * @param tried told how many points have been tried, from any thread
   * @throws IllegalStateException where a point cannot be run
   */
  public CalibrationResult run(int threads, IntConsumer tried) {
    AtomicInteger points = new AtomicInteger();
    Runnable count = () -> tried.accept(points.incrementAndGet());
    List<CalibrationResult.Model> models = new ArrayList<>();
    List<Double> written = asWritten();
    count.run();
    models.add(
        new CalibrationResult.Model(
            "as written", loss(written), written, List.of(), List.of(), 0, List.of()));
    models.add(fitted("refitted", scenario, parameters, threads, count));
    if (!ofMarket().isEmpty()) {
      Scenario alone = scenario.withPolicies(List.of(), List.of());
      models.add(fitted("without policies, refitted", alone, ofMarket(), threads, count));
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
    ScenarioDocument document = ScenarioDocument.parse(ScenarioJson.write(market).toString());
    // The best points are looked at again when the search is over.
    Map<List<BigDecimal>, double[]> made = new ConcurrentHashMap<>();
    Calibration.Simulation simulation =
        values -> {
          double[] figures = made.computeIfAbsent(values, _ -> figures(at(document, free, values)));
          count.run();
          return figures.clone();
        };
    Fit fit =
        new Calibration(free, targets.stream().map(Target::fit).toList(), settings)
            .fit(simulation, threads);
    List<Evaluation> near = fit.ensemble();
    double[][] forward =
        near.stream().map(each -> made.get(each.values())).toArray(double[][]::new);
    return new CalibrationResult.Model(
        what,
        fit.best().loss(),
        numbers(made.get(fit.best().values())),
        fit.profiles().stream().map(profile -> parameter(profile, fit)).toList(),
        fit.starts().stream().map(start -> start.end().loss()).toList(),
        near.size(),
        ranges(forward));
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
        profile.slices().stream()
            .map(
                slice ->
                    new CalibrationResult.Slice(slice.low(), slice.high(), slice.best().loss()))
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
