package org.cloudmarket.model.message;

/**
 * A provider's month in the whole market.
 *
 * @param runningFen annual value of its running contracts at the month's end
 * @param runningUnits their volume
 * @param awardedFen annual value of the contracts that it won
 * @param bids how often it bid
 * @param wins how often it won
 * @param complaints how often it complained
 */
public record ProviderTotals(
    String provider,
    long runningFen,
    long runningUnits,
    long awardedFen,
    int bids,
    int wins,
    int complaints) {}
