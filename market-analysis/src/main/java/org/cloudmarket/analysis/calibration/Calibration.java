package org.cloudmarket.analysis.calibration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.statistics.Faults;
import org.cloudmarket.model.random.Draws;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Searches parameters with which simulated figures come near to targets. The loss is the weighted
 * sum over targets of the squares of {@code (simulated - target) / scale}.
 *
 * <p>Parameters are scaled to the unit cube. The first search starts where the parameters stand
 * now, if that is known, and otherwise in the middle; the others start at points of the Sobol'
 * sequence, which lie far from each other. Then each parameter gets a profile: it is fixed at some
 * values between its bounds, and the others are searched again. That goes from the best point so
 * far outwards, value by value, and starts each time from the best neighbour that is known. A last
 * search starts from the best of all these points.
 *
 * <p>Searches run side by side, and each depends on its number and the seed alone. What comes of
 * them is put together in their order, so the number of threads changes nothing.
 */
public final class Calibration {

  /** Of the first points of a start: the usual third of the range. */
  private static final double START_WIDTH = 0.3;

  /** Of the first points of a search that starts from a good point. */
  private static final double NEAR_WIDTH = 0.1;

  private final List<Factor> parameters;
  private final List<FitTarget> targets;
  private final Settings settings;

  /**
   * @param parameters at least one, with names of their own
   * @param targets at least one
   * @throws IllegalArgumentException where that is not so
   */
  public Calibration(List<Factor> parameters, List<FitTarget> targets, Settings settings) {
    new Faults().unless(!targets.isEmpty(), "there must be a target").raise();
    this.parameters = Factor.distinct(parameters);
    this.targets = List.copyOf(targets);
    this.settings = settings;
  }

  /** What is calibrated. */
  @FunctionalInterface
  public interface Simulation {
    /**
     * The figures for some values of the parameters. The same values must always give the same
     * figures, and several threads may ask at a time.
     *
     * @param values in the order of the parameters
     * @return finite figures, in the order of the targets
     */
    double[] figures(List<BigDecimal> values);
  }

  /**
   * Searches, and reports on each parameter.
   *
   * @param now where the parameters stand; it counts as a point that was found
   * @param threads how many points are simulated at a time, at least 1
   * @throws IllegalArgumentException where a parameter cannot stand where it does
   * @throws IllegalStateException where the simulation fails or a figure is missing or not finite;
   *     it says for which values
   */
  public Fit fit(Simulation simulation, Optional<List<BigDecimal>> now, int threads) {
    now.ifPresent(this::requireInside);
    Function<double[], Evaluation> evaluate =
        unit -> evaluate(simulation, unit, Factor.at(parameters, unit));
    List<Evaluation> trace = new ArrayList<>();
    now.ifPresent(values -> trace.add(evaluate(simulation, unit(values), values)));
    List<List<Evaluation>> searches = inOrder(threads, starts(evaluate, now.map(this::unit)));
    searches.forEach(trace::addAll);
    inOrder(threads, walks(evaluate, List.copyOf(trace))).forEach(trace::addAll);
    trace.addAll(
        Search.run(
            evaluate,
            unit(Evaluation.best(trace)),
            NEAR_WIDTH,
            settings.evaluationsPerSearch(),
            seed("last", 0)));

    Evaluation best = Evaluation.best(trace);
    double nearLoss = settings.nearLoss(best.loss());
    return new Fit(
        parameters,
        best,
        nearLoss,
        searches.stream()
            .map(each -> new Fit.Start(each.getFirst(), Evaluation.best(each), each.size()))
            .toList(),
        trace,
        IntStream.range(0, parameters.size())
            .mapToObj(i -> profile(i, trace, best, nearLoss))
            .toList());
  }

  private void requireInside(List<BigDecimal> now) {
    Faults faults =
        new Faults().unless(now.size() == parameters.size(), "each parameter must have a value");
    faults.raise();
    for (int i = 0; i < now.size(); i++) {
      faults.unless(
          parameters.get(i).holds(now.get(i)),
          parameters.get(i).name() + " cannot be " + now.get(i).toPlainString());
    }
    faults.raise();
  }

  private double[] unit(List<BigDecimal> values) {
    return IntStream.range(0, values.size())
        .mapToDouble(i -> parameters.get(i).unit(values.get(i)))
        .toArray();
  }

  private static double[] unit(Evaluation point) {
    return point.unit().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private Evaluation evaluate(Simulation simulation, double[] unit, List<BigDecimal> values) {
    try {
      double[] figures = simulation.figures(values);
      new Faults().unlessFinite(figures, targets.size(), "figure").raise();
      double loss = 0;
      for (int i = 0; i < figures.length; i++) {
        loss += targets.get(i).loss(figures[i]);
      }
      new Faults().unless(Double.isFinite(loss), "the loss is " + loss).raise();
      return new Evaluation(Arrays.stream(unit).boxed().toList(), values, loss);
    } catch (RuntimeException e) {
      throw new IllegalStateException("with " + named(values) + ": " + e.getMessage(), e);
    }
  }

  private String named(List<BigDecimal> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> parameters.get(i).name() + " " + values.get(i).toPlainString())
        .collect(Collectors.joining(", "));
  }

  private List<Callable<List<Evaluation>>> starts(
      Function<double[], Evaluation> evaluate, Optional<double[]> now) {
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(parameters.size());
    sequence.nextVector();
    List<Callable<List<Evaluation>>> all = new ArrayList<>();
    for (int i = 0; i < settings.starts(); i++) {
      double[] from = i == 0 && now.isPresent() ? now.get() : sequence.nextVector();
      long seed = seed("start", i);
      all.add(() -> Search.run(evaluate, from, START_WIDTH, settings.evaluationsPerSearch(), seed));
    }
    return all;
  }

  private long seed(String what, int number) {
    return Draws.with(Draws.with(Draws.mix(settings.seed()), Draws.key(what)), number);
  }

  /** The values of a profile, in ascending order. */
  private List<BigDecimal> values(int parameter) {
    Factor factor = parameters.get(parameter);
    double range = factor.high() - factor.low();
    int count =
        factor.whole() ? (int) StrictMath.min(settings.points(), range + 1) : settings.points();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              double above = range * i / (count - 1);
              return factor.whole()
                  ? factor.at((StrictMath.rint(above) + 0.5) / (range + 1))
                  : factor.at(above / range);
            })
        .toList();
  }

  /** For each parameter, one from the best point down to the low bound and one up to the high. */
  private List<Callable<List<Evaluation>>> walks(
      Function<double[], Evaluation> evaluate, List<Evaluation> searched) {
    Evaluation best = Evaluation.best(searched);
    List<Callable<List<Evaluation>>> walks = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      int parameter = i;
      Map<Boolean, List<BigDecimal>> below =
          values(i).stream()
              .collect(
                  Collectors.partitioningBy(
                      value -> value.compareTo(best.values().get(parameter)) <= 0));
      walks.add(() -> walk(evaluate, searched, parameter, below.get(true).reversed()));
      walks.add(() -> walk(evaluate, searched, parameter, below.get(false)));
    }
    return walks;
  }

  private List<Evaluation> walk(
      Function<double[], Evaluation> evaluate,
      List<Evaluation> searched,
      int parameter,
      List<BigDecimal> values) {
    List<Evaluation> all = new ArrayList<>();
    Evaluation neighbour = Evaluation.best(searched);
    for (BigDecimal value : values) {
      List<Evaluation> here =
          fixed(
              evaluate, parameter, value, List.of(neighbour, nearest(searched, parameter, value)));
      all.addAll(here);
      neighbour = Evaluation.best(here);
    }
    return all;
  }

  /** The best point that is no further from a value than the middle between it and the next. */
  private Evaluation nearest(List<Evaluation> searched, int parameter, BigDecimal value) {
    double unit = parameters.get(parameter).unit(value);
    double step = 1.0 / (settings.points() - 1);
    List<Evaluation> around =
        searched.stream()
            .filter(each -> StrictMath.abs(each.unit().get(parameter) - unit) <= step / 2)
            .toList();
    return Evaluation.best(around.isEmpty() ? searched : around);
  }

  /** Searches the others with a parameter fixed, from the better one of some points. */
  private List<Evaluation> fixed(
      Function<double[], Evaluation> evaluate,
      int parameter,
      BigDecimal value,
      List<Evaluation> from) {
    double unit = parameters.get(parameter).unit(value);
    List<Evaluation> tried = new ArrayList<>();
    List<double[]> begin =
        from.stream()
            .distinct()
            .limit(settings.evaluationsPerPoint())
            .map(Calibration::unit)
            .toList();
    for (double[] point : begin) {
      point[parameter] = unit;
      tried.add(evaluate.apply(point));
    }
    int left = settings.evaluationsPerPoint() - tried.size();
    if (parameters.size() == 1 || left == 0) {
      return tried;
    }
    double[] start = unit(Evaluation.best(tried));
    double[] others =
        IntStream.range(0, start.length)
            .filter(i -> i != parameter)
            .mapToDouble(i -> start[i])
            .toArray();
    tried.addAll(
        Search.run(
            free -> {
              double[] point = start.clone();
              System.arraycopy(free, 0, point, 0, parameter);
              System.arraycopy(free, parameter, point, parameter + 1, free.length - parameter);
              return evaluate.apply(point);
            },
            others,
            NEAR_WIDTH,
            left,
            Draws.with(
                seed(parameters.get(parameter).name(), 0), Draws.key(value.toPlainString()))));
    return tried;
  }

  private Profile profile(int parameter, List<Evaluation> trace, Evaluation best, double nearLoss) {
    List<Profile.Point> points =
        values(parameter).stream()
            .map(
                value ->
                    new Profile.Point(
                        value,
                        Evaluation.best(
                            trace.stream()
                                .filter(each -> each.values().get(parameter).compareTo(value) == 0)
                                .toList())))
            .toList();
    return Profile.of(parameters.get(parameter), parameter, points, best, nearLoss);
  }

  /** What tasks give, in the order of the tasks. */
  private static <T> List<T> inOrder(int threads, List<Callable<T>> tasks) {
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = tasks.stream().map(workers::submit).toList();
      try {
        List<T> all = new ArrayList<>();
        for (Future<T> each : running) {
          all.add(each.get());
        }
        return all;
      } finally {
        // Closing the workers waits for whatever still runs.
        running.forEach(each -> each.cancel(true));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }
}
