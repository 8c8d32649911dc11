package org.cloudmarket.analysis.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.analysis.attribution.ShapleyDesign;
import org.cloudmarket.analysis.experiment.Variant.WithPolicies;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What each policy of a scenario has done: its Shapley value, the mean of what it adds over all
 * orders in which the policies could have come. All of them add up to the whole effect. What is
 * left out is as if it had never been written: a trigger that watches it is left out too, and one
 * that puts it in another's place ends the other.
 *
 * @param scenario with all its policies
 * @param policies whose parts are asked for, sorted; the others are always there
 * @param pairs of an order and its reverse, where there are too many policies for all orders
 * @param replications how often each market is run
 * @param firstSeed that of the first replication; the next follow one by one
 */
public record PolicyAttribution(
    Scenario scenario, List<String> policies, int pairs, int replications, long firstSeed)
    implements Design {

  /** The most pairs of orders. */
  public static final int MOST_PAIRS = 1_000;

  /** So many pairs unless somebody asks for others. */
  public static final int PAIRS = 16;

  public PolicyAttribution {
    policies = policies.stream().sorted().toList();
    Ranges.within("replications", replications, Replications.FEWEST, Replications.MOST);
    Ranges.within("pairs", pairs, 2, MOST_PAIRS);
    Ranges.within("policies", policies.size(), 1, ShapleyDesign.MOST_PLAYERS);
  }

  @Override
  public String kind() {
    return "attribution";
  }

  /** Which coalitions of policies are run. */
  ShapleyDesign shapley() {
    return policies.size() <= ShapleyDesign.MOST_EXACT
        ? ShapleyDesign.exact(policies.size())
        : ShapleyDesign.sampled(policies.size(), pairs, firstSeed);
  }

  /** The policies of a coalition. */
  WithPolicies variant(long coalition) {
    SortedSet<String> some = new TreeSet<>();
    for (int i = 0; i < policies.size(); i++) {
      if ((coalition >> i & 1) == 1) {
        some.add(policies.get(i));
      }
    }
    return new WithPolicies(some);
  }

  @Override
  public List<Trial> wanted(Trials known, List<Outcome> outcomes) {
    List<Trial> trials = new ArrayList<>();
    List<WithPolicies> variants =
        Arrays.stream(shapley().coalitions()).mapToObj(this::variant).toList();
    for (long seed : seeds()) {
      variants.forEach(variant -> trials.add(new Trial(variant, seed)));
    }
    return trials;
  }

  long[] seeds() {
    return Design.seeds(firstSeed, replications);
  }

  @Override
  public Scenario scenario(Variant variant) {
    Set<String> there = new TreeSet<>(((WithPolicies) variant).policies());
    scenario.policies().stream()
        .map(Policy::id)
        .filter(id -> !policies.contains(id))
        .forEach(there::add);
    return with(scenario, there);
  }

  /** A scenario with some of its policies, and of its triggers what can be done with these. */
  static Scenario with(Scenario scenario, Set<String> there) {
    List<Policy> policies = new ArrayList<>();
    for (Policy policy : scenario.policies()) {
      if (there.contains(policy.id())) {
        policies.add(
            policy.yieldingTo(
                policy.yieldsTo().stream()
                    .filter(there::contains)
                    .collect(Collectors.toCollection(TreeSet::new))));
      }
    }
    List<Trigger> triggers =
        scenario.triggers().stream().flatMap(each -> among(each, there).stream()).toList();
    return scenario.withPolicies(policies, triggers);
  }

  private static Optional<Trigger> among(Trigger trigger, Set<String> there) {
    List<Trigger.Action> actions =
        trigger.actions().stream().flatMap(each -> among(each, there).stream()).toList();
    boolean blind = trigger.watched() instanceof Trigger.InScope in && !there.contains(in.policy());
    return blind || actions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Trigger(
                trigger.id(),
                trigger.watched(),
                trigger.side(),
                trigger.levelPpm(),
                trigger.windowMonths(),
                trigger.heldMonths(),
                actions));
  }

  private static Optional<Trigger.Action> among(Trigger.Action action, Set<String> there) {
    return switch (action) {
      case Trigger.Enact enact -> Optional.of(action).filter(_ -> there.contains(enact.policy()));
      case Trigger.Repeal repeal ->
          Optional.of(action).filter(_ -> there.contains(repeal.policy()));
      case Trigger.Amend(String from, String to) when !there.contains(from) ->
          there.contains(to) ? Optional.of(new Trigger.Enact(to)) : Optional.empty();
      case Trigger.Amend(String from, String to) ->
          Optional.of(there.contains(to) ? action : new Trigger.Repeal(from));
    };
  }

  @Override
  public Scenario specimen() {
    return scenario;
  }

  @Override
  public long mostRuns() {
    return (long) shapley().coalitions().length * replications;
  }

  @Override
  public int replications(Trials known, List<Outcome> outcomes) {
    return replications;
  }
}
