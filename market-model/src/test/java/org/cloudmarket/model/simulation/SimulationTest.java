package org.cloudmarket.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.provider.ProviderDesk;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.simulation.SimulatedLog.Topic;
import org.cloudmarket.model.simulation.SimulatedTask.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The three desks on a log, in any order that the log allows, with batches cut anywhere and crashes
 * between commits. A schedule that fails names its number; {@code -Dsimulation.schedule=N} runs it
 * alone.
 */
class SimulationTest {

  private static final int SCHEDULES = 500;
  private static final int PARTITIONS = 3;
  private static final int STEPS = 200_000;

  /** With forced moves, in the first run, and with a softened mandate, in the second. */
  private static final List<Scenario> SCENARIOS =
      List.of(
          TestMarket.with(TestMarket.mandate()).withBuyers(60, List.of()).withMonths(24),
          TestMarket.open()
              .withPolicies(
                  List.of(TestMarket.mandate(), TestMarket.preferenceByTrigger()),
                  List.of(TestMarket.softening()))
              .withBuyers(60, List.of())
              .withMonths(20));

  private static final Map<Long, Digest> REFERENCE = new HashMap<>();

  @Test
  void everyScheduleGivesTheReferencesDigestAndEachOutcomeOnce() {
    IntStream schedules =
        Integer.getInteger("simulation.schedule") == null
            ? IntStream.range(0, SCHEDULES)
            : IntStream.of(Integer.getInteger("simulation.schedule"));

    List<String> failures =
        schedules
            .mapToObj(schedule -> failure(schedule, Fault.NONE))
            .flatMap(Optional::stream)
            .toList();

    assertThat(failures).isEmpty();
  }

  @Test
  void theSimulatedMarketsHoldAllThatCanHappen() {
    Outcomes forced = Outcomes.of(SCENARIOS.getFirst(), 0);
    Outcomes softened = Outcomes.of(SCENARIOS.getLast(), 1);

    assertThat(forced.awards).anyMatch(ContractAwarded::forced);
    assertThat(forced.complaints).isNotEmpty();
    assertThat(forced.failures).isNotEmpty();
    assertThat(forced.extensions).anyMatch(each -> each.reason() == ExtensionReason.GRACE);
    assertThat(softened.policy).anyMatch(PolicyRepealed.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST_FACT", "SENT_TWICE", "OFFSET_EARLY"})
  void plantedFaultsAreFound(Fault fault) {
    List<String> failures =
        IntStream.range(0, 20)
            .mapToObj(schedule -> failure(schedule, fault))
            .flatMap(Optional::stream)
            .toList();

    assertThat(failures).hasSizeGreaterThan(15);
  }

  /** What went wrong in a schedule, if anything did. */
  private static Optional<String> failure(int schedule, Fault fault) {
    SimulatedLog log = new SimulatedLog(PARTITIONS);
    Map<String, RunOrdered> orders = new HashMap<>();
    for (int run = 0; run < 2; run++) {
      RunOrdered order =
          new RunOrdered(
              "run-" + run, SCENARIOS.get(run), run, 1 + Draws.below(Draws.mix(schedule), 3) + run);
      orders.put(order.run(), order);
      log.append(order);
      log.append(order); // A request that is sent again begins nothing again.
    }
    try {
      List<SimulatedTask> tasks = tasks(log, fault);
      play(schedule, tasks);
      return tasks.stream().allMatch(SimulatedTask::forgotEverything)
          ? difference(schedule, log, orders)
          : Optional.of("schedule " + schedule + ": state is left behind");
    } catch (RuntimeException e) {
      return Optional.of("schedule " + schedule + ": " + e);
    }
  }

  private static List<SimulatedTask> tasks(SimulatedLog log, Fault fault) {
    List<SimulatedTask> tasks = new ArrayList<>();
    for (int partition = 0; partition < log.partitions(); partition++) {
      tasks.add(new SimulatedTask(log, partition, List.of(Topic.RUNS), PolicyDesk::new, fault));
      tasks.add(
          new SimulatedTask(
              log, partition, List.of(Topic.POLICY, Topic.BIDS), ProcurementDesk::new, fault));
      tasks.add(
          new SimulatedTask(log, partition, List.of(Topic.TENDERS), ProviderDesk::new, fault));
    }
    return tasks;
  }

  private static void play(int schedule, List<SimulatedTask> tasks) {
    long luck = Draws.mix(schedule);
    for (int step = 0; step < STEPS; step++) {
      luck = Draws.mix(luck + step);
      List<SimulatedTask> able =
          tasks.stream().filter(task -> task.dirty() || !task.ready().isEmpty()).toList();
      if (able.isEmpty()) {
        return;
      }
      SimulatedTask task = able.get(Draws.below(luck, able.size()));
      int move = Draws.below(Draws.mix(luck), 100);
      if (move < 2) {
        task.crash();
      } else if (task.ready().isEmpty() || (move < 20 && task.dirty())) {
        task.commit();
      } else {
        task.take(task.ready().get(Draws.below(Draws.mix(luck + 1), task.ready().size())));
      }
    }
    throw new IllegalStateException("no end after " + STEPS + " steps");
  }

  private static Optional<String> difference(
      int schedule, SimulatedLog log, Map<String, RunOrdered> orders) {
    for (RunOrdered order : orders.values()) {
      DigestBook recomputed = new DigestBook();
      Set<String> outcomes = new HashSet<>();
      for (Message message : log.all(Topic.AWARDS)) {
        if (message instanceof Decided decided && decided.run().equals(order.run())) {
          recomputed.add(decided);
          if (!outcomes.add(
              decided.getClass().getSimpleName() + decided.tender() + decided.month())) {
            return Optional.of("schedule " + schedule + ": twice " + decided);
          }
        }
      }
      Digest digest =
          recomputed
              .chained(order.scenario().start(), order.scenario().end())
              .get(order.scenario().end() - 1);
      if (!digest.equals(reference(order)) || !digest.equals(announced(log, order))) {
        return Optional.of("schedule " + schedule + ", " + order.run() + ": another digest");
      }
    }
    return Optional.empty();
  }

  private static Digest reference(RunOrdered order) {
    return REFERENCE.computeIfAbsent(
        order.seed(), seed -> Outcomes.of(order.scenario(), seed).finished().digest());
  }

  private static Digest announced(SimulatedLog log, RunOrdered order) {
    List<Digest> announced =
        log.all(Topic.POLICY).stream()
            .filter(message -> message instanceof RunFinished && message.run().equals(order.run()))
            .map(message -> ((RunFinished) message).digest())
            .distinct()
            .toList();
    return announced.size() == 1 ? announced.getFirst() : Digest.ZERO;
  }
}
