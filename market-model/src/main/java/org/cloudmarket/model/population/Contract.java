package org.cloudmarket.model.population;

import org.cloudmarket.model.market.Months;

/**
 * A buyer's contract. Its provider is a place in the scenario's sorted list.
 *
 * @param provider who holds it; -1 for nobody
 * @param baseFen annual value at the start's volume
 * @param unitPriceMilliFen price of a unit and month
 * @param due the month in which the next tender is due, as {@link Months}
 * @param number of the present contract; 0 for none yet
 * @param failures failed tenders since it ended
 * @param bridged whether a mandate's grace was used
 */
public record Contract(
    int provider,
    long baseFen,
    long unitPriceMilliFen,
    int due,
    int number,
    int failures,
    boolean bridged) {}
