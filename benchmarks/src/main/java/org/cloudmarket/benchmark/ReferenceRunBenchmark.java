package org.cloudmarket.benchmark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.log.scenario.DocumentLibrary;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.run.ReferenceRun;
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
 * Awards a second of the reference run, on one thread. {@code everybody} lets all nine providers
 * bid for every tender (city clouds have none to bid for); {@code default} is the shipped scenario.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseSerialGC"})
public class ReferenceRunBenchmark {

  /** Who bids. */
  @Param({"everybody", "default"})
  public String field = "";

  private Scenario scenario = noPolicy(Map.of());
  private long seed;

  /** What is counted beside runs; JMH divides by time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counted {
    /** Contracts awarded. */
    public long awards;

    /** Answers of providers, bids or reasons. */
    public long answers;
  }

  /** Chooses the scenario. */
  @Setup
  public void choose() {
    if (field.equals("everybody")) {
      scenario = noPolicy(Map.of("parameters.participation", "1"));
    }
  }

  private static Scenario noPolicy(Map<String, String> changes) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get("no-policy"), Optional.empty(), changes);
  }

  /** One run of 96 months and 10,000 buyers at the start, each with a seed of its own. */
  @Benchmark
  public void run(Counted counted) {
    ReferenceRun.run(
        scenario,
        seed++,
        message -> {
          if (message instanceof ContractAwarded) {
            counted.awards++;
          } else if (message instanceof BidsSubmitted book) {
            counted.answers += book.bids().size();
          }
        });
  }
}
