package org.cloudmarket.local.command;

import java.util.List;
import java.util.Locale;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Sizes;

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

  /** What of it is not run as it was asked for, a line each. */
  static List<String> notices(Scenario scenario) {
    return Sizes.rounded(scenario).stream().map(notice -> "Notice: " + notice).toList();
  }
}
