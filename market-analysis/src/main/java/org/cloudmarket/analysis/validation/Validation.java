package org.cloudmarket.analysis.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.analysis.published.PublishedFigures;

/**
 * Runs what rows ask for, and holds it beside what has been published. A study runs once a seed,
 * however many rows ask for it. Seeds run side by side; what comes out does not depend on that.
 */
public final class Validation {

  /** How many seeds there are unless somebody asks for others. */
  public static final int SEEDS = 20;

  /** Some runs of ten thousand buyers are kept at a time. */
  private static final long BYTES_A_SEED = 256L << 20;

  private final List<Row> rows;
  private final PublishedFigures figures;

  Validation(List<Row> rows, PublishedFigures figures) {
    this.rows = List.copyOf(rows);
    this.figures = figures;
  }

  /** That of the shipped rows and figures. */
  public static Validation shipped() {
    return new Validation(Rows.all(), PublishedFigures.shipped());
  }

  /** Told how far it is; from any thread. */
  @FunctionalInterface
  public interface Progress {
    /** So many of all runs are done. */
    void done(int done, int all);
  }

  /** The same of some rows only. */
  public Validation only(Predicate<String> ids) {
    return new Validation(rows.stream().filter(row -> ids.test(row.id())).toList(), figures);
  }

  /** The ids of its rows, in their order. */
  public List<String> ids() {
    return rows.stream().map(Row::id).toList();
  }

  /**
   * Runs it with the seeds 1, 2, 3 and so on.
   *
   * @throws IllegalStateException where a measure has no value; it says which
   */
  public Scorecard run(int seeds, Progress progress) {
    Set<Study> studies = new HashSet<>();
    rows.forEach(row -> studies.addAll(row.studies()));
    int all = seeds * studies.size();
    AtomicInteger done = new AtomicInteger();
    Runnable ran = () -> progress.done(done.incrementAndGet(), all);
    List<Future<double[]>> bySeed = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads())) {
      for (int seed = 1; seed <= seeds; seed++) {
        long each = seed;
        bySeed.add(workers.submit(() -> values(each, ran)));
      }
      double[][] values = new double[seeds][];
      for (int i = 0; i < seeds; i++) {
        values[i] = bySeed.get(i).get();
      }
      return scorecard(values);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } finally {
      bySeed.forEach(each -> each.cancel(true));
    }
  }

  /** As many as there are processors, and as fit in memory with what they keep of runs. */
  private static int threads() {
    Runtime machine = Runtime.getRuntime();
    long fit = machine.maxMemory() / BYTES_A_SEED;
    return Math.clamp(fit, 1, machine.availableProcessors());
  }

  /** What comes of values by seed and row. */
  Scorecard scorecard(double[][] values) {
    return Scorecard.of(
        values.length,
        IntStream.range(0, rows.size())
            .mapToObj(
                row ->
                    Result.of(
                        rows.get(row),
                        figures,
                        IntStream.range(0, values.length)
                            .mapToDouble(seed -> values[seed][row])
                            .toArray()))
            .toList());
  }

  private double[] values(long seed, Runnable ran) {
    Map<Study, Integer> lastUse = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      for (Study study : rows.get(row).studies()) {
        lastUse.put(study, row);
      }
    }
    Map<Study, Observed> runs = new HashMap<>();
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Row row = rows.get(i);
      List<Observed> observed =
          row.studies().stream()
              .map(study -> runs.computeIfAbsent(study, each -> run(each, seed, ran)))
              .toList();
      values[i] = row.figure().applyAsDouble(observed);
      if (!Double.isFinite(values[i])) {
        throw new IllegalStateException("row " + row.id() + " has no value with seed " + seed);
      }
      int now = i;
      runs.keySet().removeIf(study -> lastUse.get(study) == now);
    }
    return values;
  }

  private static Observed run(Study study, long seed, Runnable ran) {
    Observed observed = Observed.of(study, seed);
    ran.run();
    return observed;
  }
}
