package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

class FineTest {

  private static final String LEADER = "alibaba-cloud";

  /** A third of what the leader invests, for a year: half of the fine is its cloud's. */
  private static final Fine THIRD = new Fine(LEADER, 50_000_000_000L, 500_000, 12);

  private static Policy fine(Fine fine, int end) {
    return TestMarket.change("fine", fine, Scope.EVERYBODY, end);
  }

  /** What the provider bid with in each month. */
  private static Map<Integer, Integer> quality(Outcomes run, String provider) {
    Map<Integer, Integer> quality = new TreeMap<>();
    for (BidsSubmitted book : run.books) {
      for (Bid bid : book.bids()) {
        if (bid.provider().equals(provider)) {
          quality.put(book.tender().month(), bid.qualityPpm());
        }
      }
    }
    return quality;
  }

  @Test
  void whoPaysLosesQualityFromTheMonthAfterItTakesEffectAndNobodyElseDoesAtFirst() {
    Outcomes off = Outcomes.of(TestMarket.small(), 1);
    Outcomes on = Outcomes.of(TestMarket.small(fine(THIRD, Months.NEVER)), 1);

    Map<Integer, Integer> before = quality(off, LEADER);
    Map<Integer, Integer> fined = quality(on, LEADER);
    for (int month : before.keySet()) {
      if (month <= TestMarket.EFFECTIVE) {
        assertThat(fined.get(month)).isEqualTo(before.get(month));
      } else {
        assertThat(fined.get(month)).isLessThan(before.get(month));
      }
    }
    int next = TestMarket.EFFECTIVE + 1;
    assertThat(quality(on, "huawei-cloud").get(next))
        .isEqualTo(quality(off, "huawei-cloud").get(next));
    assertThat(on.awards(each -> each.month() <= TestMarket.EFFECTIVE))
        .isEqualTo(off.awards(each -> each.month() <= TestMarket.EFFECTIVE));
  }

  @Test
  void afterItsMonthsWhatItTookComesBackByTheReturnOfQuality() {
    Fine brief = new Fine(LEADER, 50_000_000_000L, 500_000, 4);
    Map<Integer, Integer> off = quality(Outcomes.of(TestMarket.small(), 1), LEADER);
    Map<Integer, Integer> on =
        quality(Outcomes.of(TestMarket.small(fine(brief, Months.NEVER)), 1), LEADER);

    int paid = TestMarket.EFFECTIVE + 4;
    int lost = off.get(paid) - on.get(paid);
    int left = off.get(paid + 12) - on.get(paid + 12);
    // Five parts in a hundred of the distance come back in a month: 0.95^12 is 0.54.
    assertThat(lost).isGreaterThan(20_000);
    assertThat(left).isBetween(lost * 40 / 100, lost * 60 / 100);
  }

  @Test
  void aFineThatEndsSoonerTakesNoMore() {
    Map<Integer, Integer> whole =
        quality(Outcomes.of(TestMarket.small(fine(THIRD, Months.NEVER)), 1), LEADER);
    Map<Integer, Integer> ended =
        quality(Outcomes.of(TestMarket.small(fine(THIRD, TestMarket.EFFECTIVE + 3)), 1), LEADER);

    int last = TestMarket.EFFECTIVE + 3;
    assertThat(ended.get(last)).isEqualTo(whole.get(last));
    assertThat(ended.get(last + 1)).isGreaterThan(whole.get(last + 1));
  }

  @Test
  void noFineTakesMoreThanAllInvestment() {
    Fine huge = new Fine(LEADER, Fine.MAX_AMOUNT_FEN / 10, 1_000_000, 12);
    Fine larger = new Fine(LEADER, Fine.MAX_AMOUNT_FEN, 1_000_000, 12);

    Outcomes one = Outcomes.of(TestMarket.small(fine(huge, Months.NEVER)), 1);
    Outcomes other = Outcomes.of(TestMarket.small(fine(larger, Months.NEVER)), 1);

    assertThat(one.awards).isEqualTo(other.awards);
    // The test market loses two points in a hundred for a full shortfall.
    Map<Integer, Integer> quality = quality(one, LEADER);
    int next = TestMarket.EFFECTIVE + 1;
    assertThat(quality.get(next - 1) - quality.get(next)).isBetween(15_000, 20_000);
  }

  @Test
  void theRestOfTheMarketDoesNotInvestSoThatItsFineTouchesNobody() {
    Fine fringe = new Fine("rest-of-market", Fine.MAX_AMOUNT_FEN, 1_000_000, 12);

    assertThat(Outcomes.of(TestMarket.small(fine(fringe, Months.NEVER)), 1).digests())
        .isEqualTo(Outcomes.of(TestMarket.small(), 1).digests());
  }

  @Test
  void overManySeedsWhoPaysLosesContracts() {
    Arms arms = Arms.of(TestMarket.small(), TestMarket.small(fine(THIRD, Months.NEVER)), 20);

    assertThat(wins(arms.on())).isLessThan(wins(arms.off()) * 98 / 100);
  }

  private static long wins(List<Outcomes> runs) {
    return runs.stream()
        .mapToLong(run -> run.awards(award -> award.win().provider().equals(LEADER)).size())
        .sum();
  }

  @Test
  void noAwardIsLaidToIt() {
    Outcomes on = Outcomes.of(TestMarket.small(fine(THIRD, Months.NEVER)), 1);

    assertThat(on.awards).allMatch(award -> award.policies().isEmpty() && !award.displaced());
    assertThat(on.complaints).isEmpty();
  }

  @Test
  void aFineHasAnAmountAPartAndMonths() {
    assertThatThrownBy(() -> new Fine(LEADER, 0, 1, 1)).hasMessageContaining("amountFen is 0");
    assertThatThrownBy(() -> new Fine(LEADER, 1, 0, 1)).hasMessageContaining("cloudPart is 0");
    assertThatThrownBy(() -> new Fine(LEADER, 1, 1, 61)).hasMessageContaining("months is 61");
    assertThatThrownBy(() -> new Fine("", 1, 1, 1)).hasMessageContaining("kebab-case");
  }

  @Test
  void aPolicyOnAProviderHasNoScopeAndNobodyComplies() {
    assertThatThrownBy(
            () -> TestMarket.change("fine", THIRD, TestMarket.tianjinEnterprises(), Months.NEVER))
        .hasMessage("policy fine: acts on a provider, and has no scope");
    assertThatThrownBy(() -> TestMarket.enforced(fine(THIRD, Months.NEVER), 900_000))
        .hasMessageContaining("enforcement is 900000");
  }
}
