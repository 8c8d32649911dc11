package org.cloudmarket.procurement.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.simulation.Schedule.Step;
import org.cloudmarket.procurement.simulation.SimulatedLog.Transaction;
import org.cloudmarket.procurement.simulation.SimulatedService.Move;
import org.cloudmarket.wire.streams.Desks;

/**
 * One run or two on one simulated log, with all that works there: the desks in the adapter that
 * Kafka Streams runs, and the projection. A schedule is played step by step; what it could not do
 * is left out. Then everything is well again, and the runs come to their ends. Invariants are
 * checked after every step.
 */
final class Simulation {

  /** What came of it. */
  record Result(Optional<String> violation, Counts counts) {}

  /** Nobody bids from outside, so nobody waits. */
  static final long BID_WAIT_MILLIS = 1_000;

  /** The market with every instrument. */
  static final Scenario MARKET = market();

  private static final List<String> OF_TRIGGERS =
      List.of("subsidy", "exclusion", "softer", "second");

  /** How often all may wait for the clock or for people until the end. */
  private static final int STALLS = 60;

  private static final int ROUNDS = 3000;

  /** Records that a task hears in a step, or markers that come in one, at the most. */
  private static final int MOST_AT_ONCE = 6;

  private static final int AT_ONCE_IN_CALM = 20;

  private final Schedule schedule;
  private final int partitions;
  private final int slowPartition;
  private final Counts counts = new Counts();
  private final SimulatedLog log;
  private final List<SimulatedService> services;
  private final SimulatedPeople people;
  private final SimulatedProjection projection;
  private final Invariants invariants;

  private Simulation(Schedule schedule, Fault fault) {
    this.schedule = schedule;
    long luck = Draws.mix(schedule.seed() + 77L);
    partitions = 2 + Draws.below(luck, 2);
    slowPartition = Draws.below(Draws.mix(luck), 2 * partitions); // None in half of the schedules.
    log = new SimulatedLog(partitions, fault);
    services =
        List.of(
            new SimulatedService(FaultyDesk.in(Desks.policy(), fault), log, counts),
            new SimulatedService(FaultyDesk.in(Desks.procurement(), fault), log, counts),
            new SimulatedService(
                FaultyDesk.in(Desks.providers(BID_WAIT_MILLIS), fault), log, counts));
    List<RunOrdered> orders = new ArrayList<>(List.of(order("run-a", luck + 1)));
    if (Draws.below(Draws.mix(luck + 4), 4) == 0) {
      orders.add(order("run-b", luck + 2));
    }
    people =
        new SimulatedPeople(
            log, orders, MARKET.policies(), Draws.below(Draws.mix(luck + 3), 3) == 0);
    projection = new SimulatedProjection(log, counts);
    invariants = new Invariants(log, orders, people, projection.tables(), counts);
  }

  private static Scenario market() {
    try (InputStream text = Simulation.class.getResourceAsStream("/simulated-market.yaml")) {
      return DocumentLibrary.shipped()
          .resolve(ScenarioDocument.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The market with what its triggers need and a part of its other policies: mostly few, since most
   * of the time goes into reading scenarios; now and then all.
   */
  private static RunOrdered order(String run, long luck) {
    List<Policy> policies = new ArrayList<>(MARKET.policies());
    int left = List.of(100, 30, 15, 15).get(Draws.below(luck, 4));
    long which = luck;
    for (Policy policy : MARKET.policies()) {
      which = Draws.mix(which + 1);
      if (!OF_TRIGGERS.contains(policy.id()) && Draws.below(which, 100) >= left) {
        policies.remove(policy);
      }
    }
    return new RunOrdered(
        run,
        MARKET.withPolicies(policies, MARKET.triggers()),
        Draws.below(Draws.mix(luck + 5), 1000),
        List.of(1, 1, 2, 3).get(Draws.below(Draws.mix(luck + 6), 4)),
        Draws.below(Draws.mix(luck + 7), 4) == 0 ? 5 : 0);
  }

  /** Plays a schedule. The same schedule comes to the same result. */
  static Result play(Schedule schedule, Fault fault) {
    try {
      Simulation simulation = new Simulation(schedule, fault);
      return new Result(simulation.play(), simulation.counts);
    } catch (RuntimeException e) {
      String where = Arrays.stream(e.getStackTrace()).limit(6).toList().toString();
      return new Result(Optional.of(e + " at " + where), new Counts());
    }
  }

  private Optional<String> play() {
    for (int number = 0; number < schedule.steps().size(); number++) {
      Step step = schedule.steps().get(number);
      if (happens(step)) {
        counts.add("steps");
        counts.add("steps: " + step.kind());
        Optional<String> violation = check();
        if (violation.isPresent()) {
          return Optional.of("after step " + number + ", " + step + ": " + violation.get());
        }
      }
    }
    return calm();
  }

  private Optional<String> check() {
    return invariants.check();
  }

  private SimulatedService service(int luck) {
    return services.get(luck % services.size());
  }

  private boolean happens(Step step) {
    int luck = step.luck() / services.size();
    SimulatedService service = service(step.luck());
    return switch (step.kind()) {
      case WORK -> work(step.luck());
      case COMMIT -> service.commit(luck);
      case MARK -> mark(luck);
      case PROJECT -> project(luck);
      case RING -> service.ring(luck);
      case ASK -> people.ask(luck);
      case REPEAT -> {
        people.repeat(luck);
        yield true;
      }
      case CRASH -> service.crash(luck);
      case RESTART -> service.restart(luck);
      case FREEZE -> service.freeze(luck);
      case THAW -> service.thaw(luck);
      case EXPIRE -> expire(luck);
      case REBALANCE -> {
        service.rebalance(luck);
        yield true;
      }
      case STAND_BY -> service.standBy(luck);
      case FORGET_OFFSETS -> {
        service.forgetOffsets(luck);
        yield true;
      }
      case PROJECTOR_DIES -> projection.die(luck);
      case PROJECT_AGAIN -> {
        projection.readAgain(luck);
        yield true;
      }
    };
  }

  private boolean work(int luck) {
    List<Move> moves = moves();
    if (luck % 16 != 0) {
      moves.removeIf(move -> move.partition() == slowPartition);
    }
    if (moves.isEmpty()) {
      return false;
    }
    moves.get(luck % moves.size()).make(luck / 64, 1 + luck / 16 % MOST_AT_ONCE);
    return true;
  }

  private boolean mark(int luck) {
    int most = 1 + luck / 16 % MOST_AT_ONCE;
    int marked = 0;
    while (marked < most && log.mark(luck + marked)) {
      marked++;
    }
    return marked > 0;
  }

  private List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    services.forEach(service -> service.moves(moves));
    return moves;
  }

  private boolean project(int luck) {
    boolean did = projection.project(luck);
    if (did) {
      invariants.projected();
    }
    return did;
  }

  private boolean expire(int luck) {
    List<Transaction> old = log.undecided();
    if (old.isEmpty()) {
      return false;
    }
    old.get(luck % old.size()).decide(false);
    counts.add("transactions aborted");
    counts.add("transactions aborted by the broker");
    return true;
  }

  /**
   * Everything is well again: the runs come to their ends, unless something is wrong. Then all
   * processes start anew, and what people had sent comes once more. Nothing may follow from it.
   */
  private Optional<String> calm() {
    services.forEach(SimulatedService::heal);
    while (expire(0)) {}
    int stalls = 0;
    boolean late = false;
    for (int round = 0; round < ROUNDS && stalls < STALLS; round++) {
      boolean moved = goOn();
      Optional<String> violation = check();
      if (violation.isPresent()) {
        return violation.map(what -> "in the calm after the schedule: " + what);
      }
      if (!moved && invariants.isOver() && late) {
        return end();
      }
      if (!moved && invariants.isOver()) {
        services.forEach(SimulatedService::startAnew);
        people.repeatAll();
        late = true;
        continue;
      }
      if (!moved) {
        stalls++;
        services.forEach(
            service -> {
              service.ring(0);
              service.ring(1);
            });
        invariants.waiting().forEach(people::resume);
      }
    }
    return Optional.of("no end in sight");
  }

  private boolean goOn() {
    List<Move> moves = moves();
    moves.forEach(move -> move.make(0, AT_ONCE_IN_CALM));
    boolean moved = !moves.isEmpty();
    for (SimulatedService service : services) {
      moved |= service.commit(0);
      moved |= service.commit(1);
    }
    while (log.mark(0)) {
      moved = true;
    }
    return moved;
  }

  private Optional<String> end() {
    for (int turn = 0; turn < 2; turn++) {
      for (int luck = 0; luck < 6 * partitions; luck++) {
        while (project(luck + 64 * 39 * 6 * partitions)) {}
      }
    }
    List<String> left = services.stream().flatMap(each -> each.leftBehind().stream()).toList();
    if (!left.isEmpty()) {
      return Optional.of("facts are left behind of " + left);
    }
    Optional<String> violation = check();
    return violation.isPresent() ? violation : invariants.checkEnd();
  }
}
