package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.cloudmarket.local.load.LoadPlan;
import org.cloudmarket.local.load.LoadReport;
import org.cloudmarket.local.load.LoadRun;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.Test;

/** A load that is put on the market is counted to the last award. */
class LoadIT {

  @Test
  void aLoadIsCountedAndTimedAndItsSwitchIsSeen() throws Exception {
    LoadPlan plan = LoadPlan.of(2_000, 4, 200, 5, 1);

    LoadReport report =
        new LoadRun(
                Market.stack().service(Service.PROCUREMENT),
                Market.stack().service(Service.POLICY),
                Market.stack().bootstrapServers(),
                plan)
            .measure();

    JsonNode json = new ObjectMapper().readTree(report.json());
    assertThat(report.sound()).as(report.json()).isTrue();
    assertThat(json.path("proof").asText()).as(report.json()).isEqualTo("EQUAL");
    long awards = json.at("/reached/awards").asLong();
    assertThat(awards).isPositive();
    assertThat(json.at("/tenderToAward/serviceMillis/count").asLong()).isEqualTo(awards);
    assertThat(json.at("/tenderToAward/responseMillis/count").asLong()).isEqualTo(awards);
    assertThat(json.at("/enactToFirstAwardMillis/count").asInt()).as(report.json()).isEqualTo(1);
  }
}
