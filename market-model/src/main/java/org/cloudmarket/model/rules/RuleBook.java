package org.cloudmarket.model.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;

/** The rules of every kind of tender in a scenario, each made once. Not shared between threads. */
public final class RuleBook {

  private final Scenario scenario;
  private final long[] keys;
  private final int[] leftPpm;
  private final Map<String, Integer> places = new HashMap<>();
  private final Shelf[][] made = new Shelf[Segment.values().length][DataClass.values().length];

  private int count;

  /** The rules that were made for a kind of buyers, by the set of policies, open addressing. */
  private static final class Shelf {
    private long[] applied = new long[8];
    private TenderRules[] rules = new TenderRules[8];
    private int count;

    int at(long set) {
      int at = (int) Draws.mix(set) & rules.length - 1;
      while (rules[at] != null && applied[at] != set) {
        at = at + 1 & rules.length - 1;
      }
      return at;
    }

    void put(long set, TenderRules some) {
      if (++count > rules.length / 2) {
        long[] before = applied;
        TenderRules[] all = rules;
        applied = new long[2 * all.length];
        rules = new TenderRules[2 * all.length];
        for (int i = 0; i < all.length; i++) {
          if (all[i] != null) {
            int at = at(before[i]);
            applied[at] = before[i];
            rules[at] = all[i];
          }
        }
      }
      int at = at(set);
      applied[at] = set;
      rules[at] = some;
    }
  }

  /** An empty book for a scenario. */
  public RuleBook(Scenario scenario) {
    this.scenario = scenario;
    leftPpm = new int[scenario.policies().size()];
    Arrays.fill(leftPpm, Ranges.PPM);
    keys = new long[leftPpm.length];
    for (int place = 0; place < keys.length; place++) {
      keys[place] = scenario.policies().get(place).key();
      places.put(scenario.policies().get(place).id(), place);
    }
    forget();
  }

  /**
   * Turns to a month: what fades is then weaker than before.
   *
   * @param spells when policies have been in force so far
   */
  public void open(int month, List<Spell> spells) {
    for (int place = 0; place < leftPpm.length; place++) {
      Policy policy = scenario.policies().get(place);
      if (policy.instrument().fades()) {
        int left = policy.instrument().leftPpm(Spell.of(policy.id(), spells), month);
        if (left != leftPpm[place]) {
          leftPpm[place] = left;
          forget();
        }
      }
    }
  }

  private void forget() {
    count = 0;
    for (Shelf[] ofSegment : made) {
      for (int i = 0; i < ofSegment.length; i++) {
        ofSegment[i] = new Shelf();
      }
    }
  }

  /** How much is left this month of what a policy does; all of it, unless it fades. */
  public int leftPpm(int place) {
    return leftPpm[place];
  }

  /** The policies that it knows, by place. */
  public List<Policy> policies() {
    return scenario.policies();
  }

  /** What draws and digests know a policy by. */
  public long key(int place) {
    return keys[place];
  }

  /** The rules for buyers of a kind under a set of policies. */
  public TenderRules rules(Segment segment, DataClass dataClass, long applied) {
    Shelf shelf = made[segment.ordinal()][dataClass.ordinal()];
    TenderRules rules = shelf.rules[shelf.at(applied)];
    if (rules == null) {
      rules =
          TenderRules.of(
              count++, scenario, scenario.segments().get(segment), dataClass, applied, leftPpm);
      shelf.put(applied, rules);
    }
    return rules;
  }

  /** Ids of policies as a set of places. */
  public long setOf(List<String> policies) {
    long set = PolicySet.NONE;
    for (String policy : policies) {
      set = PolicySet.with(set, placeOf(policy));
    }
    return set;
  }

  /** A set of places as sorted ids. */
  public List<String> ids(long set) {
    if (set == PolicySet.NONE) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(PolicySet.size(set));
    for (int i = PolicySet.first(set); i != PolicySet.END; i = PolicySet.next(set, i)) {
      ids.add(scenario.policies().get(i).id());
    }
    return ids;
  }

  /** The place of a policy. */
  public int placeOf(String policy) {
    Integer place = places.get(policy);
    if (place == null) {
      throw new IllegalArgumentException(
          "no policy '" + policy + "' in scenario " + scenario.name());
    }
    return place;
  }
}
