package org.cloudmarket.exchange.market;

/**
 * A number of the market that neither the data nor the mapping say outright.
 *
 * @param path of it in the scenario, as {@code --set} takes it
 * @param value as it is written
 * @param confidencePercent how well the data support it, by rules of thumb; 0 where they say
 *     nothing of it
 * @param why where it is from
 */
public record Assumption(String path, String value, int confidencePercent, String why) {}
