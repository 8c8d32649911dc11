package org.cloudmarket.log.scenario;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.Policy;

/** {@link InHouseComputing} in documents. */
final class InHouseComputingForm extends InstrumentForm<InHouseComputing> {

  private final Slot<InHouseComputing, String> provider =
      has(Slot.provider("provider", "The in-house provider.", InHouseComputing::provider));
  private final Slot<InHouseComputing, InHouseComputing.Role> role =
      has(
          Slot.word(
              "role",
              "When it is used.",
              "role",
              InHouseComputing.Role.class,
              InHouseComputing::role));

  InHouseComputingForm() {
    super(
        InHouseComputing.class,
        InHouseComputing.TYPE,
        "In-house computing",
        "Buyers get a computing centre of their own. Nobody else calls it: it holds a contract only"
            + " under this instrument, as first choice without competition, or where a tender"
            + " fails.");
  }

  @Override
  InHouseComputing make(Filled filled) {
    return new InHouseComputing(filled.of(provider), filled.of(role));
  }

  /** Notes where the centre could not take the contracts that the policy gives it. */
  @Override
  void examine(Policy policy, InHouseComputing computing, Surroundings in) {
    if (in.draft().allProviders()) {
      in.draft().provider(computing.provider()).ifPresent(centre -> centre(policy, centre, in));
    }
  }

  private void centre(Policy policy, Provider centre, Surroundings in) {
    if (centre.ownership() != Ownership.IN_HOUSE) {
      in.fault(
          policy,
          provider.name(),
          "'" + centre.id() + "' is " + centre.ownership().id() + ", not in-house");
      return;
    }
    if (centre.opens() > policy.effective()) {
      in.fault(
          policy,
          provider.name(),
          "'"
              + centre.id()
              + "' opens in "
              + Months.text(centre.opens())
              + ", after the policy takes effect in "
              + Months.text(policy.effective()));
    }
    List<Kinds.Kind> bound = in.kinds().boundBy(policy);
    SortedSet<String> unserved = of(bound, kind -> !centre.serves(kind.city()), Kinds.Kind::city);
    if (!unserved.isEmpty()) {
      in.fault(
          policy,
          "scope",
          "holds buyers in "
              + Kinds.some(unserved)
              + ", which '"
              + centre.id()
              + "' does not serve");
    }
    in.draft()
        .rules()
        .ifPresent(
            rules -> {
              SortedSet<String> uncertified =
                  of(
                      bound,
                      kind ->
                          rules.requiredCertification(kind.dataClass())
                              > centre.certificationLevel(),
                      kind -> kind.dataClass().id());
              if (!uncertified.isEmpty()) {
                in.warn(
                    policy,
                    "scope",
                    "holds buyers with data of class "
                        + Kinds.some(uncertified)
                        + ", for which '"
                        + centre.id()
                        + "' is not certified");
              }
            });
  }

  private static SortedSet<String> of(
      List<Kinds.Kind> kinds, Predicate<Kinds.Kind> which, Function<Kinds.Kind, String> what) {
    return kinds.stream().filter(which).map(what).collect(Collectors.toCollection(TreeSet::new));
  }
}
