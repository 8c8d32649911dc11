package org.cloudmarket.model.soundness;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Words;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.policy.Scope;

/**
 * The groups of buyers that a scenario has: which segments hold data of which class in which city.
 */
final class BuyerGroups {

  private final List<Policy> policies;
  private final SortedSet<BuyerGroup> groups = new TreeSet<>(BuyerGroup.ORDER);

  /** Policies that bind buyers by each of the three that they go by, as sets of places. */
  private final long[] bySegment;

  private final long[] byDataClass;
  private final Map<String, Long> byCity = new HashMap<>();
  private final long everywhere;

  private BuyerGroups(List<Policy> policies) {
    this.policies = policies;
    bySegment = new long[Segment.values().length];
    byDataClass = new long[DataClass.values().length];
    long allCities = PolicySet.NONE;
    for (int place = 0; place < policies.size(); place++) {
      Scope scope = policies.get(place).scope();
      long bit = PolicySet.of(place);
      mark(bit, scope.segments(), Segment.values(), bySegment);
      mark(bit, scope.dataClasses(), DataClass.values(), byDataClass);
      allCities |= scope.cities().isEmpty() ? bit : PolicySet.NONE;
      scope.cities().forEach(city -> byCity.merge(city, bit, (one, other) -> one | other));
    }
    everywhere = allCities;
  }

  private static <E extends Enum<E>> void mark(long bit, Set<E> some, E[] all, long[] sets) {
    for (E each : all) {
      sets[each.ordinal()] |= some.isEmpty() || some.contains(each) ? bit : PolicySet.NONE;
    }
  }

  static BuyerGroups of(Draft draft) {
    BuyerGroups all = new BuyerGroups(draft.policies());
    if (draft.buyers() > 0) {
      for (SegmentProfile profile : draft.segments().values()) {
        all.add(profile, draft.cities());
      }
    }
    for (NamedBuyer buyer : draft.namedBuyers()) {
      all.add(buyer.segment(), buyer.city(), buyer.dataClass());
    }
    return all;
  }

  private void add(SegmentProfile profile, List<City> cities) {
    if (profile.buyerSharePpm() == 0) {
      return;
    }
    profile
        .dataClassesPpm()
        .forEach(
            (dataClass, part) -> {
              if (part > 0) {
                cities.forEach(city -> add(profile.segment(), city.id(), dataClass));
              }
            });
  }

  private void add(Segment segment, String city, DataClass dataClass) {
    long binding =
        bySegment[segment.ordinal()]
            & byDataClass[dataClass.ordinal()]
            & (everywhere | byCity.getOrDefault(city, PolicySet.NONE));
    groups.add(new BuyerGroup(segment, city, dataClass, binding));
  }

  /**
   * The policies whose scopes hold some buyer that a policy's scope holds too, as a set of places;
   * itself among them.
   */
  long meeting(int policy) {
    return met(bySegment, policy)
        & met(byDataClass, policy)
        & (inEveryCity(policy) ? -1 : everywhere | metInCities(policy));
  }

  private boolean inEveryCity(int policy) {
    return PolicySet.contains(everywhere, policy);
  }

  private long metInCities(int policy) {
    long met = PolicySet.NONE;
    for (String city : policies.get(policy).scope().cities()) {
      met |= byCity.get(city);
    }
    return met;
  }

  private static long met(long[] sets, int policy) {
    long met = PolicySet.NONE;
    for (long set : sets) {
      met |= PolicySet.contains(set, policy) ? set : PolicySet.NONE;
    }
    return met;
  }

  /** All there are, in an order of their own. */
  Collection<BuyerGroup> all() {
    return Collections.unmodifiableSortedSet(groups);
  }

  /** Those that a policy binds. */
  List<BuyerGroup> boundBy(Policy policy) {
    int place = policies.indexOf(policy);
    return groups.stream().filter(group -> PolicySet.contains(group.policies(), place)).toList();
  }

  /** Who they are, in as few words as may be. */
  static String text(List<BuyerGroup> groups) {
    return "buyers in "
        + Words.some(
            groups.stream().map(BuyerGroup::city).collect(Collectors.toCollection(TreeSet::new)))
        + " of segment "
        + Words.some(
            groups.stream()
                .map(group -> group.segment().id())
                .collect(Collectors.toCollection(TreeSet::new)))
        + " with data of class "
        + Words.some(
            groups.stream()
                .map(group -> group.dataClass().id())
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
