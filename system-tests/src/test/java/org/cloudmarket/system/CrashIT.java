package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.junit.jupiter.api.Test;

/** Processes die in mid-run and are started again. */
class CrashIT {

  private static final String MANDATE = "tianjin-mandate";

  @Test
  void servicesThatAreKilledInMidRunChangeNoAwardAndRepeatNone() throws InterruptedException {
    Stack stack = Market.stack();
    KafkaRun run = Market.order(MANDATE, 21, 3);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    assertThat(run.progress()).as("killed in mid-run").isLessThan(1);
    for (Service service : Service.values()) {
      stack.kill(service.label());
    }
    for (Service service : Service.values()) {
      stack.start(service.label());
    }

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

  @Test
  void aServiceWhoseOffsetsAreSetBackHearsNothingTwice() throws IOException, InterruptedException {
    Service killed = Service.PROVIDER;
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
