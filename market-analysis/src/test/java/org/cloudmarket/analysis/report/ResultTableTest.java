package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.analysis.experiment.Result;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void aComparisonHasARowAnArmAndOutcomeAndMonth() {
    Result result = Results.read("comparison");
    Result.Effect first = result.outcomes().getFirst();

    List<String> lines = ResultTable.of(result).csv().lines().toList();

    assertThat(lines).hasSize(1 + 3 * (1 + 96));
    assertThat(lines.getFirst())
        .isEqualTo(
            "outcome,figure,unit,of,arm,baseline,from_month,to_month,number,"
                + "baseline_mean,arm_mean,effect,effect_low,effect_high");
    assertThat(lines.get(1))
        .as("the period")
        .isEqualTo(
            "city-cloud,running-share,fraction,tianjin-city-cloud,with,without,2021-08,2026-12,mean,"
                + first.baselinePeriod().value()
                + ","
                + first.armPeriod().value()
                + ","
                + first.period().value()
                + ","
                + first.period().low()
                + ","
                + first.period().high());
    assertThat(lines.get(97))
        .isEqualTo(
            "city-cloud,running-share,fraction,tianjin-city-cloud,with,without,2026-12,2026-12,month,"
                + first.baselineMean().getLast()
                + ","
                + first.mean().getLast()
                + ","
                + first.effect().getLast()
                + ","
                + first.low().getLast()
                + ","
                + first.high().getLast());
  }

  @Test
  void anAttributionHasARowAPolicyAndTheWhole() {
    assertThat(ResultTable.of(Results.read("attribution")).csv().lines())
        .startsWith(
            "outcome,figure,unit,of,from_month,to_month,policy,effect,effect_low,effect_high")
        .contains(
            "migrations,migrations,contracts,all,2021-08,2026-12,all,"
                + "0.0,-2.8159313145821288,2.8159313145821288")
        .hasSize(1 + 2 * 3);
  }

  @Test
  void aSensitivityLeavesEmptyWhatItsMethodDoesNotTell() {
    assertThat(ResultTable.of(Results.read("morris")).csv().lines().skip(1))
        .hasSize(3)
        .allMatch(line -> line.contains(",,,,,,,") && !line.endsWith(","));
    assertThat(ResultTable.of(Results.read("sobol")).csv().lines().skip(1))
        .hasSize(3)
        .allMatch(line -> line.endsWith(",,,,,,,,,"));
  }

  @Test
  void everyRowHasAsManyCellsAsTheHeader() {
    for (String name : List.of("comparison", "attribution", "morris", "sobol")) {
      List<String> lines = ResultTable.of(Results.read(name)).csv().lines().toList();
      assertThat(lines)
          .allMatch(
              line -> line.split(",", -1).length == lines.getFirst().split(",", -1).length, name);
    }
  }
}
