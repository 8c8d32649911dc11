package org.cloudmarket.model.population;

import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;

/**
 * A buyer as it is for the whole run.
 *
 * @param id kebab-case
 * @param key what draws know it by
 * @param segment its kind
 * @param city its city's id
 * @param dataClass the data that it holds
 * @param publicTender whether it buys by public tender rules
 * @param exposurePpm how far its leaders answer to government
 * @param baseUnits volume at the start's level of demand
 * @param opening its contract when the run begins, or its entry
 */
public record Buyer(
    String id,
    long key,
    Segment segment,
    String city,
    DataClass dataClass,
    boolean publicTender,
    int exposurePpm,
    long baseUnits,
    Fact.Buyer opening) {}
