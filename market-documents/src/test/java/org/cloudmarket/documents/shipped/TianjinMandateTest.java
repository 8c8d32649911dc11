package org.cloudmarket.documents.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.shipped.Replications.Run;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the scenario must show, over 20 seeds and all five arms: the same luck in each arm. */
class TianjinMandateTest {

  private static final int SEEDS = 20;
  private static final String CITY_CLOUD = "tianjin-city-cloud";
  private static final Map<String, Replications> ARMS = new HashMap<>();

  private static boolean inScope(Cell cell) {
    return cell.city().equals(Replications.TIANJIN) && cell.segment() == Segment.STATE_ENTERPRISE;
  }

  @BeforeAll
  static void runEveryArm() {
    for (String arm :
        List.of(
            "none",
            "preference-only",
            "mandate",
            "mandate-then-preference",
            "mandate-then-repeal")) {
      // To the end of 2023: fifteen months after the deadline.
      ARMS.put(
          arm, Replications.of(SEEDS, "tianjin-mandate", Optional.of(arm), Map.of("months", "60")));
    }
  }

  private static double cityCloud(String arm, String month) {
    return ARMS.get(arm).mean(run -> run.share(CITY_CLOUD, month, TianjinMandateTest::inScope));
  }

  @Test
  void companiesInScopeMoveToTheCitysCloudAsTheirContractsEndAndAllByTheDeadline() {
    assertThat(cityCloud("mandate", "2021-07")).isLessThan(0.05);
    assertThat(cityCloud("mandate", "2021-12")).isBetween(0.10, 0.35);
    assertThat(cityCloud("mandate", "2022-05")).isBetween(0.30, 0.55);
    // Nine of ten comply.
    assertThat(cityCloud("mandate", "2022-09")).isBetween(0.85, 0.95);
    assertThat(cityCloud("none", "2022-09")).isLessThan(0.05);
  }

  @Test
  void everySeedShowsTheShift() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Run mandated = ARMS.get("mandate").runs().get(seed);
      Run left = ARMS.get("none").runs().get(seed);
      assertThat(mandated.share(CITY_CLOUD, "2022-09", TianjinMandateTest::inScope))
          .isGreaterThan(left.share(CITY_CLOUD, "2022-09", TianjinMandateTest::inScope) + 0.5);
    }
  }

  @Test
  void outsideTianjinNothingMovesButThroughProviderCosts() {
    for (String arm : ARMS.keySet()) {
      for (Run run : ARMS.get(arm).runs()) {
        assertThat(run.sum(Measure.DISPLACED_TO, cell -> !inScope(cell))).isZero();
        assertThat(run.sum(Measure.TOUCHED, cell -> !inScope(cell))).isZero();
        assertThat(run.sum(Measure.COMPLAINTS, cell -> !inScope(cell))).isZero();
      }
      for (String provider : List.of("alibaba-cloud", "huawei-cloud", "china-telecom-tianyi")) {
        double here =
            ARMS.get(arm).mean(run -> run.share(provider, "2023-12", cell -> !inScope(cell)));
        double left =
            ARMS.get("none").mean(run -> run.share(provider, "2023-12", cell -> !inScope(cell)));
        assertThat(Math.abs(here - left)).as(arm + ", " + provider).isLessThan(0.002);
      }
    }
  }

  @Test
  void untilTheAnnouncementAllArmsAreTheSame() {
    for (String arm : ARMS.keySet()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        assertThat(ARMS.get(arm).runs().get(seed).figures.cells().headMap(announcement()))
            .isEqualTo(ARMS.get("none").runs().get(seed).figures.cells().headMap(announcement()));
      }
    }
  }

  private static Cell announcement() {
    return new Cell(Months.of(2021, 8), "", Segment.GOVERNMENT_AGENCY, "");
  }

  @Test
  void complaintsPassTheLevelAndTheMandateBecomesAPreference() {
    for (Run run : ARMS.get("mandate-then-preference").runs()) {
      assertThat(run.sum(Measure.COMPLAINTS, TianjinMandateTest::inScope)).isPositive();
      assertThat(run.repeals)
          .singleElement()
          .satisfies(
              repeal -> {
                assertThat(repeal.policy()).isEqualTo("tianjin-mandate");
                assertThat(repeal.cause()).isEqualTo("trigger softening");
                assertThat(repeal.month()).isBetween(Months.of(2022, 5), Months.of(2022, 9));
              });
    }
    for (Run run : ARMS.get("preference-only").runs()) {
      assertThat(run.sum(Measure.COMPLAINTS, cell -> true)).as("nobody is shut out").isZero();
    }
  }

  @Test
  void ofTheShiftThatWasMadeMostStaysAndTheArmsPartLockInFromPreference() {
    double made = cityCloud("mandate-then-preference", "2022-05") - cityCloud("none", "2022-05");
    double stays = cityCloud("mandate-then-preference", "2023-12") - cityCloud("none", "2023-12");
    double lockIn = cityCloud("mandate-then-repeal", "2023-12") - cityCloud("none", "2023-12");
    double preference = cityCloud("preference-only", "2023-12") - cityCloud("none", "2023-12");

    assertThat(made).isBetween(0.25, 0.50);
    // Nineteen months on four fifths are still there; lock-in alone keeps three fifths and fades.
    assertThat(stays / made).isBetween(0.70, 0.95);
    assertThat(lockIn / made).isBetween(0.45, 0.75);
    assertThat(stays).isGreaterThan(lockIn).isGreaterThan(preference);
    assertThat(preference).isBetween(0.02, 0.12);
  }

  @Test
  void theMandateCostsItsBuyersAndThePreferenceHardlyAnything() {
    double mandate = premium("mandate");
    double preference = premium("preference-only");

    assertThat(mandate).isBetween(0.04, 0.25);
    assertThat(preference).isBetween(-0.01, 0.03);
  }

  private static double premium(String arm) {
    double paid = ARMS.get(arm).mean(run -> run.sum(Measure.TOUCHED_FEN, cell -> true));
    double otherwise =
        ARMS.get(arm).mean(run -> run.sum(Measure.TOUCHED_COUNTERFACTUAL_FEN, cell -> true));
    return paid / otherwise - 1;
  }
}
