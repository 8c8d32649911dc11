package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A scenario as far as it could be read: what has a fault is left out, so that the rest can still
 * be examined.
 *
 * @param known ids that the document gives, of sound parts and of others
 * @param horizon the months of the run, unless they have a fault
 */
record Draft(
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
    List<Trigger> triggers) {

  /**
   * The months of a run.
   *
   * @param start the first
   * @param months how many
   */
  record Horizon(int start, int months) {
    int end() {
      return start + months;
    }

    /** From when to when, for people. */
    String text() {
      return "from " + Months.text(start) + " to " + Months.text(end() - 1);
    }

    /** Whether a policy's dates let it bind in any of them. */
    boolean overlaps(Policy policy) {
      return policy.binds() && policy.effective() < end() && policy.end() > start;
    }
  }

  /** Ids that a document gives to things, sound or not: what its other parts may refer to. */
  record Known(
      SortedSet<String> cities,
      SortedSet<String> segments,
      SortedSet<String> namedBuyers,
      SortedSet<String> providers,
      SortedSet<String> policies) {

    /** What a policy names is there, for who cannot know better. */
    static Known mentionedIn(JsonNode policy) {
      SortedSet<String> providers = texts(policy.path("providers"));
      providers.addAll(texts(policy.path("provider")));
      SortedSet<String> cities = texts(policy.path("scope").path("cities"));
      cities.addAll(texts(policy.path("opensIn")));
      return new Known(
          cities,
          new TreeSet<>(),
          texts(policy.path("leavers")),
          providers,
          texts(policy.path("yieldsTo")));
    }

    private static SortedSet<String> texts(JsonNode node) {
      SortedSet<String> texts = new TreeSet<>();
      (node.isArray() ? node : List.of(node))
          .forEach(
              each -> {
                if (each.isTextual()) {
                  texts.add(each.textValue());
                }
              });
      return texts;
    }

    static Known of(JsonNode document) {
      return new Known(
          Fields.keys(document.path("population").path("cities")),
          Fields.keys(document.path("population").path("segments")),
          Fields.keys(document.path("population").path("namedBuyers")),
          Fields.keys(document.path("providers")),
          Fields.keys(document.path("policies")));
    }
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
            triggers);
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
  Scenario scenario() {
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
        triggers);
  }
}
