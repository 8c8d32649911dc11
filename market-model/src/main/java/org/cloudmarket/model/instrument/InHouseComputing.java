package org.cloudmarket.model.instrument;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Words;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Favour;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Buyers get a computing centre of their own. In-house providers answer no tender; only this
 * instrument lets them hold a contract.
 *
 * @param provider the id of the in-house provider
 * @param role when it is used
 */
public record InHouseComputing(String provider, Role role) implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "in-house-computing";

  /** When the centre is used. */
  public enum Role implements Kebab {
    /** Awarded directly when a contract ends, without competition. */
    FIRST_CHOICE,
    /** Awarded when a tender fails. */
    LAST_RESORT
  }

  public InHouseComputing {
    Ids.check("provider", provider);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Optional<Favour> favours() {
    return Optional.of(
        new Favour("gives contracts to", Set.of(provider), each -> each.id().equals(provider)));
  }

  @Override
  public Optional<String> conflictsWith(Instrument other, List<Provider> providers) {
    return other instanceof InHouseComputing second
            && role == second.role
            && !provider.equals(second.provider)
        ? Optional.of(
            "the same contracts cannot go to both '" + provider + "' and '" + second.provider + "'")
        : Optional.empty();
  }

  @Override
  public void shape(RulesDraft rules) {
    switch (role) {
      case FIRST_CHOICE -> rules.awardDirectly(provider);
      case LAST_RESORT -> rules.lastResort(provider);
    }
  }

  @Override
  public Set<String> namedProviders() {
    return Set.of(provider);
  }

  /** Notes where the centre could not take the contracts that the policy gives it. */
  @Override
  public void examine(Surroundings in) {
    if (in.allProviders()) {
      in.provider(provider).ifPresent(centre -> examine(centre, in));
    }
  }

  private static void examine(Provider centre, Surroundings in) {
    if (centre.ownership() != Ownership.IN_HOUSE) {
      in.fault(
          "provider", "'" + centre.id() + "' is " + centre.ownership().id() + ", not in-house");
      return;
    }
    if (centre.opens() > in.effective()) {
      in.fault(
          "provider",
          "'"
              + centre.id()
              + "' opens in "
              + Months.text(centre.opens())
              + ", after the policy takes effect in "
              + Months.text(in.effective()));
    }
    SortedSet<String> unserved =
        of(in.bound(), group -> !centre.serves(group.city()), BuyerGroup::city);
    if (!unserved.isEmpty()) {
      in.fault(
          "scope",
          "holds buyers in "
              + Words.some(unserved)
              + ", which '"
              + centre.id()
              + "' does not serve");
    }
    in.rules().ifPresent(rules -> examine(centre, rules, in));
  }

  private static void examine(Provider centre, ProcurementRules rules, Surroundings in) {
    SortedSet<String> uncertified =
        of(
            in.bound(),
            group -> rules.requiredCertification(group.dataClass()) > centre.certificationLevel(),
            group -> group.dataClass().id());
    if (!uncertified.isEmpty()) {
      in.warn(
          "scope",
          "holds buyers with data of class "
              + Words.some(uncertified)
              + ", for which '"
              + centre.id()
              + "' is not certified");
    }
  }

  private static SortedSet<String> of(
      List<BuyerGroup> groups, Predicate<BuyerGroup> which, Function<BuyerGroup, String> what) {
    return groups.stream().filter(which).map(what).collect(Collectors.toCollection(TreeSet::new));
  }
}
