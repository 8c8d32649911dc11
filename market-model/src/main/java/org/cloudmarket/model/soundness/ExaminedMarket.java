package org.cloudmarket.model.soundness;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Surroundings;

/** A draft's market around one of its policies. */
record ExaminedMarket(Policy policy, Draft draft, BuyerGroups groups, Examination found)
    implements Surroundings {

  @Override
  public List<Provider> providers() {
    return draft.providers();
  }

  @Override
  public Optional<Provider> provider(String id) {
    return draft.provider(id);
  }

  @Override
  public boolean allProviders() {
    return draft.allProviders();
  }

  @Override
  public Optional<SegmentProfile> segment(Segment segment) {
    return Optional.ofNullable(draft.segments().get(segment));
  }

  @Override
  public List<NamedBuyer> namedBuyers() {
    return draft.namedBuyers();
  }

  @Override
  public Optional<ProcurementRules> rules() {
    return draft.rules();
  }

  @Override
  public Optional<Horizon> horizon() {
    return draft.horizon();
  }

  @Override
  public int effective() {
    return policy.effective();
  }

  @Override
  public boolean bindsIn(Horizon run) {
    return policy.bindsIn(run);
  }

  @Override
  public List<BuyerGroup> bound() {
    return groups.boundBy(policy);
  }

  @Override
  public void warnIfItShutsNobodyOut() {
    TenderAccess access = TenderAccess.of(policy, draft.rules());
    if (draft.allProviders() && draft.providers().stream().noneMatch(access::shutsOut)) {
      warn("shuts no provider out: the policy touches nobody");
    }
  }

  @Override
  public void fault(String field, String detail) {
    found.add(Pointer.to(at(), field), detail);
  }

  @Override
  public void warn(String field, String detail) {
    found.warn(Pointer.to(at(), field), detail);
  }

  @Override
  public void warn(String detail) {
    found.warn(at(), detail);
  }

  private String at() {
    return Pointer.to("/policies", policy.id());
  }
}
