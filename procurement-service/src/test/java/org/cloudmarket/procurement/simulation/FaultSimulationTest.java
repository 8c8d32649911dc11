package org.cloudmarket.procurement.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.procurement.simulation.Schedule.Kind;
import org.cloudmarket.procurement.simulation.Schedule.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The desks in their adapter and the projection, on a log with transactions, in whatever order and
 * with whatever faults a seed says. {@code -Dsimulation.schedules=N} plays N schedules, {@code
 * -Dsimulation.seed=S} those from seed S on.
 */
class FaultSimulationTest {

  private static final int SCHEDULES = Integer.getInteger("simulation.schedules", 2000);
  private static final int FIRST_SEED = Integer.getInteger("simulation.seed", 0);

  /** A planted fault has to be found in so many schedules. */
  private static final int ENOUGH = 2000;

  @Test
  void everyScheduleKeepsEveryPromise() {
    long begin = System.nanoTime();
    long worked = processorNanos();
    Counts counts = new Counts();
    SortedMap<Integer, String> failures = new TreeMap<>();
    IntStream.range(FIRST_SEED, FIRST_SEED + SCHEDULES)
        .parallel()
        .forEach(
            seed -> {
              Simulation.Result result = Simulation.play(Schedule.of(seed), Fault.NONE);
              synchronized (counts) {
                counts.add(result.counts());
                result.violation().ifPresent(what -> failures.put(seed, what));
              }
            });
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        Locale.ROOT,
        "Simulated %,d schedules, seeds %d to %d, in %d s on %d cores (%d s of processor time);"
            + " %d failed%n%s",
        SCHEDULES,
        FIRST_SEED,
        FIRST_SEED + SCHEDULES - 1,
        took.toSeconds(),
        Runtime.getRuntime().availableProcessors(),
        (processorNanos() - worked) / 1_000_000_000,
        failures.size(),
        counts);

    assertThat(failures).as(() -> told(failures)).isEmpty();
  }

  /** What this process has used of all cores. */
  private static long processorNanos() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** How the first failure repeats, and the shortest schedule that still fails. */
  private static String told(SortedMap<Integer, String> failures) {
    int seed = failures.firstKey();
    Schedule shortest = shortest(Schedule.of(seed), Fault.NONE);
    return String.format(
        Locale.ROOT,
        """
        seed %d fails: %s
        It fails alone with -Dsimulation.seed=%d -Dsimulation.schedules=1.
        The shortest schedule that still fails has %d steps: %s
        It ends so: %s
        All seeds that fail\
        """,
        seed,
        failures.get(seed),
        seed,
        shortest.steps().size(),
        shortest.steps(),
        Simulation.play(shortest, Fault.NONE).violation().orElse("well"));
  }

  private static Schedule shortest(Schedule failing, Fault fault) {
    return Shrinking.shortest(
        failing, shorter -> Simulation.play(shorter, fault).violation().isPresent());
  }

  private static OptionalInt firstThatFinds(Fault fault) {
    return IntStream.range(0, ENOUGH)
        .filter(seed -> Simulation.play(Schedule.of(seed), fault).violation().isPresent())
        .findFirst();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedFaultIsFound(Fault fault) {
    OptionalInt seed = firstThatFinds(fault);

    assertThat(seed).as("the seed that finds it").isPresent();
    Simulation.Result found = Simulation.play(Schedule.of(seed.getAsInt()), fault);
    System.out.printf(
        Locale.ROOT,
        "%s is found by schedule %d of at most %d: %.160s%n",
        fault,
        seed.getAsInt() + 1,
        ENOUGH,
        found.violation().orElseThrow());
  }

  @Test
  void aScheduleThatFailsRepeatsAndIsShrunkUntilEveryStepIsNeeded() {
    Fault fault = Fault.RESTORE_LOSES_LAST;
    Schedule failing = Schedule.of(firstThatFinds(fault).orElseThrow());

    Schedule shortest = shortest(failing, fault);

    assertThat(Simulation.play(failing, fault).violation())
        .isEqualTo(Simulation.play(failing, fault).violation());
    assertThat(Simulation.play(shortest, fault).violation()).isPresent();
    assertThat(Simulation.play(shortest, Fault.NONE).violation()).isEmpty();
    assertThat(shortest.steps()).hasSizeLessThan(failing.steps().size() / 4);
    for (int left = 0; left < shortest.steps().size(); left++) {
      List<Step> fewer = new ArrayList<>(shortest.steps());
      fewer.remove(left);
      assertThat(Simulation.play(shortest.with(fewer), fault).violation()).isEmpty();
    }
  }

  @Test
  void aScheduleComesToTheSameCountsEachTime() {
    for (int seed = 0; seed < 5; seed++) {
      assertThat(Simulation.play(Schedule.of(seed), Fault.NONE).counts().toString())
          .isEqualTo(Simulation.play(Schedule.of(seed), Fault.NONE).counts().toString());
    }
  }

  @Test
  void allThatCanHappenHappens() {
    Counts counts = new Counts();
    for (int seed = 0; seed < 100; seed++) {
      counts.add(Simulation.play(Schedule.of(seed), Fault.NONE).counts());
    }

    for (Kind kind : Kind.values()) {
      assertThat(counts.of("steps: " + kind)).as(kind.toString()).isPositive();
    }
    for (Policy policy : Simulation.MARKET.policies()) {
      String instrument = policy.instrument().getClass().getSimpleName();
      assertThat(counts.of("months under " + instrument)).as(instrument).isPositive();
    }
    for (String what :
        List.of(
            "months under what a trigger has enacted",
            "PauseRequested accepted",
            "PauseRequested refused",
            "ResumeRequested accepted",
            "ResumeRequested refused",
            "StepRequested accepted",
            "StepRequested refused",
            "PaceRequested accepted",
            "CancelRequested accepted",
            "EnactRequested accepted",
            "EnactRequested refused",
            "AmendRequested accepted",
            "AmendRequested refused",
            "RepealRequested accepted",
            "RepealRequested refused",
            "runs finished",
            "runs cancelled",
            "crashes between commits",
            "crashes during a commit",
            "commits of zombies refused",
            "transactions aborted by the broker",
            "standby copies promoted",
            "repeated records recognised",
            "late requests and orders set aside",
            "other outcomes checked")) {
      assertThat(counts.of(what)).as(what).isPositive();
    }
  }
}
