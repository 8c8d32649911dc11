package org.cloudmarket.model.population;

import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;

/**
 * A buyer as it enters the market.
 *
 * @param name the id of a named buyer; empty for others
 * @param number the number of a buyer without a name, in its segment, negative for a newcomer; 0
 *     for a named one
 * @param hash of its id; see {@link org.cloudmarket.model.random.Draws#hash(String)}
 * @param segment its kind
 * @param city the place of its city in the scenario's sorted list
 * @param dataClass the data that it holds
 * @param exposurePpm how far its leaders answer to government
 * @param baseUnits volume at the start's level of demand
 * @param opening its contract when the run begins, or its entry
 */
public record Buyer(
    String name,
    int number,
    long hash,
    Segment segment,
    int city,
    DataClass dataClass,
    int exposurePpm,
    long baseUnits,
    Contract opening) {

  /** Its id, in kebab-case. */
  public String id() {
    return number == 0 ? name : BuyerIds.id(segment, number);
  }
}
