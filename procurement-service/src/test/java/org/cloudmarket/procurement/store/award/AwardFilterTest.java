package org.cloudmarket.procurement.store.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.procurement.SmallMarket;
import org.junit.jupiter.api.Test;

class AwardFilterTest {

  private static final List<Decided> OUTCOMES =
      SmallMarket.eventful("run-one").stream()
          .filter(Decided.class::isInstance)
          .map(Decided.class::cast)
          .toList();

  private static final int MONTH = Months.parse("2021-09");

  private static AwardFilter filter(
      Optional<OutcomeType> type,
      Optional<Segment> segment,
      Optional<String> city,
      Optional<String> provider,
      Optional<Boolean> displaced) {
    return new AwardFilter(0, Months.NEVER, type, segment, city, provider, displaced);
  }

  private static void takes(AwardFilter filter, Predicate<Decided> expected) {
    assertThat(OUTCOMES.stream().filter(expected)).as("worth looking for").isNotEmpty();
    assertThat(OUTCOMES.stream().filter(expected.negate())).as("worth leaving out").isNotEmpty();
    assertThat(OUTCOMES.stream().filter(filter::takes))
        .containsExactlyElementsOf(OUTCOMES.stream().filter(expected).toList());
  }

  @Test
  void withoutConditionsItTakesAll() {
    assertThat(OUTCOMES).allMatch(AwardFilter.ALL::takes);
  }

  @Test
  void itTakesTheMonthsFromTheFirstToTheLast() {
    takes(
        new AwardFilter(
            MONTH,
            MONTH + 2,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        outcome -> outcome.month() >= MONTH && outcome.month() < MONTH + 3);
  }

  @Test
  void aTypeIsThatOfTheMessage() {
    takes(
        filter(
            Optional.of(OutcomeType.COMPLAINT_FILED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        ComplaintFiled.class::isInstance);
  }

  @Test
  void allConditionsHoldTogether() {
    takes(
        filter(
            Optional.of(OutcomeType.CONTRACT_AWARDED),
            Optional.of(Segment.STATE_ENTERPRISE),
            Optional.of("tianjin"),
            Optional.of("tianjin-city-cloud"),
            Optional.empty()),
        outcome ->
            outcome instanceof ContractAwarded award
                && award.client().segment() == Segment.STATE_ENTERPRISE
                && award.client().city().equals("tianjin")
                && award.win().provider().equals("tianjin-city-cloud"));
  }

  @Test
  void whatIsNoAwardIsNotDisplaced() {
    Predicate<Decided> displaced =
        outcome ->
            outcome instanceof ContractAwarded award
                && !award.counterfactual().displacedBy().isEmpty();

    takes(displaced(true), displaced);
    takes(displaced(false), displaced.negate());
  }

  private static AwardFilter displaced(boolean displaced) {
    return filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(displaced));
  }
}
