package org.cloudmarket.model.soundness;

import java.util.IdentityHashMap;
import java.util.List;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.scenario.Scenario;

/** Examines whether the parts of a scenario, each sound by itself, can be together. */
public final class Soundness {

  private final Draft draft;
  private final Examination faults;
  private final IdentityHashMap<Provider, Boolean> servesEverywhere = new IdentityHashMap<>();

  private Soundness(Draft draft, Examination faults) {
    this.draft = draft;
    this.faults = faults;
  }

  /** What must be mended before a scenario could be run, in words; nothing where it could. */
  public static List<String> faultsIn(Scenario scenario) {
    return findingsIn(scenario).faults().stream().map(Fault::toString).toList();
  }

  /** What must be mended in a scenario, and what is probably not meant. */
  public static Findings findingsIn(Scenario scenario) {
    Examination found = new Examination();
    Draft draft = Draft.of(scenario);
    References.check(draft, found);
    if (found.count() == 0) {
      check(draft, found);
    }
    return found.findings();
  }

  /** Notes every fault and warning. */
  public static void check(Draft draft, Examination faults) {
    Soundness consistency = new Soundness(draft, faults);
    consistency.sizes();
    draft.segments().values().forEach(consistency::stock);
    draft.horizon().ifPresent(consistency::openings);
    consistency.external();
    BuyerGroups groups = BuyerGroups.of(draft);
    Supply.check(draft, groups, faults);
    Contradictions.check(draft, groups, faults);
    PolicyChecks.check(draft, groups, faults);
    if (faults.count() == 0) {
      Amounts.check(draft.scenario(), faults); // It needs the whole scenario.
    }
  }

  private void sizes() {
    if (draft.segments().size() == draft.known().segments().size()) {
      Sizes.rounded(draft.buyers(), draft.segments().values())
          .forEach(notice -> faults.warn(notice.pointer(), notice.detail()));
    }
  }

  /** Buyers of a segment sit in every city, and their contracts run from the first month. */
  private void stock(SegmentProfile profile) {
    profile
        .stockPpm()
        .forEach(
            (id, part) -> {
              if (part > 0) {
                draft.provider(id).ifPresent(provider -> holdsEverywhere(profile, provider));
              }
            });
  }

  private void holdsEverywhere(SegmentProfile profile, Provider provider) {
    String pointer =
        Pointer.to("/population/segments/" + profile.segment().id() + "/stock", provider.id());
    if (provider.ownership() == Ownership.IN_HOUSE) {
      faults.add(pointer, "is an in-house centre; only a policy gives it contracts");
    } else if (!servesEverywhere.computeIfAbsent(
        provider,
        each -> each.cities().isEmpty() || each.cities().containsAll(draft.known().cities()))) {
      faults.add(pointer, "serves some cities only, and the segment's buyers sit in all of them");
    }
    draft
        .horizon()
        .filter(horizon -> provider.opens() > horizon.start())
        .ifPresent(
            horizon ->
                faults.add(
                    pointer,
                    "opens in "
                        + Months.text(provider.opens())
                        + " and cannot hold contracts in "
                        + Months.text(horizon.start())));
  }

  private void openings(Horizon horizon) {
    for (NamedBuyer buyer : draft.namedBuyers()) {
      namedBuyer(buyer, horizon);
    }
    for (Provider provider : draft.providers()) {
      if (provider.opens() >= horizon.end()) {
        faults.warn(
            Pointer.to("/providers", provider.id()) + "/opens",
            "is "
                + Months.text(provider.opens())
                + ", after the run's last month "
                + Months.text(horizon.end() - 1)
                + ": it never bids");
      }
    }
  }

  /** Bids from outside are for competitors that somebody can be. */
  private void external() {
    for (Provider provider : draft.providers()) {
      if (provider.external() && provider.ownership() == Ownership.IN_HOUSE) {
        faults.add(
            Pointer.to("/providers", provider.id()) + "/strategy",
            "is '" + provider.strategy().id() + "', and an in-house centre does not bid");
      } else if (provider.external() && provider.fringe()) {
        faults.add(
            Pointer.to("/providers", provider.id()) + "/strategy",
            "is '"
                + provider.strategy().id()
                + "', and the rest of the market is nobody that could bid");
      }
    }
    draft
        .acceptedBids()
        .ifPresent(
            bids -> {
              for (String id : bids.fen().keySet()) {
                draft
                    .provider(id)
                    .filter(provider -> !provider.external())
                    .ifPresent(
                        provider ->
                            faults.add(
                                Pointer.to("/acceptedBids", id),
                                "is not a provider whose bids come from outside"));
              }
            });
  }

  private void namedBuyer(NamedBuyer buyer, Horizon horizon) {
    String pointer = Pointer.to("/population/namedBuyers", buyer.id());
    if (!draft.known().segments().contains(buyer.segment().id())) {
      faults.add(
          pointer + "/segment",
          "is '" + buyer.segment().id() + "', which the population does not describe");
    }
    if (buyer.contractEnds() < horizon.start()) {
      faults.add(
          pointer + "/contractEnds",
          "is "
              + Months.text(buyer.contractEnds())
              + ", before the run's first month "
              + Months.text(horizon.start()));
    }
    if (buyer.contractEnds() >= horizon.end()) {
      faults.warn(
          pointer + "/contractEnds",
          "is "
              + Months.text(buyer.contractEnds())
              + ", after the run's last month "
              + Months.text(horizon.end() - 1)
              + ": the buyer never tenders");
    }
    draft
        .provider(buyer.incumbent())
        .filter(provider -> provider.opens() > horizon.start() || !provider.serves(buyer.city()))
        .ifPresent(
            provider ->
                faults.add(
                    pointer + "/incumbent",
                    "'"
                        + provider.id()
                        + "' does not serve "
                        + buyer.city()
                        + " in "
                        + Months.text(horizon.start())));
  }
}
