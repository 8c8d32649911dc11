package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

class LeakTest {

  private static final int LEAKED = TestMarket.START + 4;
  private static final int ANNOUNCED = TestMarket.START + 10;
  private static final Policy KNOWN =
      TestMarket.dated(
          TestMarket.anticipated(
              TestMarket.enforced(
                  TestMarket.policy(
                      "known",
                      ScorePreference.points(Set.of(Ownership.STATE), false, 10),
                      Scope.EVERYBODY),
                  1_000_000),
              1_000_000),
          ANNOUNCED,
          TestMarket.START + 18,
          Months.NEVER);

  private static Outcomes run(Policy policy) {
    return Outcomes.of(TestMarket.with(policy).withBuyers(600, List.of()), 9);
  }

  private static List<TenderPublished> acting(Outcomes run, int from, int to) {
    return run.books.stream()
        .map(book -> book.tender())
        .filter(tender -> tender.month() >= from && tender.month() < to)
        .filter(tender -> !tender.policies().isEmpty())
        .toList();
  }

  @Test
  void fromTheLeakOnThoseWhomItReachesActAsOnAnAnnouncement() {
    Outcomes none = run(KNOWN);
    Outcomes half = run(KNOWN.leaking(LEAKED, 500_000));
    Outcomes all = run(KNOWN.leaking(LEAKED, 1_000_000));

    assertThat(acting(half, TestMarket.START, LEAKED)).isEmpty();
    assertThat(acting(none, TestMarket.START, ANNOUNCED)).isEmpty();
    int reached = acting(half, LEAKED, ANNOUNCED).size();
    int everybody = acting(all, LEAKED, ANNOUNCED).size();
    assertThat((double) reached / everybody).isBetween(0.35, 0.65);
    assertThat(half.digests().subList(0, LEAKED - TestMarket.START))
        .isEqualTo(none.digests().subList(0, LEAKED - TestMarket.START));
  }

  @Test
  void aLeakThatReachesNobodyChangesNothing() {
    assertThat(run(KNOWN.leaking(LEAKED, 0)).digests()).isEqualTo(run(KNOWN).digests());
  }

  @Test
  void whomALeakReachesIsDrawnOnceAndNotEachMonth() {
    Outcomes half = run(KNOWN.leaking(LEAKED, 500_000));
    Set<String> acting = new TreeSet<>();
    acting(half, LEAKED, ANNOUNCED).forEach(tender -> acting.add(tender.buyer()));

    assertThat(half.books)
        .filteredOn(book -> book.tender().month() >= LEAKED)
        .filteredOn(book -> acting.contains(book.tender().buyer()))
        .allMatch(book -> !book.tender().policies().isEmpty());
  }

  @Test
  void aLeakComesBeforeTheAnnouncementAndReachesAPart() {
    assertThatThrownBy(() -> KNOWN.leaking(ANNOUNCED + 1, 1))
        .hasMessageContaining("leaks in 2019-12, after it is announced in 2019-11");
    assertThatThrownBy(() -> KNOWN.leaking(LEAKED, 1_000_001)).hasMessageContaining("leakReach");
  }

  @Test
  void whatIsRepealedBeforeItLeaksIsNeverKnownAndAfterItIsKnownNoLonger() {
    Policy leaking = KNOWN.leaking(LEAKED, 1_000_000);

    assertThat(acting(run(leaking.endedIn(LEAKED)), TestMarket.START, Months.NEVER)).isEmpty();
    Outcomes later = run(leaking.endedIn(LEAKED + 3));
    assertThat(acting(later, LEAKED, LEAKED + 3)).isNotEmpty();
    assertThat(acting(later, LEAKED + 3, Months.NEVER)).isEmpty();
  }
}
