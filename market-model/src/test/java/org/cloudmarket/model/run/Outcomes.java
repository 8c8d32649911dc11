package org.cloudmarket.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/** All that a reference run says, laid out for questions. */
public final class Outcomes {

  public final Scenario scenario;
  public final List<ContractAwarded> awards = new ArrayList<>();
  public final List<TenderFailed> failures = new ArrayList<>();
  public final List<ContractExtended> extensions = new ArrayList<>();
  public final List<ComplaintFiled> complaints = new ArrayList<>();
  public final List<BidsSubmitted> books = new ArrayList<>();
  public final List<PolicyMessage> policy = new ArrayList<>();
  public final List<MonthClosed> reports = new ArrayList<>();
  public final MarketFigures figures = new MarketFigures();
  public final DigestBook recomputed = new DigestBook();

  private Outcomes(Scenario scenario) {
    this.scenario = scenario;
  }

  public static Outcomes of(Scenario scenario, long seed) {
    return of(scenario, seed, 1, 1);
  }

  public static Outcomes of(Scenario scenario, long seed, int shards, int threads) {
    return of(new RunOrdered("test", scenario, seed, shards), Map.of(), threads);
  }

  /** Of a run of which people want something while it goes on. */
  public static Outcomes of(RunOrdered order, Map<Integer, List<Request>> requests, int threads) {
    Outcomes outcomes = new Outcomes(order.scenario());
    ReferenceRun.run(order, requests, threads, outcomes::take);
    return outcomes;
  }

  private void take(Message message) {
    switch (message) {
      case PolicyMessage each -> policy.add(each);
      case BidsSubmitted book -> books.add(book);
      case MonthClosed report -> reports.add(report);
      case AwardsMessage each -> {
        figures.add(each);
        if (each instanceof Decided decided) {
          recomputed.add(decided);
        }
        switch (each) {
          case ContractAwarded award -> awards.add(award);
          case TenderFailed failed -> failures.add(failed);
          case ContractExtended extended -> extensions.add(extended);
          case ComplaintFiled complaint -> complaints.add(complaint);
          default -> {}
        }
      }
      default -> {}
    }
  }

  public RunFinished finished() {
    return policy.stream()
        .filter(RunFinished.class::isInstance)
        .map(RunFinished.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** The digest after each month, as government announces it. */
  public List<Digest> digests() {
    List<Digest> digests = new ArrayList<>();
    for (PolicyMessage message : policy) {
      if (message instanceof MonthOpened opened
          && opened.shard() == 0
          && opened.month() > scenario.start()) {
        digests.add(opened.digest());
      }
    }
    digests.add(finished().digest());
    return digests;
  }

  /** What the requests were answered. */
  public List<RequestAnswered> answers() {
    return policy.stream()
        .filter(RequestAnswered.class::isInstance)
        .map(RequestAnswered.class::cast)
        .toList();
  }

  /** The scenario with the policies that the run had in the end. */
  public Scenario leftBehind() {
    List<Policy> policies = scenario.policies();
    for (PolicyMessage message : policy) {
      policies = message instanceof StatutesAmended amended ? amended.policies() : policies;
    }
    return scenario.withPolicies(policies, scenario.triggers());
  }

  /** Every outcome of a month. */
  public List<Decided> decided(int month) {
    return Stream.of(awards, failures, extensions, complaints)
        .flatMap(List::stream)
        .map(Decided.class::cast)
        .filter(each -> each.month() == month)
        .toList();
  }

  /** The course that the run took. */
  public Course course() {
    List<Spell> spells = List.of();
    for (PolicyMessage message : policy) {
      spells = message instanceof MonthOpened opened ? opened.spells() : spells;
    }
    return new Course(leftBehind(), spells);
  }

  public List<ContractAwarded> awards(Predicate<ContractAwarded> which) {
    return awards.stream().filter(which).toList();
  }
}
