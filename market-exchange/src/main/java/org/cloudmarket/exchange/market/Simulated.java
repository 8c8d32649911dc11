package org.cloudmarket.exchange.market;

import java.util.Set;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;

/** Measures what a scenario without policies shows, over some seeds. */
final class Simulated {

  private final Scenario scenario;
  private final Figures.Sums sums = new Figures.Sums();

  private Simulated(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The figures of a scenario over the seeds from 1 on, together. */
  static Figures of(Scenario scenario, int seeds) {
    Simulated simulated = new Simulated(scenario);
    for (int seed = 1; seed <= seeds; seed++) {
      ReferenceRun.run(scenario, seed, Watcher.of(Set.of(AwardsMessage.class), simulated::take));
    }
    return simulated.sums.figures(seeds, scenario.months());
  }

  private void take(Message message) {
    switch (message) {
      case ContractsCounted counted ->
          counted.holdings().forEach(each -> sums.runs(each.provider(), (double) each.baseFen()));
      case ContractAwarded award -> {
        sums.award(
            award.win().provider(),
            (double) award.win().annualValueFen(),
            award.need().termMonths(),
            award.ranking().bidders());
        if (!award.replaced().incumbent().isEmpty()) {
          sums.followed(!award.migration());
        }
        if (isPublic(award)) {
          sums.tenders(1, 0);
        }
      }
      case TenderFailed _ -> sums.tenders(1, 1);
      default -> {}
    }
  }

  private boolean isPublic(ContractAwarded award) {
    return scenario.segments().get(award.client().segment()).publicTender();
  }
}
