package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.log.scenario.DocumentLibrary;
import org.cloudmarket.log.scenario.ScenarioJson;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.junit.jupiter.api.Test;

class RunOrderTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private static final ProcurementSettings.Runs DEFAULTS =
      new ProcurementSettings.Runs() {
        @Override
        public long seed() {
          return 1;
        }

        @Override
        public int shards() {
          return 4;
        }

        @Override
        public Duration patience() {
          return Duration.ZERO;
        }
      };

  private static RunOrder read(String body) {
    return RunOrder.read(body.getBytes(StandardCharsets.UTF_8), LIBRARY, DEFAULTS);
  }

  private static List<Fault> faults(String body) {
    return catchThrowableOfType(Refusal.class, () -> read(body)).problem().errors();
  }

  @Test
  void anOrderNeedsNothingButAScenario() {
    RunOrder order = read("{\"scenario\": \"no-policy\"}");

    assertThat(order.scenario().name()).isEqualTo("no-policy");
    assertThat(order.seed()).isEqualTo(1);
    assertThat(order.shards()).isEqualTo(4);
    assertThat(order.arm()).isEmpty();
  }

  @Test
  void changesAreTakenAsValuesOrAsTheirText() {
    RunOrder order =
        read(
            "{\"scenario\": \"tianjin-mandate\", \"arm\": \"mandate\", \"seed\": -5, \"shards\": 64,"
                + " \"set\": {\"population.buyers\": 600, \"months\": \"24\"}}");

    assertThat(order.scenario().buyers()).isEqualTo(600);
    assertThat(order.scenario().months()).isEqualTo(24);
    assertThat(order.seed()).isEqualTo(-5);
    assertThat(order.shards()).isEqualTo(64);
  }

  @Test
  void aResolvedScenarioCanBeOrderedAgain() {
    RunOrder first = read("{\"scenario\": \"tianjin-mandate\", \"arm\": \"preference-only\"}");

    RunOrder again = read("{\"scenario\": " + ScenarioJson.write(first.scenario()) + "}");

    assertThat(again.scenario()).isEqualTo(first.scenario());
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    List<Fault> faults =
        faults(
            "{\"scenario\": \"tianjin-mandate\", \"arm\": \"mandat\", \"seed\": 1.5, \"shards\": 65,"
                + " \"speed\": 1, \"set\": {\"months\": 0}}");

    assertThat(faults)
        .extracting(Fault::pointer)
        .contains("/speed", "/seed", "/shards", "/scenario/months");
    assertThat(faults).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void whatIsNoOrderIsSaidToBeNone() {
    assertThat(faults("{\"scenario\": "))
        .extracting(Fault::detail)
        .first()
        .asString()
        .contains("JSON");
    assertThat(faults("[]")).hasSize(1);
    assertThat(faults("")).hasSize(1);
    assertThat(faults("{}")).extracting(Fault::pointer).containsExactly("/scenario");
    assertThat(faults("{\"scenario\": 5}")).extracting(Fault::pointer).containsExactly("/scenario");
    assertThat(faults("{\"scenario\": \"no-polcy\"}"))
        .extracting(Fault::detail)
        .first()
        .asString()
        .contains("no-policy");
    assertThat(faults("{\"seed\": 1, \"seed\": 2}")).hasSize(1);
    assertThat(faults("[".repeat(5_000))).hasSize(1);
  }
}
