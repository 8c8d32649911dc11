package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;

class ExclusionTest {

  private static final int NO_CAP = 1_000_000;

  private static Outcomes under(Exclusion exclusion) {
    Policy policy = TestMarket.policy("exclusion", exclusion, TestMarket.tianjinEnterprises());
    return Outcomes.of(TestMarket.with(policy).withBuyers(500, List.of()), 3);
  }

  private static Exclusion of(Set<Ownership> ownerships, Set<String> providers, int cap) {
    return new Exclusion(new TreeSet<>(ownerships), new TreeSet<>(providers), cap);
  }

  @Test
  void theShutOutMayNotBidAndAreToldWhichPolicyItWas() {
    Outcomes run = under(of(Set.of(Ownership.FOREIGN), Set.of("huawei-cloud"), NO_CAP));

    assertThat(run.books)
        .filteredOn(book -> book.tender().policies().contains("exclusion"))
        .isNotEmpty()
        .allSatisfy(
            book ->
                assertThat(book.bids())
                    .filteredOn(bid -> Set.of("aws-china", "huawei-cloud").contains(bid.provider()))
                    .hasSize(2)
                    .allMatch(bid -> bid.answer() == Bid.Answer.NOT_ELIGIBLE)
                    .allMatch(bid -> bid.because().equals("exclusion")));
    assertThat(run.complaints).isNotEmpty();
  }

  @Test
  void aContractWithTheShutOutRunsToItsEnd() {
    Outcomes run = under(Exclusion.of(Set.of(Ownership.PRIVATE)));

    assertThat(run.awards).noneMatch(award -> award.need().forced());
    assertThat(run.extensions).noneMatch(extended -> extended.reason().id().equals("grace"));
  }

  @Test
  void aCapOnForeignCapitalShutsOutWhoIsAboveItAndNotWhoIsAtIt() {
    Outcomes above = under(of(Set.of(), Set.of(), 0));

    // Nobody in this market has any.
    assertThat(above.books)
        .allSatisfy(
            book ->
                assertThat(book.bids()).noneMatch(bid -> bid.answer() == Bid.Answer.NOT_ELIGIBLE));
    assertThat(above.books).anyMatch(book -> book.tender().policies().contains("exclusion"));
  }

  @Test
  void anExclusionThatNamesNobodyCannotBeMade() {
    assertThatThrownBy(() -> of(Set.of(), Set.of(), NO_CAP))
        .hasMessageContaining("names at least one ownership or provider, or a cap");
    assertThatThrownBy(() -> of(Set.of(), Set.of(), -1)).hasMessageContaining("outside");
    assertThatThrownBy(() -> of(Set.of(), Set.of(), 1_000_001)).hasMessageContaining("outside");
  }
}
