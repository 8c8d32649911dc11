package org.cloudmarket.model.message;

import org.cloudmarket.model.market.Segment;

/**
 * Running contracts of one provider with one segment in one city.
 *
 * @param contracts how many
 * @param baseFen annual value at the start's volume
 * @param baseUnits volume at the start
 */
public record Holding(
    String city, Segment segment, String provider, int contracts, long baseFen, long baseUnits) {}
