package org.cloudmarket.model.policy;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;

/**
 * The market that a policy is in, while it is examined there, and what of the policy its instrument
 * has to know. What of the scenario has a fault is left out, and has been said.
 */
public interface Surroundings {

  /** The sound providers. */
  List<Provider> providers();

  /** The sound provider with an id. */
  Optional<Provider> provider(String id);

  /**
   * Whether every provider is sound, so that it means something when none of them does what is
   * looked for.
   */
  boolean allProviders();

  /** What the buyers of a segment have in common, if it is sound. */
  Optional<SegmentProfile> segment(Segment segment);

  /** The sound named buyers. */
  List<NamedBuyer> namedBuyers();

  /** The law. */
  Optional<ProcurementRules> rules();

  /** The months of the run. */
  Optional<Horizon> horizon();

  /** The first month in which the policy binds, as {@link Months}. */
  int effective();

  /** Whether the policy's dates let it bind in any month of a run. */
  boolean bindsIn(Horizon run);

  /** The groups of buyers that the policy binds. */
  List<BuyerGroup> bound();

  /** Notes if the policy shuts no provider out, as far as all of them are known. */
  void warnIfItShutsNobodyOut();

  /** Notes what must be mended in a field of the policy. */
  void fault(String field, String detail);

  /** Notes what is probably not meant in a field of the policy. */
  void warn(String field, String detail);

  /** Notes what is probably not meant about the policy. */
  void warn(String detail);
}
