package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.broker.BrokerProcess;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Services or the broker die in mid-run and are started again. */
class CrashIT {

  private static final String MANDATE = "tianjin-mandate";

  /** So that a run is not over before the last of three services is killed. */
  private static final long PACE_MILLIS = 1_000;

  /**
   * One after another in the same run: each start takes seconds, in which the run goes on. Of a
   * topic in which nobody has written there are no offsets, and nobody waits for them.
   */
  @Test
  void eachServiceIsKilledInMidRunAndNoAwardIsChangedOrRepeated()
      throws IOException, InterruptedException {
    Stack stack = Market.stack();
    Logs logs = Logs.fromNow();
    KafkaRun run =
        KafkaRun.start(Market.api(), new Order(MANDATE, "", 21, 3, Market.SMALL, PACE_MILLIS));
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    for (String service : List.of("policy-service", "provider-service", "procurement-service")) {
      stack.kill(service);
      stack.start(service);
      assertThat(run.refresh().over()).as("%s was killed in mid-run", service).isFalse();
    }

    Market.proven(stack, run, MANDATE, 21);
    assertThat(logs.of(Service.PROVIDER)).doesNotContain("no committed offset of external-bids");
  }

  @Test
  @Tag("long")
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

  /** By SIGTERM alone: it prints how long each took. */
  @Test
  @Tag("long")
  void eachServiceThatIsToldToEndUnderLoadLeavesByItselfAndLosesNothing() throws Exception {
    Stack stack = Market.stack();
    Map<String, Long> lettersBefore = DeadLetters.counts();
    KafkaRun run =
        KafkaRun.start(Market.api(), new Order(MANDATE, "", 24, 3, Market.SMALL, PACE_MILLIS));
    Map<String, String> larger = Map.of("population.buyers", "10000", "months", "96");
    KafkaRun beside = Market.order("no-policy", 24, 8, larger);
    Market.until("both are under way", () -> beside.refresh().progress() > 0.02);

    for (Service service : Service.values()) {
      ProcessHandle process =
          ProcessHandle.of(stack.pid(service.label()).orElseThrow()).orElseThrow();
      long told = System.nanoTime();
      process.destroy();
      process.onExit().get(Market.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      System.out.printf(
          "%s left %d ms after SIGTERM%n", service.label(), (System.nanoTime() - told) / 1_000_000);
      stack.start(service.label());
      assertThat(run.refresh().over()).as("%s was ended in mid-run", service).isFalse();
    }

    Market.proven(stack, run, MANDATE, 24);
    Market.proven(stack, beside, "no-policy", 24, larger);
    assertThat(DeadLetters.counts()).isEqualTo(lettersBefore);
  }

  @Test
  @Tag("long")
  void servicesWhoseOffsetsAreSetBackHearNothingTwice() throws IOException, InterruptedException {
    List<Service> killed = List.of(Service.PROVIDER, Service.PROCUREMENT);
    Stack stack = Market.stack();
    String broker = stack.bootstrapServers();
    Map<String, Long> lettersBefore = DeadLetters.counts();
    KafkaRun run = Market.order(MANDATE, 23, 3);
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    killed.forEach(service -> stack.kill(service.label()));
    for (Service service : killed) {
      Market.until(
          "nobody is in the group of " + service.label(),
          () -> Offsets.deserted(broker, service.label()));
      Offsets.setBack(broker, service.label());
    }
    for (Service service : killed) {
      stack.start(service.label());
    }

    Market.proven(stack, run, MANDATE, 23);
    assertThat(DeadLetters.counts()).isEqualTo(lettersBefore);
    for (Service service : killed) {
      assertThat(repeatedRecords(service)).as(service.label()).isPositive();
    }
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
