package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One service dies in mid-run and is started again. */
class CrashIT {

  private static final String MANDATE = "tianjin-mandate";
  private static final Scenario SCENARIO = Market.resolved(MANDATE);

  @ParameterizedTest
  @ValueSource(strings = {"policy-service", "provider-service", "procurement-service"})
  void aServiceThatIsKilledInMidRunChangesNoAwardAndRepeatsNone(String service)
      throws InterruptedException {
    Stack stack = Market.stack();
    KafkaRun run = Market.order(MANDATE, 21, 3);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    stack.kill(service);
    double progress = service.equals("procurement-service") ? 0 : run.refresh().progress();
    stack.start(service);

    assertThat(progress).as("killed in mid-run").isLessThan(1);
    Market.until("the run ends", () -> over(run));
    assertThat(run.state()).as(run.error()).isEqualTo("finished");
    List<Decided> decided = AwardsReader.decided(stack.bootstrapServers(), run.id());
    assertThat(AwardsReader.repeated(decided)).isEmpty();
    assertThat(AwardsReader.digest(decided, SCENARIO.start(), SCENARIO.end()))
        .isEqualTo(Market.reference(MANDATE, 21).digest());
    assertThat(run.digest()).isEqualTo(Market.reference(MANDATE, 21).digest());
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
  }

  /** The API may be away while its service comes back. */
  private static boolean over(KafkaRun run) {
    try {
      return run.refresh().over();
    } catch (ApiRefusal refusal) {
      assertThat(refusal.status()).as(refusal.getMessage()).isIn(0, 503);
      return false;
    }
  }
}
