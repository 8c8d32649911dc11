package org.cloudmarket.model.government;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Government in one run: which rules are in force, and the run's clock. A month opens when every
 * shard has closed.
 */
public final class PolicyDesk implements Desk<RunsMessage> {

  private String run = "";
  private int shards;
  private Scenario scenario;
  private DemandPath demand;
  private Statutes statutes;
  private int month;
  private Digest digest = Digest.ZERO;
  private final Map<Integer, MonthClosed> reports = new TreeMap<>();

  @Override
  public void hear(RunsMessage message, Outbox outbox) {
    switch (message) {
      case RunOrdered ordered -> start(ordered, outbox);
      case MonthClosed closed -> close(closed, outbox);
      case CancelRequested cancel ->
          finish(Outcome.CANCELLED, "cancelled by request " + cancel.request(), outbox);
      case ShardFailed failed ->
          finish(Outcome.FAILED, "shard " + failed.shard() + ": " + failed.reason(), outbox);
    }
  }

  private void start(RunOrdered ordered, Outbox outbox) {
    if (scenario != null) {
      return; // The same order again: a run begins once.
    }
    outbox.remember(new Fact.Heard(Fact.Heard.RUN, ordered));
    begin(ordered);
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(new RunStarted(run, shard, shards, ordered.seed(), scenario));
    }
    openMonth(List.of(), outbox);
  }

  private void begin(RunOrdered ordered) {
    run = ordered.run();
    shards = ordered.shards();
    scenario = ordered.scenario();
    demand = new DemandPath(scenario);
    statutes = new Statutes(scenario);
    month = scenario.start();
  }

  private void close(MonthClosed closed, Outbox outbox) {
    if (closed.month() != month || reports.putIfAbsent(closed.shard(), closed) != null) {
      return; // Heard before.
    }
    if (reports.size() < shards) {
      outbox.remember(new Fact.Heard(Fact.Heard.shard(closed.shard()), closed));
      return;
    }
    Figures figures = Figures.of(scenario, demand, month, reports.values());
    reports.clear();
    digest = digest.chain(month, figures.digest());
    for (String policy : statutes.inForce(month)) {
      PolicyTally tally =
          figures.policies().getOrDefault(policy, new PolicyTally(policy, 0, 0, 0, 0, 0));
      outbox.say(new PolicyApplied(run, 0, month, tally));
    }
    statutes.report(month, figures.policies());
    if (month + 1 == scenario.end()) {
      finish(Outcome.FINISHED, "", outbox);
      return;
    }
    month++;
    openMonth(figures.providers(), outbox);
  }

  private void openMonth(List<ProviderTotals> lastMonth, Outbox outbox) {
    List<String> inForce = statutes.inForce(month);
    List<String> before = statutes.inForceBefore();
    for (String policy : inForce) {
      if (!before.contains(policy)) {
        outbox.say(new PolicyEnacted(run, 0, month, policy, statutes.causeOf(policy)));
      }
    }
    for (String policy : before) {
      if (!inForce.contains(policy)) {
        outbox.say(new PolicyRepealed(run, 0, month, policy, statutes.causeOf(policy)));
      }
    }
    List<String> announced = statutes.announced(month);
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(new MonthOpened(run, shard, month, inForce, announced, lastMonth, digest));
    }
    outbox.remember(statutes.progress(month, digest));
  }

  private void finish(Outcome outcome, String reason, Outbox outbox) {
    int last = outcome == Outcome.FINISHED ? month : month - 1;
    for (int shard = 0; shard < shards; shard++) {
      outbox.say(new RunFinished(run, shard, last, outcome, digest, reason));
    }
    outbox.forget();
  }

  @Override
  public void recall(Fact fact) {
    switch (fact) {
      case Fact.Heard(String key, RunOrdered ordered) -> begin(ordered);
      case Fact.Progress progress -> {
        month = progress.month();
        digest = progress.digest();
        statutes.recall(progress);
      }
      case Fact.Heard(String key, MonthClosed closed) -> {
        if (closed.month() == month) {
          reports.put(closed.shard(), closed);
        }
      }
      default -> throw new IllegalArgumentException("not a policy desk's: " + fact.key());
    }
  }
}
