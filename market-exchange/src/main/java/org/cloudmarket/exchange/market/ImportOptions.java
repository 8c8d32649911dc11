package org.cloudmarket.exchange.market;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What somebody decides about a market that is made of data.
 *
 * @param name of the scenario, in kebab-case
 * @param source what the data are, for people
 * @param start the first month; proposed where it is empty
 * @param months how many; proposed where it is empty
 * @param ownProviders how many suppliers become providers of their own where the mapping says
 *     nothing of them; 0..126
 * @param namedAbove buyers whose running contracts cost more than this a year, in units of the
 *     currency, are named; where it is empty, those with more than 2 percent of all
 */
public record ImportOptions(
    String name,
    String source,
    OptionalInt start,
    OptionalInt months,
    int ownProviders,
    Optional<BigDecimal> namedAbove) {

  /** How many providers of their own there are unless somebody says otherwise. */
  public static final int OWN_PROVIDERS = 12;

  /** The most: two places are kept for all others. */
  public static final int MOST_OWN_PROVIDERS = Scenario.MAX_PROVIDERS - 2;

  /** Options that leave all to what is proposed. */
  public static ImportOptions of(String name, String source) {
    return new ImportOptions(
        name, source, OptionalInt.empty(), OptionalInt.empty(), OWN_PROVIDERS, Optional.empty());
  }
}
