package org.cloudmarket.model.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;

/**
 * A whole scenario, with nothing left to default: the market, its rules and its policies. Lists are
 * kept sorted by id, so the order in which a document names things changes nothing.
 *
 * @param name kebab-case
 * @param title one line for people
 * @param story what happened and where it is known from
 * @param start first month, as {@link Months}
 * @param months how many; 1..600
 * @param currency of all sums of money: what is said to be fen are hundredths of its unit (fen of
 *     yuan for CNY, cents for EUR)
 * @param buyers how many buyers hold a contract at the start, beside the named ones; 0..{@value
 *     #MAX_BUYERS}
 * @param acceptedBids what external providers have bid; empty where they are still to be heard
 */
public record Scenario(
    String name,
    String title,
    String story,
    int start,
    int months,
    Currency currency,
    int buyers,
    List<City> cities,
    SortedMap<Segment, SegmentProfile> segments,
    List<NamedBuyer> namedBuyers,
    List<Provider> providers,
    ProcurementRules rules,
    MarketParameters parameters,
    List<Statistic> statistics,
    List<Policy> policies,
    List<Trigger> triggers,
    Optional<AcceptedBids> acceptedBids) {

  /** The largest population. */
  public static final int MAX_BUYERS = 1_000_000;

  /** The longest run, in months. */
  public static final int MAX_MONTHS = 600;

  /** The most providers: a set of them fits two 64-bit words. */
  public static final int MAX_PROVIDERS = 128;

  /** The most policies: a set of them fits one 64-bit word. */
  public static final int MAX_POLICIES = 64;

  public Scenario {
    Ids.check("scenario", name);
    Ranges.within("months", months, 1, MAX_MONTHS);
    if (!Currencies.hasHundredths(currency)) {
      throw new IllegalArgumentException(
          currency + " is not parted into hundredths, in which money is counted");
    }
    Ranges.within("buyers", buyers, 0, MAX_BUYERS);
    Ranges.within("providers", providers.size(), 1, MAX_PROVIDERS);
    Ranges.within("policies", policies.size(), 0, MAX_POLICIES);
    Ranges.within("cities", cities.size(), 1, 1_000);
    ProcurementRules.DECLARATION.check(rules);
    MarketParameters.DECLARATION.check(parameters);
    cities = sortedById("city", cities, City::id);
    namedBuyers = sortedById("buyer", namedBuyers, NamedBuyer::id);
    providers = sortedById("provider", providers, Provider::id);
    statistics = sortedById("statistic", statistics, Statistic::id);
    policies = sortedById("policy", policies, Policy::id);
    triggers = sortedById("trigger", triggers, Trigger::id);
    segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
  }

  /** A scenario that knows no bids from outside. */
  public Scenario(
      String name,
      String title,
      String story,
      int start,
      int months,
      Currency currency,
      int buyers,
      List<City> cities,
      SortedMap<Segment, SegmentProfile> segments,
      List<NamedBuyer> namedBuyers,
      List<Provider> providers,
      ProcurementRules rules,
      MarketParameters parameters,
      List<Statistic> statistics,
      List<Policy> policies,
      List<Trigger> triggers) {
    this(
        name,
        title,
        story,
        start,
        months,
        currency,
        buyers,
        cities,
        segments,
        namedBuyers,
        providers,
        rules,
        parameters,
        statistics,
        policies,
        triggers,
        Optional.empty());
  }

  private static <T> List<T> sortedById(String what, List<T> items, Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    for (T item : items) {
      if (!seen.add(id.apply(item))) {
        throw new IllegalArgumentException("two of the same " + what + " id: " + id.apply(item));
      }
    }
    List<T> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(id));
    return List.copyOf(sorted);
  }

  /** The month after the last. */
  public int end() {
    return start + months;
  }

  /** The policy with this id. */
  public Optional<Policy> policy(String id) {
    return policies.stream().filter(policy -> policy.id().equals(id)).findFirst();
  }

  /** The provider with this id. */
  public Optional<Provider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  /** Whether each month waits for bids from outside. */
  public boolean waitsForBids() {
    return acceptedBids.isEmpty() && providers.stream().anyMatch(Provider::external);
  }

  /** The same scenario under other policies. */
  public Scenario withPolicies(List<Policy> others, List<Trigger> otherTriggers) {
    return with(months, buyers, namedBuyers, providers, others, otherTriggers, acceptedBids);
  }

  /** The same scenario with other providers. */
  public Scenario withProviders(List<Provider> others) {
    return with(months, buyers, namedBuyers, others, policies, triggers, acceptedBids);
  }

  /** The same scenario with what external providers have bid. */
  public Scenario withAcceptedBids(AcceptedBids bids) {
    return with(months, buyers, namedBuyers, providers, policies, triggers, Optional.of(bids));
  }

  /** The same scenario with more or fewer buyers. */
  public Scenario withBuyers(int count, List<NamedBuyer> named) {
    return with(months, count, named, providers, policies, triggers, acceptedBids);
  }

  /** The same scenario for another number of months. */
  public Scenario withMonths(int count) {
    return with(count, buyers, namedBuyers, providers, policies, triggers, acceptedBids);
  }

  private Scenario with(
      int otherMonths,
      int otherBuyers,
      List<NamedBuyer> otherNamed,
      List<Provider> otherProviders,
      List<Policy> otherPolicies,
      List<Trigger> otherTriggers,
      Optional<AcceptedBids> otherBids) {
    return new Scenario(
        name,
        title,
        story,
        start,
        otherMonths,
        currency,
        otherBuyers,
        cities,
        segments,
        otherNamed,
        otherProviders,
        rules,
        parameters,
        statistics,
        otherPolicies,
        otherTriggers,
        otherBids);
  }
}
