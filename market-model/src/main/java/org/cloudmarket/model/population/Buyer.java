package org.cloudmarket.model.population;

import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;

/**
 * A buyer as it enters the market.
 *
 * @param id kebab-case
 * @param segment its kind
 * @param city the place of its city in the scenario's sorted list
 * @param dataClass the data that it holds
 * @param exposurePpm how far its leaders answer to government
 * @param baseUnits volume at the start's level of demand
 * @param opening its contract when the run begins, or its entry
 */
public record Buyer(
    String id,
    Segment segment,
    int city,
    DataClass dataClass,
    int exposurePpm,
    long baseUnits,
    Contract opening) {}
