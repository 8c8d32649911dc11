package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.run.Difference.Kind;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  private static final int MONTH = 24_240;
  private static final Decided ONE = failed("buyer-1-c1", 1);
  private static final Decided TWO = failed("buyer-2-c1", 1);

  private static Decided failed(String tender, int bidders) {
    return new TenderFailed(
        "run", 0, MONTH, tender, "buyer", Segment.BANK, "tianjin", bidders, "", List.of());
  }

  private static TenderSums sums(Decided... outcomes) {
    TenderSums sums = new TenderSums(MONTH);
    for (Decided outcome : outcomes) {
      sums.add(outcome);
    }
    return sums;
  }

  @Test
  void theSameOutcomesInAnyOrderShowNoDifference() {
    assertThat(sums(ONE, TWO).differenceFrom(sums(TWO, ONE))).isEmpty();
  }

  @Test
  void theFirstTenderThatDiffersIsNamedWithItsKind() {
    assertThat(sums(TWO).differenceFrom(sums(ONE, TWO)))
        .contains(new Difference(MONTH, "buyer-1-c1", Kind.MISSING));
    assertThat(sums(ONE, TWO).differenceFrom(sums(ONE)))
        .contains(new Difference(MONTH, "buyer-2-c1", Kind.SURPLUS));
    assertThat(sums(failed("buyer-1-c1", 2), TWO).differenceFrom(sums(ONE, TWO)))
        .contains(new Difference(MONTH, "buyer-1-c1", Kind.DIFFERENT));
  }

  @Test
  void anOutcomeThatIsThereTwiceIsADifference() {
    assertThat(sums(ONE, ONE).differenceFrom(sums(ONE)))
        .contains(new Difference(MONTH, "buyer-1-c1", Kind.DIFFERENT));
  }

  @Test
  void aReferenceIsRunOnceAndGivesTheDigestsOfItsOutcomes() {
    References references = Limits.references();
    List<Decided> outcomes = new ArrayList<>();

    var digests = references.digests(SmallMarket.scenario(), 7).orElseThrow();
    var again = references.digests(SmallMarket.scenario(), 7).orElseThrow();
    references.outcomes(SmallMarket.scenario(), 7, outcomes::add);

    assertThat(again).isSameAs(digests);
    assertThat(digests).hasSize(SmallMarket.scenario().months());
    assertThat(outcomes)
        .hasSize(
            (int) SmallMarket.messages("run").stream().filter(Decided.class::isInstance).count());
  }
}
