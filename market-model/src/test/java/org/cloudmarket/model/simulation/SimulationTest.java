package org.cloudmarket.model.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.model.RandomPolicyRequests;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.instrument.StateInstrumentsTest;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.policy.Policy;
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
 * The three desks on a log, in any order that the log allows, with batches cut anywhere, crashes
 * between commits, a clock that rings at any time and people who pause, step, pace and cancel and
 * change the policies. A schedule that fails names its number; {@code -Dsimulation.schedule=N} runs
 * it alone.
 */
class SimulationTest {

  private static final int SCHEDULES = 500;
  private static final int PARTITIONS = 3;
  private static final int STEPS = 200_000;

  /** How often all may wait for the clock or for people: several times for each month. */
  private static final int STALLS = 150;

  /** With forced moves, in the first run, and with a softened mandate, in the second. */
  private static final List<Scenario> SCENARIOS =
      List.of(
          TestMarket.with(TestMarket.mandate()).withBuyers(60, List.of()).withMonths(24),
          TestMarket.open()
              .withPolicies(
                  List.of(
                      TestMarket.mandate(),
                      TestMarket.preferenceByTrigger(),
                      TestMarket.sanction(),
                      TestMarket.setAside()),
                  List.of(TestMarket.softening()))
              .withBuyers(60, List.of())
              .withMonths(20),
          StateInstrumentsTest.ALL
              .withBuyers(60, StateInstrumentsTest.ALL.namedBuyers())
              .withMonths(20));

  private static final Map<Reference, SortedMap<Integer, Digest>> REFERENCE = new HashMap<>();

  private record Reference(long seed, List<Policy> policies) {}

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
    Outcomes softened = Outcomes.of(SCENARIOS.get(1), 1);

    assertThat(forced.awards).anyMatch(award -> award.need().forced());
    assertThat(forced.complaints).isNotEmpty();
    assertThat(forced.failures).isNotEmpty();
    assertThat(forced.extensions).anyMatch(each -> each.reason() == ExtensionReason.GRACE);
    assertThat(softened.policy).anyMatch(PolicyRepealed.class::isInstance);
  }

  @Test
  void peopleAreObeyedAndRefusedInEveryWay() {
    Set<String> answers = new TreeSet<>();
    Set<Outcome> ends = new TreeSet<>();
    for (int schedule = 1; schedule < 120; schedule += 2) {
      Market market = Market.played(schedule, Fault.NONE);
      market.people.forEach(people -> answers.addAll(people.answers()));
      market.orders.forEach(order -> ends.add(finished(market.log, order.run()).outcome()));
    }

    assertThat(answers)
        .contains(
            "PauseRequested done",
            "PauseRequested refused: the run is paused already",
            "ResumeRequested done",
            "ResumeRequested refused: the run is not paused",
            "StepRequested done",
            "StepRequested refused: the run is not paused",
            "PaceRequested done",
            "CancelRequested done",
            "EnactRequested done",
            "AmendRequested done",
            "RepealRequested done");
    assertThat(ends).contains(Outcome.FINISHED, Outcome.CANCELLED);
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
    try {
      return Market.played(schedule, fault)
          .fault()
          .map(what -> "schedule " + schedule + ": " + what);
    } catch (RuntimeException e) {
      return Optional.of("schedule " + schedule + ": " + e);
    }
  }

  /** Two runs on one log, and who works and asks there. */
  private record Market(
      SimulatedLog log,
      List<RunOrdered> orders,
      List<SimulatedPeople> people,
      List<SimulatedTask> tasks) {

    static Market played(int schedule, Fault fault) {
      SimulatedLog log = new SimulatedLog(PARTITIONS);
      List<RunOrdered> orders = new ArrayList<>();
      List<SimulatedPeople> people = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        RunOrdered order =
            new RunOrdered(
                "run-" + run,
                SCENARIOS.get(schedule % 3 == 2 ? 2 - run : run),
                run,
                1 + Draws.below(Draws.mix(schedule), 3) + run,
                schedule % 4 == run ? 5 : 0);
        orders.add(order);
        people.add(
            new SimulatedPeople(
                log,
                order,
                new RandomPolicyRequests(order.scenario(), schedule),
                schedule % 5 == run));
        log.append(order);
        log.append(order); // An order that is sent again begins nothing again.
      }
      List<SimulatedTask> tasks = newTasks(log, fault);
      play(schedule, tasks, people);
      return new Market(log, orders, people, tasks);
    }

    Optional<String> fault() {
      if (!tasks.stream().allMatch(SimulatedTask::forgotEverything)) {
        return Optional.of("state is left behind");
      }
      return Stream.concat(
              people.stream().map(SimulatedPeople::grievance),
              orders.stream().map(order -> difference(log, order)))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  private static List<SimulatedTask> newTasks(SimulatedLog log, Fault fault) {
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

  private static void play(int schedule, List<SimulatedTask> tasks, List<SimulatedPeople> people) {
    long luck = Draws.mix(schedule);
    int stalls = 0;
    for (int step = 0; step < STEPS && stalls < STALLS; step++) {
      luck = Draws.mix(luck + step);
      if (schedule % 2 == 1 && Draws.below(Draws.mix(luck + 3), 200) == 0) {
        people.get(Draws.below(luck, people.size())).ask(Draws.mix(luck + 5));
      }
      List<SimulatedTask> able =
          tasks.stream().filter(task -> task.dirty() || !task.ready().isEmpty()).toList();
      if (able.isEmpty()) {
        if (people.stream().allMatch(SimulatedPeople::runIsOver)) {
          return;
        }
        stalls++;
        tasks.forEach(SimulatedTask::ring);
        people.forEach(SimulatedPeople::resume);
        continue;
      }
      move(able.get(Draws.below(luck, able.size())), luck);
    }
    throw new IllegalStateException("no end in sight");
  }

  private static void move(SimulatedTask task, long luck) {
    int move = Draws.below(Draws.mix(luck), 100);
    if (move < 2) {
      task.crash();
    } else if (move == 2) {
      task.ring();
    } else if (task.ready().isEmpty() || (move < 20 && task.dirty())) {
      task.commit();
    } else {
      task.take(task.ready().get(Draws.below(Draws.mix(luck + 1), task.ready().size())));
    }
  }

  /** How a run is not what its reference is, as far as it went. */
  private static Optional<String> difference(SimulatedLog log, RunOrdered order) {
    DigestBook recomputed = new DigestBook();
    Set<String> outcomes = new HashSet<>();
    int last = 0;
    for (Message message : log.all(Topic.AWARDS)) {
      if (message instanceof Decided decided && decided.run().equals(order.run())) {
        recomputed.add(decided);
        last = Math.max(last, decided.month());
        if (!outcomes.add(
            decided.getClass().getSimpleName() + decided.tender() + decided.month())) {
          return Optional.of("twice " + decided);
        }
      }
    }
    RunFinished finished = finished(log, order.run());
    if (last > finished.month()) {
      return Optional.of(order.run() + ": outcomes behind its end, " + finished);
    }
    int start = order.scenario().start();
    int end = order.scenario().end();
    Digest reference = reference(order, policies(log, order)).get(finished.month());
    SortedMap<Integer, Digest> chained = recomputed.chained(start, end);
    if (!chained.get(finished.month()).equals(reference) || !finished.digest().equals(reference)) {
      return Optional.of(order.run() + ": another digest at its end, " + finished);
    }
    return Optional.empty();
  }

  /** The policies that a run has left behind. */
  private static List<Policy> policies(SimulatedLog log, RunOrdered order) {
    List<Policy> policies = order.scenario().policies();
    for (Message message : log.all(Topic.POLICY)) {
      if (message instanceof StatutesAmended amended
          && amended.run().equals(order.run())
          && amended.shard() == 0) {
        policies = amended.policies();
      }
    }
    return policies;
  }

  private static SortedMap<Integer, Digest> reference(RunOrdered order, List<Policy> policies) {
    Scenario scenario = order.scenario().withPolicies(policies, order.scenario().triggers());
    return REFERENCE.computeIfAbsent(
        new Reference(order.seed(), policies),
        known ->
            Outcomes.of(scenario, known.seed).recomputed.chained(scenario.start(), scenario.end()));
  }

  /** What all shards were told of the end. */
  private static RunFinished finished(SimulatedLog log, String run) {
    List<RunFinished> finished =
        log.all(Topic.POLICY).stream()
            .filter(message -> message.run().equals(run))
            .filter(RunFinished.class::isInstance)
            .map(RunFinished.class::cast)
            .toList();
    if (finished.stream().map(RunFinished::digest).distinct().count() != 1) {
      throw new IllegalStateException("not one end: " + finished);
    }
    return finished.getFirst();
  }
}
