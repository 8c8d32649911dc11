package org.cloudmarket.model.procurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class AwardsTest {

  private static final Scenario MANDATED = TestMarket.with(TestMarket.mandate());
  private final Outcomes run = Outcomes.of(MANDATED, 1);

  private static boolean inScope(ContractAwarded award) {
    return award.client().city().equals("tianjin")
        && award.client().segment() == Segment.STATE_ENTERPRISE;
  }

  @Test
  void nobodyWinsWhoWasNotEligibleOrNotCertified() {
    Map<String, BidsSubmitted> books =
        run.books.stream()
            .collect(Collectors.toMap(book -> book.tender().tender(), Function.identity()));
    for (ContractAwarded award : run.awards) {
      Bid winning =
          books.get(award.tender()).bids().stream()
              .filter(bid -> bid.provider().equals(award.win().provider()))
              .findFirst()
              .orElseThrow();
      assertThat(winning.answer())
          .as(award.tender())
          .isIn(
              award.win().procedure() == Procedure.COMPETITION
                  ? List.of(Bid.Answer.BID)
                  : List.of(Bid.Answer.BID, Bid.Answer.NOT_INTERESTED));
      int certification =
          MANDATED.provider(award.win().provider()).orElseThrow().certificationLevel();
      assertThat(certification)
          .isGreaterThanOrEqualTo(
              MANDATED.rules().requiredCertification(award.client().dataClass()));
      if (award.policies().contains("tianjin-mandate")) {
        assertThat(award.win().provider()).isEqualTo("tianjin-city-cloud");
      }
    }
  }

  @Test
  void theScoresOfAnAwardAddUpToTheDecision() {
    for (ContractAwarded award : run.awards) {
      if (!award.ranking().runnerUp().isEmpty()) {
        assertThat(award.ranking().scores().total())
            .as(award.tender())
            .isGreaterThanOrEqualTo(award.ranking().runnerUpTotal());
        if (award.ranking().scores().total() == award.ranking().runnerUpTotal()) {
          assertThat(award.win().provider()).isLessThan(award.ranking().runnerUp());
        }
      }
      assertThat(award.ranking().scores().price()).isBetween(0L, 35_000_000L);
    }
  }

  @Test
  void whereAllComplyNobodyIsWithTheShutOutOnceTheDeadlineHasCome() {
    for (long seed = 1; seed <= 10; seed++) {
      Scenario scenario = TestMarket.with(TestMarket.enforced(TestMarket.mandate(), 1_000_000));
      Outcomes complied = Outcomes.of(scenario, seed);
      Series running =
          Series.spend(
              complied.figures,
              complied.course(),
              Series.By.PROVIDER,
              Series.Of.RUNNING,
              cell -> cell.city().equals("tianjin") && cell.segment() == Segment.STATE_ENTERPRISE,
              TestMarket.DEADLINE - TestMarket.START + 1);
      long[] total = running.total();
      long[] cityCloud = running.of("tianjin-city-cloud");
      assertThat(cityCloud[cityCloud.length - 1])
          .as("seed " + seed)
          .isEqualTo(total[total.length - 1]);
      assertThat(complied.awards(award -> award.need().forced()))
          .isNotEmpty()
          .allMatch(each -> inScope(each) && each.month() <= TestMarket.DEADLINE);
    }
  }

  @Test
  void theDeadlineIsKeptToTheDegreeOfEnforcement() {
    Series running =
        Series.spend(
            run.figures,
            run.course(),
            Series.By.PROVIDER,
            Series.Of.RUNNING,
            cell -> cell.city().equals("tianjin") && cell.segment() == Segment.STATE_ENTERPRISE,
            TestMarket.DEADLINE - TestMarket.START + 1);

    // Nine buyers in ten comply; the others hold about a tenth of the spend.
    assertThat(running.shares().get("tianjin-city-cloud")[TestMarket.DEADLINE - TestMarket.START])
        .isBetween(0.82, 0.97);
  }

  @Test
  void aStricterEnforcementNeverRaisesTheShareOfTheShutOut() {
    double before = 1;
    for (int enforcement : List.of(0, 300_000, 600_000, 1_000_000)) {
      Policy mandate = TestMarket.mandate();
      Policy stricter =
          new Policy(
              mandate.id(),
              mandate.instrument(),
              mandate.scope(),
              mandate.announced(),
              mandate.effective(),
              mandate.end(),
              enforcement,
              0,
              false,
              "");
      List<ContractAwarded> inScope =
          Outcomes.of(TestMarket.with(stricter), 1)
              .awards(each -> inScope(each) && each.month() >= TestMarket.EFFECTIVE);
      double shutOut =
          (double)
                  inScope.stream().filter(each -> each.win().ownership() != Ownership.STATE).count()
              / inScope.size();
      assertThat(shutOut).isLessThanOrEqualTo(before);
      before = shutOut;
    }
    assertThat(before).isZero();
  }

  @Test
  void policyThatLeavesOneQualifiedProviderMakesBuyersNegotiateWithIt() {
    List<ContractAwarded> alone =
        run.awards(each -> each.win().procedure() == Procedure.SINGLE_SOURCE);

    assertThat(alone)
        .isNotEmpty()
        .allMatch(each -> each.win().provider().equals("tianjin-city-cloud"));
    double paid = alone.stream().mapToLong(award -> award.win().annualValueFen()).sum();
    double otherwise =
        alone.stream()
            .mapToLong(each -> each.counterfactual().priceFen() * 12 / each.need().termMonths())
            .sum();
    assertThat(paid / otherwise).as("price of a closed field").isBetween(1.05, 1.3);
  }

  @Test
  void displacedAwardsNameThePolicyWhoseRemovalRestoresTheCounterfactualWinner() {
    List<ContractAwarded> displaced = run.awards(ContractAwarded::displaced);

    assertThat(displaced)
        .isNotEmpty()
        .allMatch(each -> each.counterfactual().displacedBy().equals(List.of("tianjin-mandate")))
        .allMatch(each -> !each.win().provider().equals(each.counterfactual().winner()));
    // Where nobody would have won, nobody was shut out.
    assertThat(run.complaints)
        .hasSize(
            (int)
                displaced.stream()
                    .filter(each -> !each.counterfactual().winner().isEmpty())
                    .count())
        .allMatch(each -> each.against().equals(List.of("tianjin-mandate")));
  }

  @Test
  void aPreferenceShutsNobodyOutAndSoNobodyComplains() {
    Outcomes preferred = Outcomes.of(TestMarket.with(TestMarket.preference()), 1);

    assertThat(preferred.complaints).isEmpty();
    assertThat(preferred.awards).anyMatch(ContractAwarded::displaced);
    assertThat(preferred.awards)
        .noneMatch(each -> each.win().procedure() == Procedure.SINGLE_SOURCE);
  }

  @Test
  void graceBridgesNoLongerThanItsMonths() {
    int grace = ((MigrationMandate) TestMarket.mandate().instrument()).graceMonths();

    assertThat(run.extensions)
        .filteredOn(each -> each.reason().id().equals("grace"))
        .isNotEmpty()
        .allMatch(each -> each.months() >= 1 && each.months() <= grace);
  }

  @Test
  void noContractIsBridgedTwice() {
    assertThat(run.extensions)
        .filteredOn(each -> each.reason().id().equals("grace"))
        .extracting(each -> each.tender())
        .doesNotHaveDuplicates();
  }

  @Test
  void runningSpendIsTheSameHoweverItIsSplitAndSharesOfItSumToOne() {
    long[] byProvider =
        Series.running(
                run.figures,
                run.course(),
                Series.By.PROVIDER,
                Measure.RUNNING_BASE_UNITS,
                cell -> true,
                MANDATED.months())
            .total();
    for (Series.By by : Series.By.values()) {
      Series running =
          Series.spend(
              run.figures, run.course(), by, Series.Of.RUNNING, cell -> true, MANDATED.months());
      long[] units =
          Series.running(
                  run.figures,
                  run.course(),
                  by,
                  Measure.RUNNING_BASE_UNITS,
                  cell -> true,
                  MANDATED.months())
              .total();
      for (int t = 0; t < MANDATED.months(); t++) {
        int month = t;
        double sum = running.shares().values().stream().mapToDouble(share -> share[month]).sum();
        assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
        // Each split rounds its own parts down.
        assertThat(units[month]).isCloseTo(byProvider[month], within(100L));
      }
    }
  }

  @Test
  void figuresByMonthAreThoseOfTheAwards() {
    Series displaced =
        Series.sum(
            run.figures,
            run.course(),
            Series.By.PROVIDER,
            Measure.DISPLACED_TO,
            cell -> true,
            MANDATED.months());

    for (int t = 0; t < MANDATED.months(); t++) {
      int month = MANDATED.start() + t;
      assertThat(displaced.total()[t])
          .isEqualTo(run.awards(each -> each.displaced() && each.month() == month).size());
    }
  }
}
