package org.cloudmarket.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cloudmarket.benchmark.ReferenceRunBenchmark.Counted;

/**
 * Nanoseconds of processor time an award of the reference run, and of the loop by hand, in turns.
 * Other work on the machine holds a thread up and does not count here, as it does by the clock;
 * that it takes caches away still does, so that the quickest of the last third of the runs is what
 * is shown. The arguments are numbers of buyers.
 */
public final class ReferenceRunMeasure {

  private static final long SECONDS = 15;
  private static final int FEWEST_RUNS = 6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReferenceRunMeasure() {}

  /** Measures with each number of buyers. */
  public static void main(String[] sizes) {
    for (String size : sizes) {
      ReferenceRunBenchmark benchmark = new ReferenceRunBenchmark();
      benchmark.field = "everybody";
      benchmark.buyers = Integer.parseInt(size);
      benchmark.choose();
      List<Double> runs = new ArrayList<>();
      List<Double> byHand = new ArrayList<>();
      long until = THREADS.getCurrentThreadCpuTime() + SECONDS * 1_000_000_000;
      while (THREADS.getCurrentThreadCpuTime() < until || runs.size() < FEWEST_RUNS) {
        runs.add(nanosAnAward(benchmark::run));
        byHand.add(nanosAnAward(benchmark::byHand));
      }
      double run = quickestOfLast(runs);
      double hand = quickestOfLast(byHand);
      System.out.printf(
          "%s buyers: %.0f ns an award, by hand %.0f ns, ratio %.2f%n",
          size, run, hand, hand / run);
    }
  }

  private interface Part {
    void run(Counted counted);
  }

  private static double nanosAnAward(Part part) {
    Counted counted = new Counted();
    long before = THREADS.getCurrentThreadCpuTime();
    part.run(counted);
    return (double) (THREADS.getCurrentThreadCpuTime() - before) / counted.awards;
  }

  private static double quickestOfLast(List<Double> all) {
    return Collections.min(all.subList(all.size() * 2 / 3, all.size()));
  }
}
