package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  @Test
  void aBrokerThatIsKilledUnderLoadChangesNoAwardAndRepeatsNone()
      throws IOException, InterruptedException {
    Stack stack = Market.stack();
    Map<String, Long> lettersBefore = DeadLetters.counts();
    KafkaRun run = Market.order(MANDATE, 22, 4);
    KafkaRun beside = Market.order("no-policy", 22, 8);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    stack.kill(BrokerProcess.NAME);
    double progress = run.refresh().progress();
    stack.start(BrokerProcess.NAME);

    assertThat(progress).as("killed in mid-run").isLessThan(1);
    Market.proven(stack, run, MANDATE, 22);
    Market.proven(stack, beside, "no-policy", 22);
    assertThat(DeadLetters.counts()).isEqualTo(lettersBefore);
  }

  @ParameterizedTest
  @EnumSource(names = {"PROVIDER", "PROCUREMENT"})
  void aServiceWhoseOffsetsAreSetBackHearsNothingTwice(Service killed)
      throws IOException, InterruptedException {
    String service = killed.label();
    Stack stack = Market.stack();
    String broker = stack.bootstrapServers();
    Map<String, Long> lettersBefore = DeadLetters.counts();
    KafkaRun run = Market.order(MANDATE, 23, 3);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    stack.kill(service);
    Market.until("nobody is in its group", () -> Offsets.deserted(broker, service));
    Offsets.setBack(broker, service);
    stack.start(service);

    Market.proven(stack, run, MANDATE, 23);
    assertThat(DeadLetters.counts()).isEqualTo(lettersBefore);
    assertThat(repeatedRecords(killed)).isPositive();
  }

  private static double repeatedRecords(Service service) throws IOException, InterruptedException {
    return Http.send(Http.request(service, "/q/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith("cloudmarket_desk_repeated_records_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
