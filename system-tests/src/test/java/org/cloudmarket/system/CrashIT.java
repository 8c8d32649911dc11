package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Stack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One service dies in mid-run and is started again. */
class CrashIT {

  private static final String MANDATE = "tianjin-mandate";

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
    Market.proven(stack, run, MANDATE, 21);
  }
}
