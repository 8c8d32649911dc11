package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SubsidyTest {

  private static final String TELECOM = "china-telecom-tianyi";
  private static final Policy SUBSIDY =
      TestMarket.policy("subsidy", Subsidy.of(Set.of(Ownership.STATE), 200_000), Scope.EVERYBODY);
  private static final Scenario STILL = TestMarket.still().withBuyers(500, List.of());
  private final Outcomes run = Outcomes.of(STILL.withPolicies(List.of(SUBSIDY), List.of()), 3);

  private List<BidsSubmitted> books(boolean subsidised) {
    return run.books.stream()
        .filter(book -> book.tender().policies().contains("subsidy") == subsidised)
        .toList();
  }

  @Test
  void whoGetsItBidsFromALowerCostAndOthersBidAsWithoutIt() {
    assertThat(books(true)).isNotEmpty();
    int cheaper = 0;
    for (BidsSubmitted book : books(true)) {
      Otherwise without = book.otherwise().getFirst();
      for (int i = 0; i < book.bids().size(); i++) {
        Bid bid = book.bids().get(i);
        long otherwise = Math.abs(without.priceFen(i));
        if (!bid.provider().equals(TELECOM)) {
          if (!bid.provider().equals("tianjin-city-cloud")) {
            assertThat(bid.priceFen()).isEqualTo(otherwise);
          }
        } else if (otherwise > 0 && otherwise < book.ceilingFen()) {
          // Its markup is on the cost, so that its price falls by the same part.
          assertThat(bid.priceFen() / (double) otherwise).isBetween(0.7999, 0.8001);
          cheaper++;
        }
      }
    }
    assertThat(cheaper).isPositive();
  }

  @Test
  void theBuyersBudgetIsThatOfTheOpenField() {
    Map<String, BidsSubmitted> open =
        Outcomes.of(STILL, 3).books.stream()
            .filter(book -> book.tender().month() == TestMarket.EFFECTIVE)
            .collect(Collectors.toMap(book -> book.tender().tender(), Function.identity()));

    assertThat(books(true))
        .filteredOn(book -> book.tender().month() == TestMarket.EFFECTIVE)
        .isNotEmpty()
        .allSatisfy(
            book ->
                assertThat(book.ceilingFen())
                    .isEqualTo(open.get(book.tender().tender()).ceilingFen()));
  }

  @Test
  void whoseCostIsAboveTheBudgetMayBidWithIt() {
    assertThat(books(false))
        .flatMap(BidsSubmitted::bids)
        .anyMatch(bid -> bid.provider().equals(TELECOM) && below(bid));
    assertThat(books(true))
        .flatMap(BidsSubmitted::bids)
        .noneMatch(bid -> bid.provider().equals(TELECOM) && below(bid));
  }

  private static boolean below(Bid bid) {
    return bid.answer() == Bid.Answer.BELOW_COST;
  }

  @Test
  void ofTwoSubsidiesEachSparesOneAPartOfWhatIsLeft() {
    Policy more =
        TestMarket.policy(
            "more",
            new Subsidy(new TreeSet<>(), new TreeSet<>(Set.of(TELECOM)), 500_000),
            Scope.EVERYBODY);
    Scenario scenario = TestMarket.with(more, SUBSIDY);
    int telecom = scenario.providers().indexOf(scenario.provider(TELECOM).orElseThrow());

    RuleBook rules = new RuleBook(scenario);

    assertThat(rules.rules(Segment.BANK, DataClass.CORE, 0).costPpm(telecom)).isEqualTo(1_000_000);
    assertThat(rules.rules(Segment.BANK, DataClass.CORE, 2).costPpm(telecom)).isEqualTo(800_000);
    assertThat(rules.rules(Segment.BANK, DataClass.CORE, 3).costPpm(telecom)).isEqualTo(400_000);
  }

  @Test
  void aSubsidyOfNobodyOrOfNothingCannotBeMade() {
    assertThatThrownBy(() -> Subsidy.of(Set.of(), 200_000))
        .hasMessageContaining("names at least one ownership or provider");
    assertThatThrownBy(() -> Subsidy.of(Set.of(Ownership.STATE), 0))
        .hasMessageContaining("costReduction is 0, outside 1..900000");
    assertThatThrownBy(() -> Subsidy.of(Set.of(Ownership.STATE), 900_001))
        .hasMessageContaining("outside");
  }
}
