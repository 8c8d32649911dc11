package org.cloudmarket.model.government;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Fact.PolicyFact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Government in one run: which rules are in force, and the run's clock. A month opens when every
 * shard has closed the one before, the pace allows it and nobody has paused the run. People's
 * requests take effect only there, so that nothing is under way when a run waits or is cancelled.
 */
public final class PolicyDesk implements Desk<RunsMessage, PolicyFact> {

  /** More would save little. */
  private static final int MOST_TENDERS_IN_RECORD = 16;

  /** Bids of all bid books in a record: it stays small whoever bids. */
  private static final int BIDS_IN_RECORD = 160;

  private String run = "";
  private int shards;
  private Scenario scenario;
  private DemandPath demand;
  private StatuteBook book;
  private Statutes statutes;
  private Control control;
  private int month;
  private Digest digest = Digest.ZERO;
  private final Map<Integer, MonthClosed> reports = new TreeMap<>();

  @Override
  public void hear(RunsMessage message, Outbox outbox) {
    switch (message) {
      case RunOrdered ordered -> start(ordered, outbox);
      case MonthClosed closed -> report(closed, outbox);
      case MonthDue due -> {
        if (due.month() == month) {
          control.due();
          goOn(outbox);
        }
      }
      case Request request -> answer(request, outbox);
      case ShardFailed failed ->
          finish(
              Outcome.FAILED,
              month - 1,
              "shard " + failed.shard() + ": " + failed.reason(),
              List.of(),
              outbox);
      // Most are over when they are deleted. One that goes on, though nobody can see it, ends here.
      case RunDeleted _ ->
          finish(Outcome.FAILED, month - 1, "deleted on request", List.of(), outbox);
    }
  }

  private void start(RunOrdered ordered, Outbox outbox) {
    if (scenario != null) {
      return; // The same order again: a run begins once.
    }
    outbox.remember(new Fact.Ordered(ordered));
    begin(ordered);
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(
          new RunStarted(
              run,
              shard,
              shards,
              ordered.seed(),
              scenario,
              ordered.paceMillis(),
              tendersInRecord(scenario)));
    }
    openMonth(List.of(), outbox);
  }

  /** Where somebody outside may bid, a tender comes by itself. */
  private static int tendersInRecord(Scenario scenario) {
    return scenario.waitsForBids()
        ? 1
        : Math.clamp(BIDS_IN_RECORD / scenario.providers().size(), 1, MOST_TENDERS_IN_RECORD);
  }

  private void begin(RunOrdered ordered) {
    run = ordered.run();
    shards = ordered.shards();
    scenario = ordered.scenario();
    demand = new DemandPath(Course.without(scenario));
    book = new StatuteBook(scenario);
    statutes = new Statutes(book, scenario.triggers());
    control = new Control(ordered.paceMillis());
    month = scenario.start();
  }

  private void answer(Request request, Outbox outbox) {
    if (control.hasAnswered(request)) {
      return; // The same request again: it is done once.
    }
    Optional<String> refusal = control.refusal(request, lastMonth());
    if (refusal.isEmpty() && request instanceof PolicyRequest asked) {
      refusal = legislate(asked, outbox);
    }
    control.answer(request, refusal.isEmpty());
    int touched = request instanceof CancelRequested ? month : month + 1;
    outbox.say(
        new RequestAnswered(
            run,
            0,
            request.request(),
            refusal.isEmpty(),
            touched,
            refusal.orElse(""),
            control.paused(),
            control.paceMillis()));
    outbox.remember(control.fact());
    if (refusal.isPresent()) {
      return;
    }
    if (request instanceof PauseRequested && allReported()) {
      outbox.say(new RunPaused(run, 0, month));
    }
    if (request instanceof PaceRequested) {
      setClock(outbox);
    }
    goOn(outbox);
  }

  /** Says the new book before the answer, so that who reads the answer finds what was done. */
  private Optional<String> legislate(PolicyRequest asked, Outbox outbox) {
    Optional<String> refusal = book.take(asked, month + 1, statutes);
    if (refusal.isEmpty()) {
      for (int shard = 0; shard < shards; shard++) {
        outbox.say(statutes(shard, asked));
      }
      outbox.remember(new Fact.Statutes(statutes(0, asked)));
    }
    return refusal;
  }

  private StatutesAmended statutes(int shard, PolicyRequest asked) {
    return new StatutesAmended(run, shard, month + 1, asked.request(), book.policies());
  }

  private void report(MonthClosed closed, Outbox outbox) {
    if (closed.month() != month || reports.putIfAbsent(closed.shard(), closed) != null) {
      return; // Heard before.
    }
    if (mayClose()) {
      close(outbox);
      return;
    }
    outbox.remember(new Fact.Reported(closed));
    if (allReported() && control.waitsForPeople()) {
      outbox.say(new RunPaused(run, 0, month));
    }
  }

  private void goOn(Outbox outbox) {
    if (mayClose()) {
      close(outbox);
    }
  }

  /** A month stays open, its reports unread, until it is known what comes behind it. */
  private boolean mayClose() {
    return allReported() && (control.mayOpen() || control.cancelled() || lastMonth());
  }

  private boolean allReported() {
    return reports.size() == shards;
  }

  private boolean lastMonth() {
    return month + 1 == scenario.end();
  }

  private void close(Outbox outbox) {
    Course course = new Course(book.scenario(), statutes.spells());
    demand = demand.in(course);
    Figures figures = Figures.of(scenario, demand, month, reports.values());
    reports.clear();
    digest = digest.chain(month, figures.digest());
    SortedSet<String> known = new TreeSet<>(statutes.inForce(month));
    known.addAll(statutes.announced(month));
    known.addAll(figures.policies().keySet()); // Those too that have ended and fade.
    for (String policy : known) {
      PolicyTally tally = figures.policies().getOrDefault(policy, PolicyTally.none(policy));
      outbox.say(new PolicyApplied(run, 0, month, tally));
    }
    statutes.report(month, figures, course.providers(month));
    if (control.cancelled()) {
      finish(Outcome.CANCELLED, month, "cancelled on request", figures.providers(), outbox);
    } else if (lastMonth()) {
      finish(Outcome.FINISHED, month, "", figures.providers(), outbox);
    } else {
      month++;
      openMonth(figures.providers(), outbox);
    }
  }

  private void openMonth(List<ProviderTotals> lastMonth, Outbox outbox) {
    statutes.open(month);
    List<String> inForce = statutes.inForce(month);
    List<String> before = statutes.inForceBefore();
    for (String policy : inForce) {
      if (!before.contains(policy)) {
        outbox.say(new PolicyEnacted(run, 0, month, policy, statutes.causeOfBeginning(policy)));
      }
    }
    for (String policy : before) {
      if (!inForce.contains(policy)) {
        outbox.say(new PolicyRepealed(run, 0, month, policy, statutes.causeOf(policy)));
      }
    }
    for (String policy : statutes.withdrawn(month)) {
      outbox.say(new PolicyRepealed(run, 0, month, policy, statutes.causeOf(policy)));
    }
    List<String> announced = statutes.announced(month);
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(
          new MonthOpened(
              run, shard, month, inForce, announced, statutes.spells(), lastMonth, digest));
    }
    outbox.remember(statutes.progress(month, digest));
    control.opened();
    outbox.remember(control.fact());
    setClock(outbox);
  }

  private void setClock(Outbox outbox) {
    if (control.needsClock()) {
      outbox.remember(new Fact.Alarm(control.paceMillis(), new MonthDue(run, month)));
    }
  }

  /** The run is over. Its shards have nothing to do, unless it failed. */
  private void finish(
      Outcome outcome, int last, String reason, List<ProviderTotals> lastMonth, Outbox outbox) {
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(new RunFinished(run, shard, last, outcome, digest, reason, lastMonth));
    }
    outbox.forget();
  }

  @Override
  public void recall(PolicyFact fact) {
    switch (fact) {
      case Fact.Ordered(RunOrdered ordered) -> begin(ordered);
      case Fact.Statutes(StatutesAmended amended) -> book.recall(amended.policies());
      case Fact.Progress progress -> {
        month = progress.month();
        digest = progress.digest();
        statutes.recall(progress);
      }
      case Fact.Control remembered -> control.recall(remembered);
      case Fact.Alarm alarm -> {
        if (alarm.message() instanceof MonthDue due
            && due.month() == month
            && control.paceMillis() > 0) {
          control.awaitClock(); // It will ring again.
        }
      }
      case Fact.Reported(MonthClosed closed) -> {
        if (closed.month() == month) {
          reports.put(closed.shard(), closed);
        }
      }
    }
  }

  @Override
  public Class<PolicyFact> facts() {
    return PolicyFact.class;
  }
}
