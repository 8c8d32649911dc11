package org.cloudmarket.model.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

/** What a public tender does that hears too few. */
class SecondCallTest {

  private static final int ENOUGH = 3;
  private static final String FRINGE = "rest-of-market";

  /** The bid books of the first month, by tender: later ones depend on who won. */
  private static Map<String, BidsSubmitted> books(int secondCallPpm) {
    return Outcomes.of(
            TestMarket.behaving(
                TestMarket.open().withMonths(20),
                Map.of("participation", 200_000, "secondCall", secondCallPpm)),
            3)
        .books
        .stream()
        .filter(book -> book.tender().month() == TestMarket.START)
        .collect(Collectors.toMap(book -> book.tender().tender(), Function.identity()));
  }

  /** How many bidders have come; the rest of the market counts for three. */
  private static int heard(BidsSubmitted book) {
    return book.bids().stream()
        .filter(bid -> bid.answer() == Answer.BID)
        .mapToInt(bid -> bid.provider().equals(FRINGE) ? 3 : 1)
        .sum();
  }

  @Test
  void whereTooFewHaveComeJustSoManyMoreAreFoundAsItTakes() {
    Map<String, BidsSubmitted> once = books(1_000_000);
    Map<String, BidsSubmitted> twice = books(10_000_000);

    assertThat(once.values()).anyMatch(SecondCallTest::hearsTooFew);
    once.forEach(
        (tender, first) -> {
          BidsSubmitted second = twice.get(tender);
          if (hearsTooFew(first)) {
            assertThat(heard(second)).as(tender).isBetween(ENOUGH, ENOUGH + 2);
          } else {
            assertThat(second).as("nobody is called again").isEqualTo(first);
          }
        });
  }

  private static boolean hearsTooFew(BidsSubmitted book) {
    return book.tender().publicTender() && heard(book) < ENOUGH;
  }

  @Test
  void whoIsFarFromTakingPartDoesNotComeAtASecondCallEither() {
    Map<String, BidsSubmitted> once = books(1_000_000);
    Map<String, BidsSubmitted> hardlyMore = books(1_200_000);

    long before = once.values().stream().filter(SecondCallTest::hearsTooFew).count();
    long after = hardlyMore.values().stream().filter(SecondCallTest::hearsTooFew).count();
    assertThat(after).isBetween(1L, before);
  }
}
