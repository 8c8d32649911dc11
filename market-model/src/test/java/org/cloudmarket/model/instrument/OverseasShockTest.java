package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class OverseasShockTest {

  private static final String LEADER = "alibaba-cloud";
  private static final String CLIENT = "large-client";
  private static final String OTHER = "other-client";
  private static final int FROM = TestMarket.EFFECTIVE;
  private static final Segment ABROAD = Segment.INTERNET_COMPANY;

  private static final OverseasShock FALL = new OverseasShock(400_000, "", new TreeSet<>());
  private static final OverseasShock LEAVING =
      new OverseasShock(0, LEADER, new TreeSet<>(Set.of(CLIENT)));

  private static Policy shock(OverseasShock shock, int end) {
    return TestMarket.change("shock", shock, Scope.of(Set.of(ABROAD), Set.of(), Set.of()), end);
  }

  /** A small market with two large clients of the leader, whose contracts outlast the run. */
  private static Scenario market(Policy... policies) {
    return TestMarket.open()
        .withBuyers(300, List.of(client(CLIENT), client(OTHER)))
        .withPolicies(List.of(policies), List.of());
  }

  private static NamedBuyer client(String id) {
    return new NamedBuyer(
        id,
        ABROAD,
        "shanghai",
        DataClass.GENERAL,
        4_000_000_000L,
        100_000,
        LEADER,
        TestMarket.START + 40);
  }

  @Test
  void volumeInItsSegmentsFallsAtOnceAndComesBackAtTheEnd() {
    Outcomes off = Outcomes.of(market(), 1);
    Outcomes on = Outcomes.of(market(shock(FALL, FROM + 6)), 1);

    List<TenderPublished> before = newcomers(off);
    List<TenderPublished> after = newcomers(on);
    assertThat(after).hasSameSizeAs(before);
    int fallen = 0;
    for (int i = 0; i < before.size(); i++) {
      long units = before.get(i).units();
      boolean falls =
          before.get(i).segment() == ABROAD
              && before.get(i).month() >= FROM
              && before.get(i).month() < FROM + 6;
      fallen += falls ? 1 : 0;
      assertThat(after.get(i).units())
          .as(before.get(i).tender())
          .isBetween(falls ? units * 6 / 10 - 1 : units, falls ? units * 6 / 10 + 1 : units);
    }
    assertThat(fallen).isGreaterThan(3);
  }

  /** First tenders of those who enter: nobody's contracts before decide when they come. */
  private static List<TenderPublished> newcomers(Outcomes run) {
    return run.books.stream()
        .map(book -> book.tender())
        .filter(tender -> tender.contract() == 1 && tender.attempt() == 0)
        .toList();
  }

  @Test
  void whoLeavesTendersAtOnceWithoutItsProviderAndTheMoveIsLaidToTheShock() {
    Outcomes on = Outcomes.of(market(shock(LEAVING, Months.NEVER)), 1);

    List<ContractAwarded> moves = on.awards(award -> award.client().id().equals(CLIENT));
    ContractAwarded move = moves.getFirst();
    assertThat(move.month()).isEqualTo(FROM);
    assertThat(move.need().forced()).isTrue();
    assertThat(move.replaced().incumbent()).isEqualTo(LEADER);
    assertThat(move.win().provider()).isNotEqualTo(LEADER);
    assertThat(move.policies()).containsExactly("shock");
    assertThat(move.counterfactual().winner()).isEqualTo(LEADER);
    assertThat(move.counterfactual().displacedBy()).containsExactly("shock");
    assertThat(moves).noneMatch(award -> award.win().provider().equals(LEADER));
  }

  @Test
  void nobodyElseLeaves() {
    Outcomes on = Outcomes.of(market(shock(LEAVING, Months.NEVER)), 1);

    assertThat(on.awards)
        .filteredOn(award -> !award.client().id().equals(CLIENT))
        .isNotEmpty()
        .allMatch(award -> award.policies().isEmpty() && !award.need().forced());
    assertThat(on.awards(award -> award.client().id().equals(OTHER))).isEmpty();
  }

  @Test
  void whoseContractIsWithAnotherIsNotForced() {
    OverseasShock elsewhere = new OverseasShock(0, "huawei-cloud", new TreeSet<>(Set.of(CLIENT)));
    Outcomes on = Outcomes.of(market(shock(elsewhere, Months.NEVER)), 1);

    assertThat(on.awards(award -> award.client().id().equals(CLIENT))).isEmpty();
  }

  @Test
  void whoLeftMayComeBackOnceTheShockIsOver() {
    int later = 0;
    for (int seed = 1; seed <= 20; seed++) {
      Outcomes on = Outcomes.of(market(shock(LEAVING, FROM + 1)), seed);
      for (TenderPublished tender : on.books.stream().map(book -> book.tender()).toList()) {
        if (tender.buyer().equals(CLIENT) && tender.month() > FROM) {
          assertThat(tender.policies()).isEmpty();
          later++;
        }
      }
    }

    assertThat(later).isPositive();
  }

  @Test
  void nothingChangesBeforeItTakesEffect() {
    Policy known =
        shock(new OverseasShock(400_000, LEADER, new TreeSet<>(Set.of(CLIENT))), Months.NEVER)
            .as("shock", FROM - 6, FROM);
    Predicate<ContractAwarded> before = award -> award.month() < FROM;

    assertThat(Outcomes.of(market(known), 1).awards(before))
        .isEqualTo(Outcomes.of(market(), 1).awards(before));
  }

  @Test
  void overManySeedsItsSegmentsSpendLess() {
    Arms arms = Arms.of(market(), market(shock(FALL, Months.NEVER)), 20);

    assertThat(awarded(arms.on())).isLessThan(awarded(arms.off()) * 8 / 10);
  }

  private static long awarded(List<Outcomes> runs) {
    return runs.stream()
        .flatMap(
            run ->
                run
                    .awards(award -> award.client().segment() == ABROAD && award.month() >= FROM)
                    .stream())
        .mapToLong(award -> award.win().annualValueFen())
        .sum();
  }

  @Test
  void whoLeavesAndWhomTheyLeaveGoTogether() {
    assertThatThrownBy(() -> new OverseasShock(1, LEADER, new TreeSet<>()))
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> new OverseasShock(1, "", new TreeSet<>(Set.of(CLIENT))))
        .hasMessageContaining("go together");
    assertThatThrownBy(() -> new OverseasShock(0, "", new TreeSet<>()))
        .hasMessageContaining("demand fall, or clients leave");
    assertThatThrownBy(() -> new OverseasShock(900_001, "", new TreeSet<>()))
        .hasMessageContaining("demandFall is 900001");
  }
}
