package org.cloudmarket.local.command;

import java.util.Locale;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;

/** What is run, in one line. */
final class Headlines {

  private Headlines() {}

  static String of(Scenario scenario, long seed) {
    return String.format(
        Locale.ROOT,
        "%s: %s to %s, %,d buyers at the start in %d cities, seed %d",
        scenario.name(),
        Months.text(scenario.start()),
        Months.text(scenario.end() - 1),
        scenario.buyers(),
        scenario.cities().size(),
        seed);
  }
}
