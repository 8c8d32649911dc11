package org.cloudmarket.model.soundness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A scenario as far as it could be read: what has a fault is left out, so that the rest can still
 * be examined. Whoever reads documents makes one; a whole scenario is one too.
 *
 * @param known ids of sound parts and of others
 * @param horizon the months of the run, unless they have a fault
 */
public record Draft(
    Known known,
    String name,
    String title,
    String story,
    Optional<Horizon> horizon,
    Currency currency,
    int buyers,
    List<City> cities,
    SortedMap<Segment, SegmentProfile> segments,
    List<NamedBuyer> namedBuyers,
    List<Provider> providers,
    Optional<ProcurementRules> rules,
    Optional<MarketParameters> parameters,
    List<Statistic> statistics,
    List<Policy> policies,
    List<Trigger> triggers,
    Optional<AcceptedBids> acceptedBids) {

  /** Ids that are given to things, sound or not: what other parts may refer to. */
  public record Known(
      SortedSet<String> cities,
      SortedSet<String> segments,
      SortedSet<String> namedBuyers,
      SortedSet<String> providers,
      SortedSet<String> policies) {

    static Known in(Scenario scenario) {
      return new Known(
          ids(scenario.cities(), City::id),
          ids(scenario.segments().keySet(), Segment::id),
          ids(scenario.namedBuyers(), NamedBuyer::id),
          ids(scenario.providers(), Provider::id),
          ids(scenario.policies(), Policy::id));
    }

    private static <T> SortedSet<String> ids(Collection<T> things, Function<T, String> id) {
      SortedSet<String> ids = new TreeSet<>();
      things.forEach(each -> ids.add(id.apply(each)));
      return ids;
    }
  }

  /** A scenario of which each part is sound. */
  public static Draft of(Scenario scenario) {
    return new Draft(
        Known.in(scenario),
        scenario.name(),
        scenario.title(),
        scenario.story(),
        Optional.of(new Horizon(scenario.start(), scenario.months())),
        scenario.currency(),
        scenario.buyers(),
        scenario.cities(),
        scenario.segments(),
        scenario.namedBuyers(),
        scenario.providers(),
        Optional.of(scenario.rules()),
        Optional.of(scenario.parameters()),
        scenario.statistics(),
        scenario.policies(),
        scenario.triggers(),
        scenario.acceptedBids());
  }

  /**
   * Whether every provider is sound, so that it means something when none of them does what is
   * looked for.
   */
  boolean allProviders() {
    return !providers.isEmpty() && providers.size() == known.providers().size();
  }

  /** Whether every city is sound. */
  boolean allCities() {
    return !cities.isEmpty() && cities.size() == known.cities().size();
  }

  /** The draft with its providers as dated policies have made them in a month. */
  Draft asOf(int month) {
    List<Provider> then = new ArrayList<>(providers);
    for (Policy policy : policies) {
      if (policy.instrument() instanceof ProviderChange change
          && !policy.byTrigger()
          && policy.datedFor(month)) {
        then.replaceAll(each -> each.id().equals(change.provider()) ? change.change(each) : each);
      }
    }
    return then.equals(providers)
        ? this
        : new Draft(
            known,
            name,
            title,
            story,
            horizon,
            currency,
            buyers,
            cities,
            segments,
            namedBuyers,
            then,
            rules,
            parameters,
            statistics,
            policies,
            triggers,
            acceptedBids);
  }

  /** The months of a span in which a dated policy makes a provider another, or no longer does. */
  SortedSet<Integer> changesOfProviders(int from, int end) {
    SortedSet<Integer> months = new TreeSet<>();
    for (Policy policy : policies) {
      if (policy.instrument() instanceof ProviderChange && policy.binds() && !policy.byTrigger()) {
        for (int month : List.of(policy.effective(), policy.end())) {
          if (month >= from && month < end) {
            months.add(month);
          }
        }
      }
    }
    return months;
  }

  Optional<Provider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  /** The scenario, of a draft without a fault. */
  public Scenario scenario() {
    Horizon months = horizon.orElseThrow();
    return new Scenario(
        name,
        title,
        story,
        months.start(),
        months.months(),
        currency,
        buyers,
        cities,
        segments,
        namedBuyers,
        providers,
        rules.orElseThrow(),
        parameters.orElseThrow(),
        statistics,
        policies,
        triggers,
        acceptedBids);
  }
}
