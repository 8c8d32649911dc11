package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.Outcomes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class SetAsideTest {

  private static final Policy THIRD =
      TestMarket.enforced(
          TestMarket.policy(
              "set-aside", SetAside.of(300_000, Set.of(Ownership.STATE)), Scope.EVERYBODY),
          1_000_000);
  private final Outcomes run = Outcomes.of(TestMarket.with(THIRD), 3);

  private static boolean setAside(ContractAwarded award) {
    return award.policies().contains("set-aside");
  }

  @Test
  void thePartOfTheTendersThatItSaysIsSetAside() {
    List<ContractAwarded> inForce = run.awards(award -> award.month() >= TestMarket.EFFECTIVE);

    assertThat((double) inForce.stream().filter(SetAsideTest::setAside).count() / inForce.size())
        .isCloseTo(0.3, within(0.04));
  }

  @Test
  void whatIsSetAsideGoesToThoseItIsOpenTo() {
    assertThat(run.awards(SetAsideTest::setAside))
        .isNotEmpty()
        .allMatch(award -> award.win().ownership() == Ownership.STATE);
    assertThat(run.books)
        .filteredOn(book -> book.tender().policies().contains("set-aside"))
        .allSatisfy(
            book ->
                assertThat(book.bids())
                    .filteredOn(bid -> bid.provider().equals("alibaba-cloud"))
                    .allMatch(bid -> bid.answer() == Bid.Answer.NOT_ELIGIBLE)
                    .allMatch(bid -> bid.because().equals("set-aside")));
  }

  @Test
  void aTenderThatIsNotDrawnIsAsIfThereWereNone() {
    assertThat(run.awards(award -> award.month() >= TestMarket.EFFECTIVE && !setAside(award)))
        .isNotEmpty()
        .allMatch(award -> award.policies().isEmpty() && !award.displaced());
  }

  @Test
  void allAttemptsOfOneTenderAgreeAndTheBuyersNextTenderIsDrawnAnew() {
    Map<String, Set<Boolean>> attempts = new HashMap<>();
    Map<String, Set<Boolean>> buyers = new HashMap<>();
    Set<String> again = new HashSet<>();
    run.books.stream()
        .map(book -> book.tender())
        .filter(tender -> tender.month() >= TestMarket.EFFECTIVE)
        .forEach(
            tender -> {
              boolean drawn = !tender.policies().isEmpty();
              String key = tender.buyer() + tender.contract();
              attempts.computeIfAbsent(key, _ -> new HashSet<>()).add(drawn);
              buyers.computeIfAbsent(tender.buyer(), _ -> new HashSet<>()).add(drawn);
              if (tender.attempt() > 0) {
                again.add(key);
              }
            });

    assertThat(again).isNotEmpty();
    assertThat(attempts.values()).allMatch(answers -> answers.size() == 1);
    assertThat(buyers.values()).anyMatch(answers -> answers.size() == 2);
  }

  @Test
  void talliesCountAllTendersInScopeAndAsTouchedThoseThatWereDrawn() {
    for (PolicyApplied applied :
        run.policy.stream()
            .filter(PolicyApplied.class::isInstance)
            .map(PolicyApplied.class::cast)
            .toList()) {
      assertThat(applied.tally().tenders())
          .isEqualTo(
              (int)
                  run.books.stream()
                      .filter(book -> book.tender().month() == applied.month())
                      .count());
      assertThat(applied.tally().touched())
          .isEqualTo(
              (int)
                  run.books.stream()
                      .filter(book -> book.tender().month() == applied.month())
                      .filter(book -> book.tender().policies().contains("set-aside"))
                      .count());
    }
  }

  @Test
  void aSetAsideForNobodyOrOfNothingCannotBeMade() {
    assertThatThrownBy(() -> SetAside.of(300_000, Set.of()))
        .hasMessageContaining("open to at least one ownership or provider");
    assertThatThrownBy(() -> SetAside.of(0, Set.of(Ownership.STATE)))
        .hasMessageContaining("share is 0, outside 1..1000000");
    assertThat(new SetAside(1, new TreeSet<>(), new TreeSet<>(Set.of("huawei-cloud"))).type())
        .isEqualTo("set-aside");
  }
}
