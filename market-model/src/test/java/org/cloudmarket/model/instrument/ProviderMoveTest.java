package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

class ProviderMoveTest {

  private static final String MOVER = "tencent-cloud";
  private static final String CITY_CLOUD = "tianjin-city-cloud";
  private static final int END = TestMarket.EFFECTIVE + 8;

  private static Policy move(ProviderMove move, int end) {
    return TestMarket.change("move", move, Scope.EVERYBODY, end);
  }

  private static ProviderMove of(
      String provider, Map<Segment, Integer> ecosystem, int quality, int cost, Set<String> cities) {
    return new ProviderMove(
        provider, new TreeMap<>(ecosystem), quality, cost, new TreeSet<>(cities));
  }

  private static Predicate<ContractAwarded> won(Segment segment, int from, int until) {
    return award ->
        award.win().provider().equals(MOVER)
            && award.client().segment() == segment
            && award.month() >= from
            && award.month() < until;
  }

  @Test
  void pullOnASegmentChangesThereAndNowhereElseAndIsTakenBackAtTheEnd() {
    ProviderMove workApp = of(MOVER, Map.of(Segment.BANK, 500_000), 0, 0, Set.of());
    Outcomes on =
        Outcomes.of(TestMarket.open().withPolicies(List.of(move(workApp, END)), List.of()), 1);

    // Five points of ecosystem in banks, where nobody had pull; eight in internet companies.
    assertThat(on.awards(won(Segment.BANK, TestMarket.EFFECTIVE, END)))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().ecosystem() == 2_500_000);
    assertThat(on.awards(won(Segment.BANK, 0, TestMarket.EFFECTIVE)))
        .allMatch(award -> award.ranking().scores().ecosystem() == 0);
    assertThat(on.awards(won(Segment.BANK, END, Months.NEVER)))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().ecosystem() == 0);
    assertThat(on.awards(won(Segment.INTERNET_COMPANY, TestMarket.EFFECTIVE, END)))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().ecosystem() == 2_400_000);
  }

  @Test
  void pullStaysWithinItsRange() {
    ProviderMove most = of(MOVER, Map.of(Segment.INTERNET_COMPANY, 1_000_000), 0, 0, Set.of());
    Outcomes on = Outcomes.of(TestMarket.small(move(most, Months.NEVER)), 1);

    assertThat(on.awards(won(Segment.INTERNET_COMPANY, TestMarket.EFFECTIVE, Months.NEVER)))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().ecosystem() == 8_000_000);
  }

  @Test
  void costChangesAtOnceAndIsTakenBackAtTheEnd() {
    ProviderMove dearer = of(MOVER, Map.of(), 0, 100_000, Set.of());
    Map<String, Bid> off = bids(Outcomes.of(TestMarket.small(), 1), MOVER);
    Outcomes on = Outcomes.of(TestMarket.small(move(dearer, END)), 1);

    assertThat(meanPriceRatio(on, off, 0, TestMarket.EFFECTIVE)).isEqualTo(1);
    // The ceiling takes the tops off.
    assertThat(meanPriceRatio(on, off, TestMarket.EFFECTIVE, END)).isBetween(1.05, 1.11);
    assertThat(meanPriceRatio(on, off, END, Months.NEVER)).isBetween(0.98, 1.02);
  }

  /** How much more it asks for the same tender, on the mean of those that it offers both for. */
  private static double meanPriceRatio(Outcomes on, Map<String, Bid> off, int from, int until) {
    return on.books.stream()
        .filter(book -> book.tender().month() >= from && book.tender().month() < until)
        .filter(book -> off.containsKey(book.tender().tender()))
        .filter(book -> bid(book, MOVER).priceFen() > 0)
        .filter(book -> off.get(book.tender().tender()).priceFen() > 0)
        .mapToDouble(
            book ->
                (double) bid(book, MOVER).priceFen() / off.get(book.tender().tender()).priceFen())
        .average()
        .orElseThrow();
  }

  private static Map<String, Bid> bids(Outcomes run, String provider) {
    Map<String, Bid> bids = new TreeMap<>();
    for (BidsSubmitted book : run.books) {
      Bid bid = bid(book, provider);
      if (bid != null) {
        bids.put(book.tender().tender(), bid);
      }
    }
    return bids;
  }

  private static Bid bid(BidsSubmitted book, String provider) {
    return book.bids().stream()
        .filter(bid -> bid.provider().equals(provider))
        .findFirst()
        .orElse(null);
  }

  @Test
  void qualityGoesToItsNewLevelByDegrees() {
    ProviderMove better = of(MOVER, Map.of(), 200_000, 0, Set.of());
    Outcomes on = Outcomes.of(TestMarket.small(move(better, Months.NEVER)), 1);
    Outcomes off = Outcomes.of(TestMarket.small(), 1);

    int next = TestMarket.EFFECTIVE;
    // Five parts in a hundred of the distance in a month.
    assertThat(quality(on, next) - quality(off, next)).isBetween(9_000, 10_000);
    assertThat(quality(on, next + 12) - quality(off, next + 12)).isBetween(80_000, 120_000);
  }

  private static int quality(Outcomes run, int month) {
    return run.books.stream()
        .filter(book -> book.tender().month() == month)
        .map(book -> bid(book, MOVER).qualityPpm())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whoOpensInACityBidsThereFromThenOnUntilItLeavesAgain() {
    ProviderMove opening = of(CITY_CLOUD, Map.of(), 0, 0, Set.of("beijing"));
    Outcomes on = Outcomes.of(TestMarket.small(move(opening, END)), 1);

    for (BidsSubmitted book : on.books) {
      int month = book.tender().month();
      boolean there =
          switch (book.tender().city()) {
            case "tianjin" -> month >= Months.of(2019, 7);
            case "beijing" -> month >= TestMarket.EFFECTIVE && month < END;
            default -> false;
          };
      assertThat(bid(book, CITY_CLOUD) != null).as(book.tender().tender()).isEqualTo(there);
    }
  }

  @Test
  void overManySeedsACheaperProviderWinsMore() {
    ProviderMove cheaper = of(MOVER, Map.of(), 0, -150_000, Set.of());
    Arms arms = Arms.of(TestMarket.small(), TestMarket.small(move(cheaper, Months.NEVER)), 20);

    assertThat(wins(arms.on())).isGreaterThan(wins(arms.off()) * 11 / 10);
  }

  private static long wins(List<Outcomes> runs) {
    return runs.stream()
        .mapToLong(run -> run.awards(award -> award.win().provider().equals(MOVER)).size())
        .sum();
  }

  @Test
  void aMoveInTheFirstMonthCountsFromTheFirstMonth() {
    ProviderMove cheaper = of(MOVER, Map.of(), 0, -300_000, Set.of());
    Outcomes on =
        Outcomes.of(
            TestMarket.small(
                move(cheaper, Months.NEVER).as("move", TestMarket.START, TestMarket.START)),
            1);
    Map<String, Bid> off = bids(Outcomes.of(TestMarket.small(), 1), MOVER);

    assertThat(bids(on, MOVER))
        .anySatisfy(
            (tender, bid) -> {
              assertThat(off.get(tender).priceFen()).isPositive();
              assertThat(bid.priceFen()).isLessThan(off.get(tender).priceFen() * 3 / 4);
            });
  }

  @Test
  void aMoveMovesSomething() {
    assertThatThrownBy(() -> of(MOVER, Map.of(), 0, 0, Set.of()))
        .hasMessageContaining("changes its ecosystem, its quality or its cost");
    assertThatThrownBy(() -> of(MOVER, Map.of(Segment.BANK, 0), 0, 0, Set.of()))
        .hasMessageContaining("changes its ecosystem, its quality or its cost");
    assertThatThrownBy(() -> of(MOVER, Map.of(), 0, -500_001, Set.of()))
        .hasMessageContaining("costChange is -500001");
    assertThatThrownBy(() -> of(MOVER, Map.of(), 1_000_001, 0, Set.of()))
        .hasMessageContaining("qualityChange is 1000001");
  }
}
