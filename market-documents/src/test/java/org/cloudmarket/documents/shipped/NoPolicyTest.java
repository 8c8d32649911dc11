package org.cloudmarket.documents.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.cloudmarket.documents.shipped.Replications.Run;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Segment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The market left alone for 96 months, over 20 seeds, behaves like a market. */
class NoPolicyTest {

  private static Replications market;

  @BeforeAll
  static void run() {
    market = Replications.of(20, "no-policy", Optional.empty(), Map.of());
  }

  private static Series running(Run run) {
    return Series.spend(
        run.figures,
        run.course(),
        Series.By.PROVIDER,
        Series.Of.RUNNING,
        cell -> true,
        run.scenario.months());
  }

  @Test
  void nobodyRunsAwayToAMonopoly() {
    for (Run run : market.runs()) {
      for (double[] shares : running(run).shares().values()) {
        assertThat(DoubleStream.of(shares).max().orElseThrow()).isLessThan(0.55);
      }
      double concentration =
          running(run).shares().values().stream()
              .mapToDouble(shares -> shares[95] * shares[95])
              .sum();
      assertThat(concentration).as("Herfindahl index in the last month").isBetween(0.10, 0.30);
    }
  }

  @Test
  void noPriceIsAtOrBelowZero() {
    assertThat(market.runs()).allMatch(run -> run.lowestAnnualFen > 0);
  }

  @Test
  void failedTendersAreRare() {
    double failed = market.mean(run -> (double) run.failures / (run.failures + run.publicAwards));

    assertThat(failed).isBetween(0.01, 0.08);
  }

  @Test
  void nothingIsDisplacedAndNobodyComplains() {
    for (Run run : market.runs()) {
      assertThat(run.sum(Measure.DISPLACED_TO, cell -> true)).isZero();
      assertThat(run.sum(Measure.COMPLAINTS, cell -> true)).isZero();
    }
  }

  @Test
  void sharesAreNotOwnedByAHandfulOfGiants() {
    // One contract won or lost does not move the leader's share by half a point from month to
    // month.
    for (Run run : market.runs()) {
      double[] leader = running(run).shares().get("alibaba-cloud");
      for (int t = 1; t < leader.length; t++) {
        assertThat(Math.abs(leader[t] - leader[t - 1])).isLessThan(0.012);
      }
    }
  }

  @Test
  void theSpreadOfAYearsShareOverSeedsIsAboutAPoint() {
    double mean = market.mean(NoPolicyTest::leaderIn2021);
    double variance =
        market.runs().stream().mapToDouble(run -> Math.pow(leaderIn2021(run) - mean, 2)).sum()
            / (market.runs().size() - 1);

    assertThat(Math.sqrt(variance)).isBetween(0.002, 0.015);
  }

  private static double leaderIn2021(Run run) {
    double[] shares =
        Series.spend(
                run.figures,
                run.course(),
                Series.By.PROVIDER,
                Series.Of.RUNNING,
                cell -> cell.segment() != Segment.OVERSEAS_CUSTOMER,
                36)
            .shares()
            .get("alibaba-cloud");
    return DoubleStream.of(shares).skip(24).average().orElseThrow();
  }

  @Test
  void spendGrowsAsItDidFrom2019To2021() {
    double growth =
        market.mean(
            run -> {
              long[] total = running(run).total();
              return mean(total, 24) / mean(total, 0);
            });

    // 27.4 over 11.5 bn USD on the restated basis, and the yuan rose by about 7% in between.
    assertThat(growth).isBetween(1.9, 2.5);
  }

  private static double mean(long[] total, int from) {
    double sum = 0;
    for (int t = from; t < from + 12; t++) {
      sum += total[t];
    }
    return sum / 12;
  }
}
