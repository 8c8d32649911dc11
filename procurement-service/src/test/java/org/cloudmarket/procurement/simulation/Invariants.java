package org.cloudmarket.procurement.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.simulation.SimulatedLog.Letter;
import org.cloudmarket.procurement.simulation.SimulatedLog.Partition;
import org.cloudmarket.procurement.simulation.SimulatedLog.Transaction;
import org.cloudmarket.procurement.store.projection.SimulatedTables;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.streams.Desks;
import org.cloudmarket.wire.topic.Topic;

/**
 * What must hold after every step, as somebody sees it who reads committed records only; and what
 * must hold at the end.
 */
final class Invariants {

  private static final List<String> OFFSETS =
      Stream.of(Desks.policy(), Desks.procurement(), Desks.providers(Simulation.BID_WAIT_MILLIS))
          .map(SimulatedService::offsets)
          .toList();

  /** What is known of a run. */
  private static final class Run {
    private final RunOrdered order;
    private List<Policy> policies;
    private final Set<String> answered = new HashSet<>();
    private final Set<String> outcomes = new HashSet<>();
    private final DigestBook digests = new DigestBook();
    private final Map<Integer, RunFinished> finished = new TreeMap<>();
    private boolean pausing;
    private int steps;
    private boolean waits;

    private Run(RunOrdered order) {
      this.order = order;
      this.policies = order.scenario().policies();
    }
  }

  /** How far a shard is on one topic. */
  private static final class Shard {
    private int month = Months.NEVER;
    private int count;
    private Digest sum = Digest.ZERO;
  }

  private final SimulatedLog log;
  private final SimulatedPeople people;
  private final SimulatedTables tables;
  private final Counts counts;
  private final Map<String, Run> runs = new TreeMap<>();
  private final Map<String, Shard> awarding = new HashMap<>();
  private final Map<String, Shard> governed = new HashMap<>();
  private final Map<Partition, Integer> read = new HashMap<>();
  private final Map<Partition, Integer> shown = new HashMap<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Set<String> published = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private final List<String> violations = new ArrayList<>();
  private int decided;

  Invariants(
      SimulatedLog log,
      List<RunOrdered> orders,
      SimulatedPeople people,
      SimulatedTables tables,
      Counts counts) {
    this.log = log;
    this.people = people;
    this.tables = tables;
    this.counts = counts;
    orders.forEach(order -> runs.put(order.run(), new Run(order)));
  }

  /** Looks at what is new. The first thing that is wrong, if any is. */
  Optional<String> check() {
    while (decided < log.decided().size()) {
      Transaction transaction = log.decided().get(decided++);
      if (!transaction.isAborted()) {
        transaction.letters.forEach(this::committed);
      }
    }
    for (int number = 0; number < log.placement().partitions(); number++) {
      readOn(log.partition(Topic.POLICY, number));
      readOn(log.partition(Topic.AWARDS, number));
      for (String topic : OFFSETS) {
        readOn(log.partition(topic, number));
      }
    }
    violations.addAll(log.complaints());
    violations.addAll(tables.refusals());
    return violations.stream().findFirst();
  }

  private void require(boolean holds, String violation, Object what) {
    if (!holds) {
      violations.add(violation + ": " + what);
    }
  }

  /** A record is committed; the markers that let others read it may be still to come. */
  private void committed(Letter letter) {
    String topic = letter.partition.topic;
    if (topic.endsWith("-changelog")) {
      if (text(letter.key).startsWith("/position/")) {
        goesOn(letter.partition + text(letter.key), Long.parseLong(text(letter.value)));
      }
    } else if (topic.equals(Topic.DEAD_LETTERS.text())) {
      requireLate(letter);
    } else if (topic.equals(Topic.TENDERS.text())) {
      switch (log.read(letter)) {
        case TenderPublished tender -> published(tender);
        case TendersPublished several -> several.tenders().forEach(this::published);
        default -> {}
      }
    } else if (topic.equals(Topic.AWARDS.text())) {
      switch (log.read(letter)) {
        case AwardsClosed month ->
            closed.add(month.run() + "/" + month.shard() + "/" + month.month());
        case ContractAwarded award -> requireTender(award);
        case TenderFailed failure -> requireTender(failure);
        default -> {}
      }
    } else if (topic.equals(Topic.POLICY.text())
        && !letter.isCopyForOtherShard()
        && log.read(letter) instanceof MonthOpened month) {
      requireClosed(month);
    }
  }

  private void published(TenderPublished tender) {
    published.add(tender.run() + "/" + tender.tender() + "/" + tender.month());
  }

  /** Nothing is set aside but what people sent late. */
  private void requireLate(Letter letter) {
    String reason = text(letter.headers.lastHeader(DeadLetters.REASON).value());
    String from = text(letter.headers.lastHeader(DeadLetters.TOPIC).value());
    require(
        from.equals(Topic.RUNS.text())
            && (reason.equals(DeadLetters.UNKNOWN_RUN) || reason.equals(DeadLetters.ENDED_RUN)),
        "a record was set aside",
        from + ": " + reason);
    counts.add("late requests and orders set aside");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void goesOn(String which, long next) {
    Long before = offsets.put(which, next);
    boolean forgotten = next == SimulatedService.FORGOTTEN;
    require(before == null || before <= next || forgotten, "an offset goes back", which);
  }

  private void requireTender(Decided outcome) {
    require(
        published.contains(outcome.run() + "/" + outcome.tender() + "/" + outcome.month()),
        "an outcome before its tender",
        outcome);
  }

  private void requireClosed(MonthOpened month) {
    RunOrdered order = runs.get(month.run()).order;
    if (month.month() > order.scenario().start()) {
      for (int shard = 0; shard < order.shards(); shard++) {
        require(
            closed.contains(month.run() + "/" + shard + "/" + (month.month() - 1)),
            "a month opens before shard " + shard + " has closed the one before",
            month);
      }
    }
  }

  private void readOn(Partition partition) {
    int from = read.getOrDefault(partition, 0);
    for (OptionalInt at = partition.next(from); at.isPresent(); at = partition.next(from)) {
      from = at.getAsInt() + 1;
      shown.merge(partition, 1, Integer::sum);
      Letter letter = partition.at(at.getAsInt());
      if (OFFSETS.contains(partition.topic)) {
        goesOn(partition + "/" + text(letter.key), Long.parseLong(text(letter.value)));
        continue;
      }
      if (letter.isCopyForOtherShard()) {
        continue;
      }
      switch (log.read(letter)) {
        case AwardsMessage awards -> awards(awards, runs.get(awards.run()));
        case PolicyMessage policy -> policy(policy, runs.get(policy.run()));
        default -> violations.add("a stray record on " + partition);
      }
    }
    read.put(partition, from);
  }

  private void awards(AwardsMessage message, Run run) {
    Shard shard = awarding.computeIfAbsent(message.run() + "/" + message.shard(), _ -> new Shard());
    switch (message) {
      case ContractsCounted counted -> {
        require(shard.month == Months.NEVER, "a shard begins twice", counted);
        shard.month = counted.month();
      }
      case Decided outcome -> {
        String id = outcome.getClass().getSimpleName() + outcome.tender() + outcome.month();
        require(run.outcomes.add(id), "an outcome twice", outcome);
        require(shard.month == outcome.month(), "an outcome of a month that is not open", outcome);
        shard.count++;
        shard.sum = shard.sum.plus(outcome.digest());
        run.digests.add(outcome);
        counts.add(
            outcome instanceof ContractAwarded ? "awards checked" : "other outcomes checked");
      }
      case BidsAccepted bids -> violations.add("bids from outside, where nobody is: " + bids);
      case AwardsClosed month -> {
        require(shard.month == month.month(), "a month closes that is not open", month);
        require(
            shard.count == month.count() && shard.sum.equals(month.digest()),
            "a month closes with other outcomes than were read",
            month);
        shard.month++;
        shard.count = 0;
        shard.sum = Digest.ZERO;
        counts.add("months of shards closed");
      }
    }
  }

  private void policy(PolicyMessage message, Run run) {
    Shard shard = governed.computeIfAbsent(message.run() + "/" + message.shard(), _ -> new Shard());
    if (message.shard() > 0 && shard.month == Months.NEVER) {
      shard.month = run.order.scenario().start(); // Its beginning was not read.
    }
    require(!run.finished.containsKey(message.shard()), "something behind the end", message);
    switch (message) {
      case RunStarted started -> {
        require(shard.month == Months.NEVER, "a run begins twice", started);
        shard.month = run.order.scenario().start();
      }
      case MonthOpened month -> {
        require(shard.month == month.month(), "a month opens out of turn", month);
        shard.month++;
        if (month.shard() == 0) {
          opens(month, run);
        }
      }
      case RequestAnswered answer -> answers(answer, run);
      case RunPaused paused -> {
        require(run.pausing && run.steps == 0, "said to be paused, and is not", paused);
        run.waits = true;
      }
      case StatutesAmended amended -> run.policies = amended.policies();
      case RunFinished end -> {
        require(end.outcome() != Outcome.FAILED, "a run fails", end);
        run.finished.put(end.shard(), end);
        if (end.shard() == 0) {
          counts.add("runs " + end.outcome().id());
        }
      }
      default -> {}
    }
  }

  private void opens(MonthOpened month, Run run) {
    require(!run.pausing || run.steps > 0, "a month opens while its run is paused", month);
    run.steps = Math.max(0, run.steps - 1);
    run.waits = false;
    for (Policy policy : run.policies) {
      if (month.inForce().contains(policy.id())) {
        counts.add("months under " + policy.instrument().getClass().getSimpleName());
        if (policy.byTrigger()) {
          counts.add("months under what a trigger has enacted");
        }
      }
    }
  }

  private void answers(RequestAnswered answer, Run run) {
    require(run.answered.add(answer.request()), "a request is answered twice", answer);
    Request request = people.request(answer.request());
    counts.add(request.getClass().getSimpleName() + (answer.accepted() ? " accepted" : " refused"));
    if (answer.accepted()) {
      switch (request) {
        case PauseRequested _ -> {
          run.pausing = true;
          run.steps = 0;
        }
        case ResumeRequested _ -> {
          run.pausing = false;
          run.steps = 0;
        }
        case StepRequested step -> run.steps += step.months();
        default -> {}
      }
    }
    require(answer.paused() == run.pausing, "a run stands otherwise than it was asked", answer);
  }

  /** Whether all runs have ended, for each of their shards. */
  boolean isOver() {
    return runs.values().stream().allMatch(run -> run.finished.size() == run.order.shards());
  }

  /** The runs that wait for people. */
  List<String> waiting() {
    return runs.values().stream()
        .filter(run -> run.waits && run.finished.isEmpty())
        .map(run -> run.order.run())
        .toList();
  }

  /** What a projection says of its runs, now that it has written. */
  void projected() {
    for (Run run : runs.values()) {
      Optional<RunFinished> finished = tables.finished(run.order.run());
      finished.ifPresent(
          end ->
              require(
                  projectedDigest(run, end).equals(end.digest()),
                  "a run is called finished, and not all of it is projected",
                  end));
      require(
          tables.outcomes(run.order.run()) <= run.outcomes.size(),
          "more outcomes are projected than were committed",
          run.order.run());
    }
  }

  private Digest projectedDigest(Run run, RunFinished end) {
    return tables.digest(run.order.run(), run.order.scenario().start(), end.month());
  }

  /** What must hold once all is quiet. */
  Optional<String> checkEnd() {
    for (Map.Entry<Partition, Integer> each : shown.entrySet()) {
      int again = 0;
      Partition partition = each.getKey();
      for (OptionalInt at = partition.next(0);
          at.isPresent();
          at = partition.next(at.getAsInt() + 1)) {
        again++;
      }
      require(again == each.getValue(), "what was committed has changed", partition);
    }
    for (Run run : runs.values()) {
      RunFinished end = run.finished.get(0);
      Scenario scenario = run.order.scenario();
      Digest reference = reference(run).chained(scenario.start(), scenario.end()).get(end.month());
      Digest recomputed = run.digests.chained(scenario.start(), scenario.end()).get(end.month());
      require(recomputed.equals(reference), "another digest than the reference's", end);
      require(end.digest().equals(reference), "government says another digest", end);
      require(
          tables.finished(run.order.run()).filter(end::equals).isPresent(),
          "the projection does not call the run finished",
          end);
      require(projectedDigest(run, end).equals(reference), "another digest is projected", end);
      require(
          tables.outcomes(run.order.run()) == run.outcomes.size(),
          "not as many outcomes are projected as were committed",
          end);
      counts.add("digests equal to the reference's");
    }
    return violations.stream().findFirst();
  }

  /** The same run in one process, with the policies that it has left behind. */
  private static DigestBook reference(Run run) {
    DigestBook digests = new DigestBook();
    Scenario scenario = run.order.scenario();
    ReferenceRun.run(
        new RunOrdered(
            run.order.run(),
            scenario.withPolicies(run.policies, scenario.triggers()),
            run.order.seed(),
            1),
        1,
        (Message message) -> {
          if (message instanceof Decided decided) {
            digests.add(decided);
          }
        });
    return digests;
  }
}
