package org.cloudmarket.log.scenario;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;

/**
 * The kinds of buyers that a scenario has: which segments hold data of which class in which city.
 */
final class Kinds {

  private static final int NAMED = 3;

  /**
   * Buyers that are alike to every policy.
   *
   * @param policies those that bind them, as a set of places in the draft's list: there are at most
   *     64
   */
  record Kind(Segment segment, String city, DataClass dataClass, long policies) {
    static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::city)
            .thenComparing(Kind::segment)
            .thenComparing(Kind::dataClass);
  }

  private final List<Policy> policies;
  private final SortedSet<Kind> kinds = new TreeSet<>(Kind.ORDER);

  /** Policies that bind buyers by each of the three that they go by, as sets of places. */
  private final long[] bySegment;

  private final long[] byDataClass;
  private final Map<String, Long> byCity = new HashMap<>();
  private final long everywhere;

  private Kinds(List<Policy> policies) {
    this.policies = policies;
    bySegment = new long[Segment.values().length];
    byDataClass = new long[DataClass.values().length];
    long allCities = 0;
    for (int place = 0; place < policies.size(); place++) {
      Scope scope = policies.get(place).scope();
      long bit = 1L << place;
      mark(bit, scope.segments(), Segment.values(), bySegment);
      mark(bit, scope.dataClasses(), DataClass.values(), byDataClass);
      allCities |= scope.cities().isEmpty() ? bit : 0;
      scope.cities().forEach(city -> byCity.merge(city, bit, (one, other) -> one | other));
    }
    everywhere = allCities;
  }

  private static <E extends Enum<E>> void mark(long bit, Set<E> some, E[] all, long[] sets) {
    for (E each : all) {
      sets[each.ordinal()] |= some.isEmpty() || some.contains(each) ? bit : 0;
    }
  }

  static Kinds of(Draft draft) {
    Kinds all = new Kinds(draft.policies());
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
            & (everywhere | byCity.getOrDefault(city, 0L));
    kinds.add(new Kind(segment, city, dataClass, binding));
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
    return (everywhere >>> policy & 1) == 1;
  }

  private long metInCities(int policy) {
    long met = 0;
    for (String city : policies.get(policy).scope().cities()) {
      met |= byCity.get(city);
    }
    return met;
  }

  private static long met(long[] sets, int policy) {
    long met = 0;
    for (long set : sets) {
      met |= (set >>> policy & 1) == 1 ? set : 0;
    }
    return met;
  }

  /** All there are, in an order of their own. */
  Collection<Kind> all() {
    return Collections.unmodifiableSortedSet(kinds);
  }

  /** Those that a policy binds. */
  List<Kind> boundBy(Policy policy) {
    int place = policies.indexOf(policy);
    return kinds.stream().filter(kind -> (kind.policies() >>> place & 1) == 1).toList();
  }

  /** Who they are, in as few words as may be. */
  static String text(List<Kind> kinds) {
    return "buyers in "
        + some(kinds.stream().map(Kind::city).collect(Collectors.toCollection(TreeSet::new)))
        + " of segment "
        + some(
            kinds.stream()
                .map(kind -> kind.segment().id())
                .collect(Collectors.toCollection(TreeSet::new)))
        + " with data of class "
        + some(
            kinds.stream()
                .map(kind -> kind.dataClass().id())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The first few of them, and how many more. */
  static String some(SortedSet<String> words) {
    String first = words.stream().limit(NAMED).collect(Collectors.joining(", "));
    return words.size() <= NAMED ? first : first + " and " + (words.size() - NAMED) + " more";
  }
}
