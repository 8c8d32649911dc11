package org.cloudmarket.analysis.calibration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.statistics.Faults;
import org.cloudmarket.model.random.Draws;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Searches parameters with which simulated figures come near to targets. The loss is the weighted
 * sum over targets of the squares of {@code (simulated - target) / scale}.
 *
 * <p>Parameters are scaled to the unit cube. Searches start at points of the Sobol' sequence, which
 * lie far from each other; the first is the middle. Then each parameter gets a profile: its range
 * is cut into slices, and in each slice the parameter is fixed where the best point so far lies, or
 * in the middle if none does, and the others are searched again from that best point on.
 *
 * <p>Searches run side by side, and each depends on its number and the seed alone. What comes of
 * them is put together in their order, so the number of threads changes nothing.
 */
public final class Calibration {

  /** Of the first points of a start: the usual third of the range. */
  private static final double START_WIDTH = 0.3;

  /** Of the first points of a slice, which starts from a good point. */
  private static final double SLICE_WIDTH = 0.1;

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
   * @param threads how many points are simulated at a time, at least 1
   * @throws IllegalStateException where the simulation fails or a figure is missing or not finite;
   *     it says for which values
   */
  public Fit fit(Simulation simulation, int threads) {
    Function<double[], Evaluation> evaluate = unit -> evaluate(simulation, unit);
    List<List<Evaluation>> searches = inOrder(threads, starts(evaluate));
    List<Evaluation> searched = searches.stream().flatMap(List::stream).toList();
    List<List<Cut>> cuts =
        IntStream.range(0, parameters.size()).mapToObj(each -> cuts(each, searched)).toList();
    List<List<Evaluation>> again =
        inOrder(
            threads,
            cuts.stream()
                .flatMap(List::stream)
                .map(cut -> (Callable<List<Evaluation>>) () -> again(evaluate, cut))
                .toList());

    List<Evaluation> trace = new ArrayList<>(searched);
    again.forEach(trace::addAll);
    Evaluation best = Evaluation.best(trace);
    double nearLoss = settings.nearLoss(best.loss());
    List<Profile> profiles = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      List<Profile.Slice> slices = cuts.get(i).stream().map(cut -> slice(cut, trace)).toList();
      profiles.add(Profile.of(parameters.get(i), i, slices, best, nearLoss));
    }
    return new Fit(
        parameters,
        best,
        nearLoss,
        searches.stream()
            .map(each -> new Fit.Start(each.getFirst(), Evaluation.best(each), each.size()))
            .toList(),
        trace,
        profiles);
  }

  private Evaluation evaluate(Simulation simulation, double[] unit) {
    List<BigDecimal> values = Factor.at(parameters, unit);
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
      throw new IllegalStateException("with " + values + ": " + e.getMessage(), e);
    }
  }

  private List<Callable<List<Evaluation>>> starts(Function<double[], Evaluation> evaluate) {
    SobolSequenceGenerator sequence = new SobolSequenceGenerator(parameters.size());
    sequence.nextVector();
    int each = settings.evaluations() / settings.starts();
    List<Callable<List<Evaluation>>> all = new ArrayList<>();
    for (int i = 0; i < settings.starts(); i++) {
      double[] from = sequence.nextVector();
      long seed = seed("start", i);
      all.add(() -> Search.run(evaluate, from, START_WIDTH, each, seed));
    }
    return all;
  }

  private long seed(String what, int number) {
    return Draws.with(Draws.with(Draws.mix(settings.seed()), Draws.key(what)), number);
  }

  /**
   * A slice of the unit interval of a parameter.
   *
   * @param number of the slice, from 0
   * @param of how many slices there are
   * @param from where the search within it starts
   */
  private record Cut(int parameter, int number, int of, List<Double> from) {

    double low() {
      return (double) number / of;
    }

    double high() {
      return (double) (number + 1) / of;
    }

    boolean has(Evaluation point) {
      double unit = point.unit().get(parameter);
      return unit >= low() && (unit < high() || number == of - 1);
    }
  }

  private List<Cut> cuts(int parameter, List<Evaluation> searched) {
    Factor factor = parameters.get(parameter);
    int of =
        factor.whole()
            ? (int) StrictMath.min(settings.slices(), factor.high() - factor.low() + 1)
            : settings.slices();
    return IntStream.range(0, of)
        .mapToObj(
            number -> {
              Cut cut = new Cut(parameter, number, of, List.of());
              List<Evaluation> within = searched.stream().filter(cut::has).toList();
              List<Double> from =
                  new ArrayList<>(Evaluation.best(within.isEmpty() ? searched : within).unit());
              if (within.isEmpty()) {
                from.set(parameter, (cut.low() + cut.high()) / 2);
              }
              return new Cut(parameter, number, of, List.copyOf(from));
            })
        .toList();
  }

  /** Searches the others with the parameter of a cut fixed. */
  private List<Evaluation> again(Function<double[], Evaluation> evaluate, Cut cut) {
    int fixed = cut.parameter;
    double[] from = cut.from.stream().mapToDouble(Double::doubleValue).toArray();
    if (from.length == 1) {
      return List.of(evaluate.apply(from));
    }
    double[] others =
        IntStream.range(0, from.length).filter(i -> i != fixed).mapToDouble(i -> from[i]).toArray();
    return Search.run(
        free -> {
          double[] unit = from.clone();
          System.arraycopy(free, 0, unit, 0, fixed);
          System.arraycopy(free, fixed, unit, fixed + 1, free.length - fixed);
          return evaluate.apply(unit);
        },
        others,
        SLICE_WIDTH,
        settings.evaluationsPerSlice(),
        seed(parameters.get(fixed).name(), cut.number));
  }

  private Profile.Slice slice(Cut cut, List<Evaluation> trace) {
    Factor factor = parameters.get(cut.parameter);
    return new Profile.Slice(
        factor.at(cut.low()),
        factor.at(cut.high()),
        Evaluation.best(trace.stream().filter(cut::has).toList()));
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
