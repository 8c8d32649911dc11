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
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.policy.SupervisorySanction;
import org.cloudmarket.model.scenario.Scenario;

/** The rules of every kind of tender in a scenario, each made once. Not shared between threads. */
public final class RuleBook {

  private final Scenario scenario;
  private final Map<Key, TenderRules> made = new HashMap<>();
  private final int[] leftPpm;
  private final TenderRules[][] withoutPolicy =
      new TenderRules[Segment.values().length][DataClass.values().length];

  private record Key(Segment segment, DataClass dataClass, long applied) {}

  /** An empty book for a scenario. */
  public RuleBook(Scenario scenario) {
    this.scenario = scenario;
    leftPpm = new int[scenario.policies().size()];
    Arrays.fill(leftPpm, Ranges.PPM);
  }

  /**
   * Turns to a month: what fades is then weaker than before.
   *
   * @param spells when policies have been in force so far
   */
  public void open(int month, List<Spell> spells) {
    for (int place = 0; place < leftPpm.length; place++) {
      if (scenario.policies().get(place).instrument() instanceof SupervisorySanction sanction) {
        int left = left(sanction, scenario.policies().get(place).id(), month, spells);
        if (left != leftPpm[place]) {
          leftPpm[place] = left;
          made.clear();
        }
      }
    }
  }

  /** Who acts on what is only announced acts on all of it. */
  private static int left(
      SupervisorySanction sanction, String policy, int month, List<Spell> spells) {
    List<Spell> own = spells.stream().filter(spell -> spell.policy().equals(policy)).toList();
    return own.isEmpty() ? Ranges.PPM : sanction.leftPpm(own, month);
  }

  /** How much is left this month of what a policy does; all of it, unless it fades. */
  public int leftPpm(int place) {
    return leftPpm[place];
  }

  /** The policies that it knows, by place. */
  public List<Policy> policies() {
    return scenario.policies();
  }

  /** The rules for buyers of a kind under a set of policies. */
  public TenderRules rules(Segment segment, DataClass dataClass, long applied) {
    if (applied != 0) {
      return made.computeIfAbsent(new Key(segment, dataClass, applied), this::make);
    }
    TenderRules rules = withoutPolicy[segment.ordinal()][dataClass.ordinal()];
    if (rules == null) {
      rules = make(new Key(segment, dataClass, 0));
      withoutPolicy[segment.ordinal()][dataClass.ordinal()] = rules;
    }
    return rules;
  }

  private TenderRules make(Key key) {
    return TenderRules.of(
        scenario, scenario.segments().get(key.segment), key.dataClass, key.applied, leftPpm);
  }

  /** Ids of policies as a set of places. */
  public long setOf(List<String> policies) {
    long set = 0;
    for (String policy : policies) {
      set |= 1L << placeOf(policy);
    }
    return set;
  }

  /** A set of places as sorted ids. */
  public List<String> ids(long set) {
    if (set == 0) {
      return List.of();
    }
    List<String> ids = new ArrayList<>(Long.bitCount(set));
    for (int place = 0; place < scenario.policies().size(); place++) {
      if ((set >>> place & 1) == 1) {
        ids.add(scenario.policies().get(place).id());
      }
    }
    return ids;
  }

  private int placeOf(String policy) {
    for (int place = 0; place < scenario.policies().size(); place++) {
      if (scenario.policies().get(place).id().equals(policy)) {
        return place;
      }
    }
    throw new IllegalArgumentException("no policy '" + policy + "' in scenario " + scenario.name());
  }
}
