package org.cloudmarket.model.policy;

import java.util.Comparator;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;

/**
 * Buyers that are alike to every policy.
 *
 * @param policies those that bind them, as a set of places in the scenario's list: there are at
 *     most 64
 */
public record BuyerGroup(Segment segment, String city, DataClass dataClass, long policies) {

  /** By who they are, whatever binds them. */
  public static final Comparator<BuyerGroup> ORDER =
      Comparator.comparing(BuyerGroup::city)
          .thenComparing(BuyerGroup::segment)
          .thenComparing(BuyerGroup::dataClass);
}
