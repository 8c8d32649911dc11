package org.cloudmarket.documents.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cloudmarket.documents.shipped.Replications.Run;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Each shipped scenario shows what it is shipped for, beside itself without the policies in
 * question and with the same luck, over twenty seeds. Populations are small: effects are means of
 * paired differences, in which most of the luck goes out.
 */
class ShippedScenariosTest {

  private static final int SEEDS = 20;
  private static final String LEADER = Replications.LEADER;
  private static final String NONE = "none";
  private static final Map<String, String> SMALL = Map.of("population.buyers", "2000");

  private static final Set<Segment> PUBLIC =
      EnumSet.of(Segment.GOVERNMENT_AGENCY, Segment.MUNICIPALITY, Segment.STATE_ENTERPRISE);

  /** Runs that several questions share. */
  private static final Map<List<Object>, Replications> RUN = new HashMap<>();

  @AfterAll
  static void forget() {
    RUN.clear();
  }

  private static Replications arm(String scenario, String arm) {
    return arm(scenario, arm, SMALL);
  }

  private static Replications arm(String scenario, String arm, Map<String, String> changes) {
    return RUN.computeIfAbsent(
        List.of(scenario, arm, changes),
        _ -> Replications.of(SEEDS, scenario, Optional.of(arm), changes));
  }

  /** The mean difference that an arm makes to a figure, seed by seed. */
  private static double effect(String scenario, String arm, ToDoubleFunction<Run> figure) {
    return arm(scenario, arm).mean(figure) - arm(scenario, NONE).mean(figure);
  }

  /**
   * In how many of the seeds the difference has the sign of the mean: what luck alone gives half.
   */
  private static long agreeing(
      String scenario, String arm, Map<String, String> changes, ToDoubleFunction<Run> figure) {
    List<Run> with = arm(scenario, arm, changes).runs();
    List<Run> without = arm(scenario, NONE, changes).runs();
    double[] differences =
        IntStream.range(0, SEEDS)
            .mapToDouble(
                i -> figure.applyAsDouble(with.get(i)) - figure.applyAsDouble(without.get(i)))
            .toArray();
    double sum = IntStream.range(0, SEEDS).mapToDouble(i -> differences[i]).sum();
    return IntStream.range(0, SEEDS).filter(i -> differences[i] * sum > 0).count();
  }

  private static Predicate<Cell> in(Set<Segment> segments) {
    return cell -> segments.contains(cell.segment());
  }

  private static Predicate<Cell> in(Segment segment) {
    return in(Set.of(segment));
  }

  private static boolean home(Cell cell) {
    return cell.segment() != Segment.OVERSEAS_CUSTOMER;
  }

  private static ToDoubleFunction<Run> share(
      String provider, String month, Predicate<Cell> counted) {
    return run -> run.share(provider, month, counted);
  }

  private static ToDoubleFunction<Run> stateShare(String month, Predicate<Cell> counted) {
    return run -> run.share(Series.By.OWNERSHIP, "state", month, counted);
  }

  private static ToDoubleFunction<Run> running(
      String provider, String month, Predicate<Cell> counted) {
    return run -> run.runningFen(provider, month, counted);
  }

  // --------------------------------------------------------------------------- nantong-own-centre

  /** So that a city of nineteen in a thousand has more than a handful of buyers. */
  private static final Map<String, String> LARGER_NANTONG =
      Map.of("population.buyers", "2000", "population.cities.nantong", "950", "months", "60");

  private static boolean nantongsOffices(Cell cell) {
    return cell.city().equals(Replications.NANTONG)
        && (cell.segment() == Segment.MUNICIPALITY || cell.segment() == Segment.GOVERNMENT_AGENCY);
  }

  private static double ownCentre(String arm, String month) {
    return arm("nantong-own-centre", arm, LARGER_NANTONG)
        .mean(share("nantong-own-centre", month, ShippedScenariosTest::nantongsOffices));
  }

  @Test
  void nantongsOfficesMoveToTheirOwnCentreAsContractsEndAndNobodyElseDoes() {
    assertThat(ownCentre("first-choice", "2021-10")).isZero();
    assertThat(ownCentre("first-choice", "2022-12")).isBetween(0.40, 0.75);
    // Nine of ten comply, and of contracts of three years the last have not ended.
    assertThat(ownCentre("first-choice", "2023-12")).isBetween(0.65, 0.90);
    // Few tenders fail, since a second call mostly finds enough bidders.
    assertThat(ownCentre("last-resort", "2023-12")).isBetween(0.0001, 0.05);
    assertThat(ownCentre(NONE, "2023-12")).isZero();
    for (Run run : arm("nantong-own-centre", "first-choice", LARGER_NANTONG).runs()) {
      assertThat(run.sum(Measure.TOUCHED, cell -> !nantongsOffices(cell))).isZero();
      assertThat(run.sum(Measure.DISPLACED_TO, ShippedScenariosTest::nantongsOffices)).isPositive();
    }
  }

  // ---------------------------------------------------------------------------- security-sanction

  @Test
  void aSuspensionThatBansNothingDrivesTheCautiousAwayAndTheyHardlyComeBack() {
    String scenario = "security-sanction";
    ToDoubleFunction<Run> meanwhile =
        run -> run.awardedShare(LEADER, "2022-01", "2022-06", in(PUBLIC));

    assertThat(effect(scenario, "suspended", meanwhile)).isBetween(-0.12, -0.03);
    assertThat(agreeing(scenario, "suspended", SMALL, meanwhile)).isGreaterThanOrEqualTo(18);

    double left = effect(scenario, "suspended", share(LEADER, "2022-12", in(PUBLIC)));
    double later = effect(scenario, "suspended", share(LEADER, "2024-12", in(PUBLIC)));
    assertThat(left).isBetween(-0.04, -0.01);
    assertThat(later / left).as("what stays two years on").isBetween(0.5, 1.5);

    // Whose leaders do not answer to government hardly notice.
    assertThat(effect(scenario, "suspended", share(LEADER, "2022-12", in(Segment.MANUFACTURER))))
        .isBetween(-0.004, 0.001);
    assertThat(
            effect(scenario, "suspended", share(LEADER, "2022-12", in(Segment.INTERNET_COMPANY))))
        .isBetween(-0.002, 0.002);
    assertThat(effect(scenario, "lasting", share(LEADER, "2024-12", in(PUBLIC))))
        .as("a sanction of four years")
        .isLessThan(2 * later);
    for (Run run : arm(scenario, "suspended").runs()) {
      assertThat(run.sum(Measure.COMPLAINTS, cell -> true)).as("nobody is shut out").isZero();
    }
  }

  // --------------------------------------------------------------------- data-as-national-security

  @Test
  void classificationAloneTurnsBanksAndMunicipalitiesToTheState() {
    String scenario = "data-as-national-security";
    for (Segment segment : List.of(Segment.BANK, Segment.MUNICIPALITY, Segment.GOVERNMENT_AGENCY)) {
      assertThat(effect(scenario, "classified", stateShare("2024-12", in(segment))))
          .as(segment.id())
          .isBetween(0.015, 0.08);
    }
    assertThat(agreeing(scenario, "classified", SMALL, stateShare("2024-12", in(PUBLIC))))
        .isGreaterThanOrEqualTo(18);
    assertThat(effect(scenario, "classified", stateShare("2024-12", in(Segment.MANUFACTURER))))
        .as("out of scope, through costs alone")
        .isBetween(-0.002, 0.002);
    assertThat(effect(scenario, "grading-only", stateShare("2024-12", in(PUBLIC))))
        .as("every provider here has the certificate that is asked for")
        .isZero();
  }

  @Test
  void untilALawIsAnnouncedNothingMoves() {
    Predicate<Cell> before = cell -> cell.month() < Months.of(2021, 6);
    for (int seed = 0; seed < SEEDS; seed++) {
      Run with = arm("data-as-national-security", "classified").runs().get(seed);
      Run without = arm("data-as-national-security", NONE).runs().get(seed);
      for (Measure measure : List.of(Measure.AWARDED_FEN, Measure.AWARDS)) {
        assertThat(with.sum(measure, before)).isEqualTo(without.sum(measure, before));
      }
      assertThat(with.share(LEADER, "2021-05", cell -> true))
          .isEqualTo(without.share(LEADER, "2021-05", cell -> true));
    }
  }

  // --------------------------------------------------------------------------------
  // political-peers

  private static double peers(String arm, String provider) {
    return arm("political-peers", arm).mean(share(provider, "2024-12", in(PUBLIC)));
  }

  @Test
  void ofTwoPeersTheFriendlierGainsWhateverItsName() {
    double east = peers("east-stands-well", "peer-east") - peers("east-stands-well", "peer-west");
    double west = peers("west-stands-well", "peer-west") - peers("west-stands-well", "peer-east");
    double alike = peers("alike", "peer-east") - peers("alike", "peer-west");
    double withoutLaw = peers("no-law", "peer-east") - peers("no-law", "peer-west");

    assertThat(east).isBetween(0.06, 0.20);
    assertThat(west).isBetween(0.06, 0.20);
    assertThat(Math.abs(east - west)).as("names do not count").isLessThan(0.02);
    assertThat(Math.abs(alike)).isLessThan(0.01);
    assertThat(withoutLaw).as("the law makes standing weigh more").isLessThan(east);
  }

  // -----------------------------------------------------------------------------
  // eu-sovereign-cloud

  private static ToDoubleFunction<Run> foreignShare(String month, Predicate<Cell> counted) {
    return run -> run.share(Series.By.OWNERSHIP, "foreign", month, counted);
  }

  @Test
  void theSameInstrumentsWorkInTheUnion() {
    String scenario = "eu-sovereign-cloud";
    double union = effect(scenario, "sovereign", foreignShare("2029-12", in(PUBLIC)));
    double france = effect(scenario, "france", foreignShare("2029-12", in(PUBLIC)));

    assertThat(union).as("three tenths of public use ask for it").isBetween(-0.3, -0.15);
    assertThat(france / union).as("France is a part of the Union").isBetween(0.08, 0.28);
    assertThat(effect(scenario, "preference-only", foreignShare("2029-12", in(PUBLIC))))
        .as("who only prefers moves less")
        .isBetween(-0.1, -0.002);
    assertThat(effect(scenario, "sovereign", foreignShare("2029-12", in(Segment.INTERNET_COMPANY))))
        .isBetween(-0.005, 0.005);
    for (Run run : arm(scenario, "sovereign").runs()) {
      assertThat(run.sum(Measure.COMPLAINTS, in(PUBLIC))).as("shut-out winners").isPositive();
    }
    assertThat(
            arm(scenario, "sovereign").mean(run -> run.sum(Measure.TOUCHED_FEN, in(PUBLIC)))
                / arm(scenario, "sovereign")
                    .mean(run -> run.sum(Measure.TOUCHED_COUNTERFACTUAL_FEN, in(PUBLIC))))
        .as("thinner fields are dearer, within what real tenders show")
        .isBetween(1.0, 1.12);
  }

  // ---------------------------------------------------------------------------------
  // antitrust-fine

  /** The fine is money, and the population a fifth of the scenario's. */
  private static final Map<String, String> A_FIFTH_OF_THE_FINE =
      Map.of("population.buyers", "2000", "policies.antitrust-fine.amountFen", "364560000000");

  private static double fined(String arm, String month, Predicate<Cell> counted) {
    return arm("antitrust-fine", arm, A_FIFTH_OF_THE_FINE).mean(share(LEADER, month, counted))
        - arm("antitrust-fine", NONE).mean(share(LEADER, month, counted));
  }

  @Test
  void aFineSlowsTheLeaderWithEveryBuyerAndAHaltedListingWithTheCautiousAlone() {
    Predicate<Cell> business = in(Set.of(Segment.INTERNET_COMPANY, Segment.MANUFACTURER));

    assertThat(fined("fine-only", "2021-03", cell -> true)).as("before the fine").isZero();
    assertThat(fined("fine-only", "2022-12", business)).isBetween(-0.006, -0.0005);
    assertThat(fined("fine-only", "2022-12", in(PUBLIC))).isBetween(-0.008, -0.0005);

    assertThat(effect("antitrust-fine", "halt-only", share(LEADER, "2022-12", in(PUBLIC))))
        .isBetween(-0.03, -0.005);
    assertThat(effect("antitrust-fine", "halt-only", share(LEADER, "2022-12", business)))
        .isBetween(-0.002, 0.001);

    assertThat(fined("fine-and-halt", "2022-12", in(PUBLIC)))
        .as("together they weigh more than either")
        .isLessThan(fined("fine-only", "2022-12", in(PUBLIC)))
        .isLessThan(effect("antitrust-fine", "halt-only", share(LEADER, "2022-12", in(PUBLIC))));
  }

  @Test
  void theFineShowsInQualityAndQualityComesBack() {
    for (long seed = 1; seed <= 5; seed++) {
      Map<Integer, Integer> with =
          Replications.leadersQualityPpm("antitrust-fine", "fine-only", A_FIFTH_OF_THE_FINE, seed);
      Map<Integer, Integer> without =
          Replications.leadersQualityPpm("antitrust-fine", NONE, SMALL, seed);
      IntUnaryOperator less = month -> without.get(month) - with.get(month);
      int lost = less.applyAsInt(Months.of(2022, 9));
      int later = less.applyAsInt(Months.of(2024, 12));
      assertThat(less.applyAsInt(Months.of(2021, 3))).as("before the fine").isZero();
      assertThat(lost).isGreaterThan(500);
      assertThat(later).isLessThan(lost / 2);
    }
  }

  // -------------------------------------------------------------------------------
  // new-infrastructure

  @Test
  void whenDemandIsRaisedEveryoneGrowsAndTheStateGrowsMost() {
    String scenario = "new-infrastructure";
    for (String provider :
        List.of(
            LEADER, "huawei-cloud", "tencent-cloud", "baidu-ai-cloud", "china-telecom-tianyi")) {
      assertThat(growth(scenario, provider)).as(provider).isGreaterThan(1.05);
    }
    assertThat(growth(scenario, "china-telecom-tianyi"))
        .isGreaterThan(growth(scenario, "huawei-cloud"));
    assertThat(growth(scenario, "huawei-cloud")).isGreaterThan(growth(scenario, LEADER));
    assertThat(effect(scenario, "both-programmes", running(LEADER, "2021-02", cell -> true)))
        .as("before the first programme")
        .isZero();
    for (Run run : arm(scenario, "both-programmes").runs()) {
      assertThat(run.sum(Measure.DISPLACED_TO, cell -> true)).as("no tender is touched").isZero();
    }
  }

  /** A provider's spend at home with the programmes, relative to that without. */
  private static double growth(String scenario, String provider) {
    ToDoubleFunction<Run> spend = running(provider, "2024-12", ShippedScenariosTest::home);
    return arm(scenario, "both-programmes").mean(spend) / arm(scenario, NONE).mean(spend);
  }

  // ----------------------------------------------------------------------------------
  // leader-spin-off

  @Test
  void aSpinOffGainsWhereStandingCountsAndLosesWherePullDoes() {
    String scenario = "leader-spin-off";

    assertThat(effect(scenario, "spun-off", share(LEADER, "2024-12", in(PUBLIC))))
        .isBetween(0.03, 0.10);
    assertThat(effect(scenario, "spun-off", share(LEADER, "2024-12", in(Segment.INTERNET_COMPANY))))
        .isBetween(-0.13, -0.03);
    assertThat(effect(scenario, "spun-off", share(LEADER, "2024-12", in(Segment.CONSUMER_SERVICE))))
        .isBetween(-0.2, -0.03);
    assertThat(effect(scenario, "spun-off", share(LEADER, "2024-12", ShippedScenariosTest::home)))
        .as("pull weighs more than standing")
        .isNegative();
    assertThat(
            effect(scenario, "nothing-lost", share(LEADER, "2024-12", ShippedScenariosTest::home)))
        .isPositive();
    assertThat(effect(scenario, "spun-off", share(LEADER, "2021-12", cell -> true))).isZero();
  }

  // ------------------------------------------------------------------------------------
  // overseas-loss

  /** The client is money, and the population a fifth of the scenario's. */
  private static final Map<String, String> A_FIFTH_OF_THE_CLIENT =
      Map.of(
          "population.buyers",
          "2000",
          "population.namedBuyers.video-client.annualSpendFen",
          "12000000000");

  private static double abroad(String arm, ToDoubleFunction<Run> figure) {
    return arm("overseas-loss", arm, A_FIFTH_OF_THE_CLIENT).mean(figure);
  }

  @Test
  void whatIsLostAbroadIsNotMadeUpAtHome() {
    ToDoubleFunction<Run> overseas = running(LEADER, "2022-12", in(Segment.OVERSEAS_CUSTOMER));
    ToDoubleFunction<Run> atHome = running(LEADER, "2022-12", ShippedScenariosTest::home);
    double lost = abroad(NONE, overseas) - abroad("client-and-review", overseas);
    double made = abroad("client-and-review", atHome) - abroad(NONE, atHome);

    assertThat(lost / abroad(NONE, overseas)).isBetween(0.3, 0.6);
    assertThat(Math.abs(made)).isLessThan(lost / 20);
    assertThat(abroad(NONE, overseas) - abroad("client-only", overseas))
        .as("the client alone")
        .isBetween(lost / 5, lost);
    // No statistic of China's market shows it.
    assertThat(
            abroad("client-and-review", share(LEADER, "2022-12", ShippedScenariosTest::home))
                - abroad(NONE, share(LEADER, "2022-12", ShippedScenariosTest::home)))
        .isBetween(-0.001, 0.001);
    assertThat(abroad("client-only", overseas)).isLessThan(abroad(NONE, overseas));
    for (Run run : arm("overseas-loss", "client-only", A_FIFTH_OF_THE_CLIENT).runs()) {
      assertThat(run.sum(Measure.FORCED, cell -> true)).as("the client moves once").isOne();
    }
  }

  // -----------------------------------------------------------------------------------
  // diversification

  @Test
  void theLeadersMovesBringBusinessElsewhereAndPublicContractsStayLost() {
    String scenario = "diversification";
    double lost =
        effect(scenario, "lost-contracts", share(LEADER, "2024-12", ShippedScenariosTest::home));
    double moves = effect(scenario, "moves", share(LEADER, "2024-12", ShippedScenariosTest::home));
    double both = effect(scenario, "both", share(LEADER, "2024-12", ShippedScenariosTest::home));

    assertThat(lost).isBetween(-0.025, -0.005);
    assertThat(moves).isBetween(0.005, 0.035);
    assertThat(both).as("the one makes up for the other").isBetween(lost / 2, moves / 2);
    assertThat(effect(scenario, "both", share(LEADER, "2024-12", in(Segment.MANUFACTURER))))
        .isBetween(0.02, 0.11);
    assertThat(effect(scenario, "both", share(LEADER, "2024-12", in(PUBLIC))))
        .isBetween(-0.11, -0.03);
  }

  // -----------------------------------------------------------------------------------
  // china-2019-2021

  /** Whole, since its money is not scaled, and to the end of 2021. */
  private static final Map<String, String> TO_2021 = Map.of("months", "36");

  private static ToDoubleFunction<Run> meanShare(String provider, int year) {
    return run ->
        IntStream.rangeClosed(1, 12)
            .mapToDouble(
                month ->
                    run.share(
                        provider, Months.text(Months.of(year, month)), ShippedScenariosTest::home))
            .average()
            .orElseThrow();
  }

  @Test
  void withAllEventsTheLeaderFallsStaysFirstAndFallsFurtherThanWithoutThem() {
    Replications all = arm("china-2019-2021", "all-events", TO_2021);
    Replications none = arm("china-2019-2021", NONE, TO_2021);
    double leader = all.mean(meanShare(LEADER, 2021));
    double huawei = all.mean(meanShare("huawei-cloud", 2021));

    assertThat(all.mean(meanShare(LEADER, 2019))).isBetween(0.42, 0.46);
    assertThat(leader).isBetween(0.36, 0.41).isGreaterThan(huawei + 0.1);
    assertThat(huawei / all.mean(share("huawei-cloud", "2019-01", ShippedScenariosTest::home)))
        .as("about twice January's share")
        .isBetween(1.6, 2.5);
    assertThat(leader - none.mean(meanShare(LEADER, 2021)))
        .as("what policy adds to competition by 2021")
        .isBetween(-0.02, -0.002);
    assertThat(
            agreeing(
                "china-2019-2021", "all-events", TO_2021, share(LEADER, "2021-12", in(PUBLIC))))
        .isGreaterThanOrEqualTo(18);
    assertThat(
            all.mean(stateShare("2021-12", in(PUBLIC)))
                - none.mean(stateShare("2021-12", in(PUBLIC))))
        .isBetween(0.005, 0.05);
  }

  // -----------------------------------------------------------------------------------
  // china-2026

  private static final Map<String, String> A_FIFTH =
      Map.of(
          "population.buyers",
          "2000",
          "population.namedBuyers.video-client.annualSpendFen",
          "12000000000");

  private static final Map<String, String> A_FIFTH_WITH_THE_FINE =
      Map.of(
          "population.buyers",
          "2000",
          "population.namedBuyers.video-client.annualSpendFen",
          "12000000000",
          "policies.antitrust-fine.amountFen",
          "364560000000");

  /** Mean spend at home in 2026, of all buyers, in billions of dollars at 6.9 yuan. */
  private static double spendOf2026(Run run) {
    long[] total =
        Series.spend(
                run.figures,
                run.course(),
                Series.By.PROVIDER,
                Series.Of.RUNNING,
                ShippedScenariosTest::home,
                run.scenario.months())
            .total();
    double fen = IntStream.rangeClosed(1, 12).mapToLong(i -> total[total.length - i]).sum() / 12.0;
    return fen * 5 / 100 / 6.9 / 1e9;
  }

  @Test
  void in2026TheMarketIsSmallerThanTheForecastAndNearerToItWithTheProgrammes() {
    Replications all = arm("china-2026", "all-events", A_FIFTH_WITH_THE_FINE);
    Replications none = arm("china-2026", NONE, A_FIFTH);
    double forecast = 85;

    assertThat(all.mean(ShippedScenariosTest::spendOf2026) / forecast).isBetween(0.7, 0.9);
    assertThat(none.mean(ShippedScenariosTest::spendOf2026) / forecast).isBetween(0.55, 0.75);
    assertThat(
            all.mean(share(LEADER, "2026-12", ShippedScenariosTest::home))
                - none.mean(share(LEADER, "2026-12", ShippedScenariosTest::home)))
        .as("what five years of policy take from the leader")
        .isBetween(-0.12, -0.02);
    assertThat(all.mean(share(LEADER, "2026-12", ShippedScenariosTest::home)))
        .as("and it is still first")
        .isGreaterThan(all.mean(share("huawei-cloud", "2026-12", ShippedScenariosTest::home)));
    assertThat(
            all.mean(stateShare("2026-12", in(PUBLIC)))
                - none.mean(stateShare("2026-12", in(PUBLIC))))
        .isBetween(0.03, 0.25);
  }
}
