package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class OwnershipChangeTest {

  private static final String LEADER = "alibaba-cloud";
  private static final int END = TestMarket.EFFECTIVE + 8;

  /** The leader's cloud leaves its parent: its standing recovers, and half its pull is lost. */
  private static final OwnershipChange SPIN_OFF =
      new OwnershipChange(
          LEADER,
          Optional.empty(),
          Optional.of("cloud-of-its-own"),
          OptionalInt.empty(),
          400_000,
          500_000);

  private static final OwnershipChange NATIONALISED =
      new OwnershipChange(
          LEADER, Optional.of(Ownership.STATE), Optional.empty(), OptionalInt.of(0), 0, 0);

  private static Policy change(OwnershipChange change, int end) {
    return TestMarket.change("change", change, Scope.EVERYBODY, end);
  }

  private static Predicate<ContractAwarded> won(int from, int until) {
    return award ->
        award.win().provider().equals(LEADER) && award.month() >= from && award.month() < until;
  }

  @Test
  void awardsTellTheOwnershipOfTheMonthAndTheOldOneComesBackAtTheEnd() {
    Outcomes on = Outcomes.of(TestMarket.small(change(NATIONALISED, END)), 1);

    assertThat(on.awards(won(0, TestMarket.EFFECTIVE)))
        .isNotEmpty()
        .allMatch(award -> award.win().ownership() == Ownership.PRIVATE);
    assertThat(on.awards(won(TestMarket.EFFECTIVE, END)))
        .isNotEmpty()
        .allMatch(award -> award.win().ownership() == Ownership.STATE);
    assertThat(on.awards(won(END, Months.NEVER)))
        .isNotEmpty()
        .allMatch(award -> award.win().ownership() == Ownership.PRIVATE);
  }

  @Test
  void policiesOnAnOwnershipFollowIt() {
    Policy mandate =
        TestMarket.policy(
            "mandate",
            MigrationMandate.of(Set.of(Ownership.PRIVATE), false, 0, Months.NEVER),
            Scope.EVERYBODY);
    Outcomes on = Outcomes.of(TestMarket.small(mandate, change(NATIONALISED, Months.NEVER)), 1);

    assertThat(on.awards(won(TestMarket.EFFECTIVE, Months.NEVER)))
        .anyMatch(award -> award.policies().contains("mandate"));
    assertThat(on.awards)
        .filteredOn(award -> award.policies().contains("mandate"))
        .noneMatch(award -> award.win().provider().equals("huawei-cloud"));
  }

  @Test
  void triggersOnAnOwnershipsShareFollowItToo() {
    Policy preference = TestMarket.preferenceByTrigger();
    Trigger trigger =
        new Trigger(
            "too-much",
            new Trigger.ShareOfOwnership(Ownership.STATE),
            Trigger.Side.ABOVE,
            400_000,
            1,
            1,
            List.of(new Trigger.Enact(preference.id())));
    Scenario scenario =
        TestMarket.small()
            .withPolicies(
                List.of(preference, change(NATIONALISED, Months.NEVER)), List.of(trigger));

    assertThat(Outcomes.of(scenario, 1).policy)
        .contains(
            new PolicyEnacted(
                "test", 0, TestMarket.EFFECTIVE + 1, preference.id(), "trigger too-much"));
  }

  @Test
  void figuresByOwnershipFollowItToo() {
    Scenario scenario = TestMarket.small(change(NATIONALISED, END));
    Outcomes on = Outcomes.of(scenario, 1);
    Series byProvider = running(on, Series.By.PROVIDER);
    Series byOwnership = running(on, Series.By.OWNERSHIP);

    for (int t = 0; t < scenario.months(); t++) {
      int month = scenario.start() + t;
      long state =
          byProvider.of("china-telecom-tianyi")[t] + byProvider.of("tianjin-city-cloud")[t];
      boolean holds = month >= TestMarket.EFFECTIVE && month < END;
      assertThat(byOwnership.of("state")[t])
          .isEqualTo(state + (holds ? byProvider.of(LEADER)[t] : 0));
    }
  }

  private static Series running(Outcomes run, Series.By by) {
    return Series.spend(
        run.figures, run.course(), by, Series.Of.RUNNING, _ -> true, run.scenario.months());
  }

  @Test
  void standingAndPullChangeInTheEvaluationForAsLongAsItStands() {
    Outcomes on = Outcomes.of(TestMarket.small(change(SPIN_OFF, END)), 1);

    // Eight points of ecosystem, of which the leader's pull earns three parts in ten.
    Predicate<ContractAwarded> internet =
        award -> award.client().segment() == Segment.INTERNET_COMPANY;
    assertThat(on.awards(won(0, TestMarket.EFFECTIVE).and(internet)))
        .allMatch(award -> award.ranking().scores().ecosystem() == 2_400_000);
    assertThat(on.awards(won(TestMarket.EFFECTIVE, END).and(internet)))
        .allMatch(award -> award.ranking().scores().ecosystem() == 1_200_000);
    assertThat(on.awards(won(END, Months.NEVER).and(internet)))
        .allMatch(award -> award.ranking().scores().ecosystem() == 2_400_000);
    assertThat(meanStanding(on, TestMarket.EFFECTIVE, END))
        .isGreaterThan(meanStanding(on, 0, TestMarket.EFFECTIVE) * 3 / 2);
  }

  private static double meanStanding(Outcomes run, int from, int until) {
    return run
        .awards(
            won(from, until).and(award -> award.client().segment() == Segment.GOVERNMENT_AGENCY))
        .stream()
        .mapToLong(award -> award.ranking().scores().standing())
        .average()
        .orElseThrow();
  }

  @Test
  void standingStaysWithinItsRange() {
    OwnershipChange fall =
        new OwnershipChange(
            LEADER, Optional.empty(), Optional.empty(), OptionalInt.empty(), -1_000_000, 0);
    Outcomes on = Outcomes.of(TestMarket.small(change(fall, Months.NEVER)), 1);

    assertThat(on.awards(won(TestMarket.EFFECTIVE, Months.NEVER)))
        .isNotEmpty()
        .allMatch(award -> award.ranking().scores().standing() == 0);
  }

  @Test
  void overManySeedsStandingWinsAgenciesAndLostPullLosesInternetCompanies() {
    Arms arms = Arms.of(TestMarket.small(), TestMarket.small(change(SPIN_OFF, Months.NEVER)), 20);

    assertThat(wins(arms.on(), Segment.GOVERNMENT_AGENCY))
        .isGreaterThan(wins(arms.off(), Segment.GOVERNMENT_AGENCY) * 102 / 100);
    assertThat(wins(arms.on(), Segment.INTERNET_COMPANY))
        .isLessThan(wins(arms.off(), Segment.INTERNET_COMPANY));
  }

  private static long wins(List<Outcomes> runs, Segment segment) {
    return runs.stream()
        .mapToLong(
            run ->
                run.awards(
                        won(TestMarket.EFFECTIVE, Months.NEVER)
                            .and(award -> award.client().segment() == segment))
                    .size())
        .sum();
  }

  @Test
  void nothingChangesBeforeItTakesEffect() {
    Outcomes on = Outcomes.of(TestMarket.small(change(SPIN_OFF, Months.NEVER)), 1);
    Outcomes off = Outcomes.of(TestMarket.small(), 1);

    Predicate<ContractAwarded> before = award -> award.month() < TestMarket.EFFECTIVE;
    assertThat(on.awards(before)).isEqualTo(off.awards(before));
  }

  @Test
  void aChangeChangesSomethingAndPullGoesOnlyWithTheGroup() {
    assertThatThrownBy(() -> of(Optional.empty(), Optional.empty(), 0, 0))
        .hasMessageContaining("says what changes");
    assertThatThrownBy(() -> of(Optional.of(Ownership.STATE), Optional.empty(), 0, 1))
        .hasMessageContaining("only by leaving an owner group");
    assertThatThrownBy(() -> of(Optional.of(Ownership.IN_HOUSE), Optional.empty(), 0, 0))
        .hasMessageContaining("in-house");
    assertThatThrownBy(() -> of(Optional.empty(), Optional.of("Not an id"), 0, 0))
        .hasMessageContaining("kebab-case");
    assertThatThrownBy(() -> of(Optional.empty(), Optional.empty(), 1_000_001, 0))
        .hasMessageContaining("standingChange");
  }

  private static OwnershipChange of(
      Optional<Ownership> ownership, Optional<String> group, int standing, int pullLost) {
    return new OwnershipChange(LEADER, ownership, group, OptionalInt.empty(), standing, pullLost);
  }
}
