package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

class YieldingTest {

  private static final Policy NATIONAL =
      TestMarket.policy(
          "national",
          ScorePreference.points(Set.of(Ownership.PRIVATE), false, 5),
          Scope.of(Set.of(Segment.STATE_ENTERPRISE), Set.of(), Set.of()));

  private static Policy yielding(Policy policy, String... to) {
    return policy.yieldingTo(new TreeSet<>(Set.of(to)));
  }

  private static Policy everywhere(String id, int points) {
    return TestMarket.enforced(
        TestMarket.policy(
            id, ScorePreference.points(Set.of(Ownership.STATE), false, points), Scope.EVERYBODY),
        1_000_000);
  }

  private static List<TenderPublished> tenders(Policy... policies) {
    return Outcomes.of(TestMarket.with(policies).withBuyers(500, List.of()), 3).books.stream()
        .map(BidsSubmitted::tender)
        .filter(tender -> tender.month() >= TestMarket.EFFECTIVE)
        .toList();
  }

  @Test
  void whereBothBindTheOneThatYieldsIsNotAppliedAndElsewhereItIs() {
    List<TenderPublished> tenders = tenders(yielding(everywhere("city", 3), "national"), NATIONAL);

    assertThat(tenders)
        .filteredOn(tender -> tender.segment() == Segment.STATE_ENTERPRISE)
        .anyMatch(tender -> tender.policies().equals(List.of("national")))
        .as("whether the buyer complies with the other or not")
        .anyMatch(tender -> tender.policies().isEmpty())
        .noneMatch(tender -> tender.policies().contains("city"));
    assertThat(tenders)
        .filteredOn(tender -> tender.segment() != Segment.STATE_ENTERPRISE)
        .isNotEmpty()
        .allMatch(tender -> tender.policies().equals(List.of("city")));
  }

  @Test
  void onceTheOtherHasEndedItIsAppliedAgain() {
    int end = TestMarket.EFFECTIVE + 6;
    Policy ending =
        TestMarket.dated(everywhere("ending", 5), TestMarket.EFFECTIVE, TestMarket.EFFECTIVE, end);

    assertThat(tenders(yielding(everywhere("city", 3), "ending"), ending))
        .allMatch(
            tender -> tender.policies().equals(List.of(tender.month() < end ? "ending" : "city")));
  }

  @Test
  void itYieldsToASetAsideInTheTendersThatAreDrawn() {
    Policy setAside =
        TestMarket.enforced(
            TestMarket.policy(
                "set-aside", SetAside.of(500_000, Set.of(Ownership.STATE)), Scope.EVERYBODY),
            1_000_000);

    assertThat(tenders(yielding(everywhere("city", 3), "set-aside"), setAside))
        .anyMatch(tender -> tender.policies().equals(List.of("city")))
        .anyMatch(tender -> tender.policies().equals(List.of("set-aside")))
        .allMatch(tender -> tender.policies().size() == 1);
  }

  @Test
  void itYieldsToAnAnnouncedPolicyForThoseWhoActOnIt() {
    Policy announced =
        TestMarket.anticipated(
            TestMarket.dated(
                everywhere("announced", 5),
                TestMarket.EFFECTIVE,
                TestMarket.EFFECTIVE + 10,
                TestMarket.EFFECTIVE + 20),
            600_000);

    assertThat(tenders(yielding(everywhere("city", 3), "announced"), announced))
        .filteredOn(tender -> tender.month() < TestMarket.EFFECTIVE + 10)
        .anyMatch(tender -> tender.policies().equals(List.of("announced")))
        .anyMatch(tender -> tender.policies().equals(List.of("city")))
        .allMatch(tender -> tender.policies().size() == 1);
  }

  @Test
  void aMandateThatYieldsNeitherBridgesNorForces() {
    Policy mandate =
        TestMarket.policy(
            "mandate",
            MigrationMandate.of(Set.of(Ownership.PRIVATE), false, 2, TestMarket.DEADLINE),
            Scope.EVERYBODY);
    Policy other = everywhere("other", 0);

    Outcomes yields =
        Outcomes.of(
            TestMarket.with(yielding(mandate, "other"), other).withBuyers(500, List.of()), 3);

    assertThat(yields.awards).noneMatch(award -> award.need().forced());
    assertThat(yields.extensions).noneMatch(extended -> extended.reason().id().equals("grace"));
    assertThat(yields.digests())
        .isEqualTo(Outcomes.of(TestMarket.open().withBuyers(500, List.of()), 3).digests());
  }

  @Test
  void oneThatYieldsToAnotherThatYieldsTooStandsBackAllTheSame() {
    assertThat(
            tenders(
                yielding(everywhere("a", 1), "b"),
                yielding(everywhere("b", 2), "c"),
                everywhere("c", 3)))
        .allMatch(tender -> tender.policies().equals(List.of("c")));
  }

  @Test
  void noPolicyYieldsToItself() {
    assertThatThrownBy(() -> yielding(NATIONAL, "national")).hasMessageContaining("itself");
  }
}
