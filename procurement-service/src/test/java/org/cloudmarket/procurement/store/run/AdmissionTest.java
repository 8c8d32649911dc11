package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.config.TestSettings;
import org.junit.jupiter.api.Test;

/** What is looked at without a database; the rest is a system test's. */
class AdmissionTest {

  static Admission admission(Map<String, String> settings) {
    return new Admission(TestSettings.of(settings));
  }

  private static RunOrdered order(int shards, int buyers) {
    return new RunOrdered("run-a", SmallMarket.scenario().withBuyers(buyers, List.of()), 1, shards);
  }

  @Test
  void theLargestRunThereIsFitsByDefault() {
    Admission admission = admission(Map.of());

    assertThat(admission.impossible(order(RunsMessage.MAX_SHARDS, Scenario.MAX_BUYERS))).isEmpty();
  }

  @Test
  void whatWouldNeverFitIsAFaultOfTheOrderForEachLimit() {
    Admission admission =
        admission(
            Map.of(
                "procurement.limits.live-shards", "8", "procurement.limits.live-buyers", "1000"));

    assertThat(admission.impossible(order(9, 1001)))
        .containsExactly(
            new Fault(
                "/shards",
                "needs 9 live shards where 0 of 8 are taken; the setting"
                    + " procurement.limits.live-shards is the limit"),
            new Fault(
                "/scenario/population/buyers",
                "needs 1001 live buyers where 0 of 1000 are taken; the setting"
                    + " procurement.limits.live-buyers is the limit"));
    assertThat(admission.impossible(order(8, 1000))).isEmpty();
  }
}
