package org.cloudmarket.model.soundness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;

/**
 * Finds buyers that could buy from nobody: in the market as it stands, and in the month in which a
 * policy that shuts providers out takes effect.
 */
final class Supply {

  private final Draft draft;
  private final ProcurementRules rules;
  private final BuyerGroups groups;
  private final Examination faults;
  private final long[] superiors;
  private final List<Seller> sellers = new ArrayList<>();
  private final Map<String, List<Seller>> serving = new HashMap<>();

  private Supply(Draft draft, ProcurementRules rules, BuyerGroups groups, Examination faults) {
    this.draft = draft;
    this.rules = rules;
    this.groups = groups;
    this.faults = faults;
    superiors = PolicySet.superiors(draft.policies());
    List<TenderAccess> accesses = draft.policies().stream().map(this::accessOf).toList();
    for (Provider provider : draft.providers()) {
      sellers.add(
          new Seller(
              provider,
              PolicySet.of(accesses.size(), place -> accesses.get(place).shutsOut(provider)),
              PolicySet.of(accesses.size(), place -> accesses.get(place).calls(provider))));
    }
  }

  /**
   * A provider before the policies.
   *
   * @param shutOut those that shut it out, as a set of places
   * @param called those that let an in-house centre in
   */
  private record Seller(Provider provider, long shutOut, long called) {}

  /** Notes every fault; says nothing where providers, cities or rules have faults of their own. */
  static void check(Draft draft, BuyerGroups groups, Examination faults) {
    if (draft.allProviders()
        && draft.allCities()
        && draft.rules().isPresent()
        && draft.horizon().isPresent()) {
      new Supply(draft, draft.rules().get(), groups, faults).check(draft.horizon().get());
    }
  }

  private void check(Horizon horizon) {
    if (!certified()) {
      return;
    }
    List<BuyerGroup> without = without(groups.all(), PolicySet.NONE, horizon.start());
    if (!without.isEmpty()) {
      faults.add(
          "/providers",
          BuyerGroups.text(without)
              + " could buy from nobody in "
              + Months.text(horizon.start())
              + ": no provider that is open, serves them and is certified for their data is left");
      return;
    }
    for (Policy policy : draft.policies()) {
      if (policy.bindsIn(horizon)) {
        int month = Math.max(policy.effective(), horizon.start());
        in(month).shutting(policy, month);
      }
    }
    for (int month : draft.changesOfProviders(horizon.start(), horizon.end())) {
      in(month).changing(month);
    }
  }

  /** The same with the providers as policies have made them in a month. */
  private Supply in(int month) {
    Draft then = draft.asOf(month);
    return then.equals(draft) ? this : new Supply(then, rules, groups, faults);
  }

  /** A provider becomes another: those who could buy from it may find nobody left. */
  private void changing(int month) {
    List<BuyerGroup> without = without(groups.all(), dated(month), month);
    if (!without.isEmpty()) {
      faults.add(
          "/policies",
          "leave "
              + BuyerGroups.text(without)
              + " nobody to buy from in "
              + Months.text(month)
              + ", in which a provider becomes another by them: every provider that is open there"
              + " by then is shut out or not certified for their data");
    }
  }

  /** The policies whose dates let them bind in a month, as a set of places. */
  private long dated(int month) {
    List<Policy> policies = draft.policies();
    return PolicySet.of(
        policies.size(),
        place -> !policies.get(place).byTrigger() && policies.get(place).datedFor(month));
  }

  /** Whether for each class of data somebody has the certification that it demands. */
  private boolean certified() {
    int best =
        draft.providers().stream().mapToInt(Provider::certificationLevel).max().orElseThrow();
    boolean all = true;
    for (DataClass dataClass : DataClass.values()) {
      int level = rules.requiredCertification(dataClass);
      if (level > best) {
        all = false;
        String field =
            "/rules/requiredCertification"
                + Character.toUpperCase(dataClass.id().charAt(0))
                + dataClass.id().substring(1);
        faults.add(
            field, "demands level " + level + ", which no provider has; the highest is " + best);
      }
    }
    return all;
  }

  private void shutting(Policy policy, int month) {
    if (draft.providers().stream().noneMatch(accessOf(policy)::shutsOut)) {
      return;
    }
    long dated = PolicySet.with(dated(month), draft.policies().indexOf(policy));
    List<BuyerGroup> without = without(groups.boundBy(policy), dated, month);
    if (!without.isEmpty()) {
      faults.add(
          Pointer.to("/policies", policy.id()),
          "leaves "
              + BuyerGroups.text(without)
              + " nobody to buy from in "
              + Months.text(month)
              + ": every provider that is open there by then is shut out or not certified for their"
              + " data");
    }
  }

  /**
   * The groups of buyers, of some, that could buy from nobody in a month under a set of policies.
   */
  private List<BuyerGroup> without(Collection<BuyerGroup> some, long policies, int month) {
    // Many groups ask the same of the market; what they share is answered once.
    Map<Question, Boolean> answers = new HashMap<>();
    return some.stream()
        .filter(
            group ->
                !answers.computeIfAbsent(
                    new Question(
                        group.city(),
                        rules.requiredCertification(group.dataClass()),
                        standing(group.policies() & policies)),
                    question -> somebodySells(question, month)))
        .toList();
  }

  /**
   * What a group of buyers asks of the market; policies are a set of places in the draft's list.
   */
  private record Question(String city, int certification, long policies) {}

  private TenderAccess accessOf(Policy policy) {
    return TenderAccess.of(policy, Optional.of(rules));
  }

  /** Of some policies those that stand back before none of the others. */
  private long standing(long policies) {
    long standing = policies;
    for (int i = PolicySet.first(policies); i != PolicySet.END; i = PolicySet.next(policies, i)) {
      if ((superiors[i] & policies) != PolicySet.NONE) {
        standing = PolicySet.without(standing, i);
      }
    }
    return standing;
  }

  private boolean somebodySells(Question question, int month) {
    for (Seller seller : serving.computeIfAbsent(question.city(), this::serving)) {
      if (sells(seller, question, month)) {
        return true;
      }
    }
    return false;
  }

  private List<Seller> serving(String city) {
    return sellers.stream().filter(seller -> seller.provider.serves(city)).toList();
  }

  private static boolean sells(Seller seller, Question question, int month) {
    return (seller.shutOut & question.policies()) == PolicySet.NONE
        && seller.provider.opens() <= month
        && seller.provider.certificationLevel() >= question.certification()
        && (seller.provider.ownership() != Ownership.IN_HOUSE
            || (seller.called & question.policies()) != PolicySet.NONE);
  }
}
