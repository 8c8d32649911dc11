package org.cloudmarket.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.LongStream;
import org.cloudmarket.analysis.observed.Deal;
import org.cloudmarket.analysis.observed.Observed;
import org.cloudmarket.analysis.observed.Study;
import org.cloudmarket.model.market.MarketParameters;
import org.junit.jupiter.api.Test;

/** What the stylised markets are there to show, over as many seeds as the scorecard has. */
class StylisedMarketsTest {

  private static final Study SET_ASIDE = Study.of("stylised-set-aside");

  @Test
  void whatMustHoldHolds() {
    Set<String> musts =
        Set.of(
            "marion-cost",
            "marion-efficiency-fixed-entry",
            "marion-efficiency-with-entry",
            "krasnokutskaya-seim-sign",
            "athey-subsidy-better",
            "nakabayashi-cost-sign");

    Scorecard scorecard =
        Validation.shipped().only(musts::contains).run(Validation.SEEDS, (_, _) -> {});

    assertThat(scorecard.rows()).hasSize(musts.size());
    assertThat(scorecard.rows()).filteredOn(row -> !row.inside()).isEmpty();
  }

  @Test
  void theSubsidyGivesTheSmallFirmsWhatTheSetAsideGives() {
    double aside = smallPercent(SET_ASIDE.arm("set-aside"));
    double subsidy = smallPercent(SET_ASIDE.arm("subsidy"));

    assertThat(subsidy).isCloseTo(aside, within(0.5));
  }

  private static double smallPercent(Study study) {
    return LongStream.rangeClosed(1, Validation.SEEDS)
        .parallel()
        .mapToObj(seed -> Observed.of(study, seed))
        .mapToDouble(
            run ->
                100
                    * run.deals(deal -> deal.win().provider().startsWith("small-"))
                        .mapToDouble(Deal::unitMonths)
                        .sum()
                    / run.deals(_ -> true).mapToDouble(Deal::unitMonths).sum())
        .average()
        .orElseThrow();
  }

  @Test
  void pricesAreMadeAsInChina() {
    MarketParameters china = Study.of("no-policy").resolved().parameters();
    for (String scenario :
        Set.of("stylised-bidders", "stylised-preference", SET_ASIDE.scenario())) {
      MarketParameters stylised = Study.of(scenario).resolved().parameters();

      assertThat(stylised.markupBasePpm()).as(scenario).isEqualTo(china.markupBasePpm());
      assertThat(stylised.markupFieldPpm()).as(scenario).isEqualTo(china.markupFieldPpm());
    }
    assertThat(Study.of("stylised-bidders").resolved().parameters().bidNoisePpm())
        .isEqualTo(china.bidNoisePpm());
  }
}
