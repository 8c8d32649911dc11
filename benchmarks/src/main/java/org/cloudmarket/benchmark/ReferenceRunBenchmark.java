package org.cloudmarket.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Awards a second of the reference run, on one thread, beside a loop that does by hand what a
 * tender cannot do without. {@code everybody} lets all ten providers bid for every tender (city
 * clouds have none to bid for); {@code default} is the shipped scenario.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 1,
    // Touched beforehand: else the kernel clears pages for whoever makes little garbage, all along.
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public class ReferenceRunBenchmark {

  private static final int BY_HAND = 100_000;
  private static final int TEN = 10;

  /** Who bids. */
  @Param({"everybody", "default"})
  public String field = "";

  /** How many buyers there are at the start. */
  @Param("10000")
  public int buyers;

  private Scenario scenario = noPolicy(Map.of());
  private long seed;
  private final long[] keys = new long[TEN];
  private final long[] costs = new long[TEN];
  private final long[] prices = new long[TEN];
  private final int[] quality = new int[TEN];

  /** What is counted beside runs; JMH divides by time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counted {
    /** Contracts awarded. */
    public long awards;

    private void take(Message message) {
      switch (message) {
        case MonthOpened opened -> add(opened.lastMonth());
        case RunFinished finished -> add(finished.lastMonth());
        case ContractAwarded _ -> awards++;
        default -> {}
      }
    }

    private void add(List<ProviderTotals> month) {
      for (ProviderTotals totals : month) {
        awards += totals.wins();
      }
    }
  }

  /** Chooses the scenario. */
  @Setup
  public void choose() {
    String size = Integer.toString(buyers);
    scenario =
        noPolicy(
            field.equals("everybody")
                ? Map.of(
                    "parameters.participation", "1",
                    "parameters.entryElasticity", "0",
                    "population.buyers", size)
                : Map.of("population.buyers", size));
    List<Provider> some =
        scenario.providers().stream().filter(each -> each.cities().isEmpty()).limit(TEN).toList();
    for (int i = 0; i < TEN; i++) {
      keys[i] = Draws.key(some.get(i % some.size()).id() + i);
      costs[i] = some.get(i % some.size()).unitCostMilliFen();
      quality[i] = some.get(i % some.size()).qualityPpm();
    }
  }

  private static Scenario noPolicy(Map<String, String> changes) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get("no-policy"), Optional.empty(), changes);
  }

  /** One run of 96 months, each with a seed of its own, of which nobody hears but the totals. */
  @Benchmark
  public void run(Counted counted) {
    ReferenceRun.run(scenario, seed++, Watcher.of(Set.of(PolicyMessage.class), counted::take));
  }

  /** The same, with a message for every award. */
  @Benchmark
  public void runThatSaysItsAwards(Counted counted) {
    ReferenceRun.run(
        scenario,
        seed++,
        Watcher.of(
            Set.of(AwardsMessage.class),
            message -> {
              if (message instanceof ContractAwarded) {
                counted.awards++;
              }
            }));
  }

  /**
   * For each of 100,000 awards: four draws, a price and a score for each of nine bids, and the
   * digest of the best.
   */
  @Benchmark
  public Digest byHand(Counted counted) {
    long interestStem = Draws.stem(seed, Purpose.INTEREST);
    long noiseStem = Draws.stem(seed, Purpose.BID_NOISE);
    long tasteStem = Draws.stem(seed, Purpose.LASTING_TASTE);
    long judgementStem = Draws.stem(seed++, Purpose.JUDGEMENT);
    Digest.Sum sum = new Digest.Sum();
    Digest.Builder digest = new Digest.Builder();
    for (long award = 0; award < BY_HAND; award++) {
      long lowest = price(Draws.with(interestStem, award), Draws.with(noiseStem, award));
      int best = best(Draws.with(tasteStem, award), Draws.with(judgementStem, award), lowest);
      sum.add(digest.begin().add(award).add(keys[best]).add(prices[best]));
    }
    counted.awards += BY_HAND;
    return sum.digest();
  }

  private long price(long interest, long noise) {
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < TEN; i++) {
      boolean cares = Draws.ppm(Draws.with(interest, keys[i])) < 1_000_000;
      long deviation = (long) Draws.normalPpm(Draws.with(noise, keys[i])) * 30_000 / 1_000_000;
      long cost = costs[i] * (1_000_000 + deviation) / 1_000_000;
      prices[i] = cares ? cost * 1_150_000 / 1_000_000 * 36_000 / 1_000 : Long.MAX_VALUE;
      lowest = Math.min(lowest, prices[i]);
    }
    return lowest;
  }

  private int best(long taste, long judgement, long lowest) {
    int best = 0;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < TEN; i++) {
      long points =
          40 * Weights.POINT * (lowest * 1_000_000 / prices[i]) / 1_000_000
              + 30 * Weights.POINT * quality[i] / 1_000_000
              + ((long) Draws.normalPpm(Draws.with(taste, keys[i])) * 4_000_000
                      + (long) Draws.normalPpm(Draws.with(judgement, keys[i])) * 4_000_000)
                  / 1_000_000;
      if (points > most) {
        most = points;
        best = i;
      }
    }
    return best;
  }
}
