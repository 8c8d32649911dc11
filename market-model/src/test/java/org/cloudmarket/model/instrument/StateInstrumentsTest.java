package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** What acts on providers and on demand, all of it together. */
public class StateInstrumentsTest {

  /** All five, some of which end, and one that a trigger puts in force. */
  public static final Scenario ALL = all();

  private static Scenario all() {
    int from = TestMarket.EFFECTIVE;
    return TestMarket.open()
        .withBuyers(
            300,
            List.of(
                new NamedBuyer(
                    "large-client",
                    Segment.INTERNET_COMPANY,
                    "shanghai",
                    DataClass.GENERAL,
                    4_000_000_000L,
                    100_000,
                    "alibaba-cloud",
                    TestMarket.START + 40)))
        .withPolicies(
            List.of(
                TestMarket.mandate(),
                TestMarket.change(
                    "fine",
                    new Fine("alibaba-cloud", 50_000_000_000L, 500_000, 12),
                    Scope.EVERYBODY,
                    from + 9),
                TestMarket.change(
                    "owners",
                    new OwnershipChange(
                        "alibaba-cloud",
                        Optional.of(Ownership.STATE),
                        Optional.of("state-group"),
                        OptionalInt.of(100_000),
                        300_000,
                        500_000),
                    Scope.EVERYBODY,
                    from + 10),
                byTrigger(
                    TestMarket.change(
                        "move",
                        new ProviderMove(
                            "tianjin-city-cloud",
                            new TreeMap<>(Map.of(Segment.BANK, 400_000)),
                            50_000,
                            -100_000,
                            new TreeSet<>(Set.of("beijing"))),
                        Scope.EVERYBODY,
                        from + 11)),
                TestMarket.change(
                    "programme",
                    new DemandProgramme(300_000, 200_000, 6),
                    Scope.of(Set.of(Segment.BANK), Set.of(), Set.of()),
                    from + 4),
                TestMarket.change(
                    "shock",
                    new OverseasShock(
                        400_000, "alibaba-cloud", new TreeSet<>(Set.of("large-client"))),
                    Scope.of(Set.of(Segment.INTERNET_COMPANY), Set.of(), Set.of()),
                    from + 5)),
            List.of(
                new Trigger(
                    "complaints",
                    new Trigger.InScope(Trigger.Figure.COMPLAINTS_PER_TENDER, "tianjin-mandate"),
                    Trigger.Side.ABOVE,
                    100_000,
                    3,
                    1,
                    List.of(new Trigger.Enact("move")))));
  }

  private static Policy byTrigger(Policy policy) {
    return new Policy(
        policy.id(),
        policy.instrument(),
        policy.scope(),
        policy.announced(),
        policy.effective(),
        policy.end(),
        policy.enforcementPpm(),
        policy.anticipationPpm(),
        true,
        policy.legalBasis());
  }

  @Test
  void shardsAndThreadsChangeNothing() {
    Outcomes one = Outcomes.of(ALL, 7);

    assertThat(Outcomes.of(ALL, 7, 3, 1).digests()).isEqualTo(one.digests());
    assertThat(Outcomes.of(ALL, 7, 8, 2).digests()).isEqualTo(one.digests());
  }

  @Test
  void eachOfThemIsInForceAndChangesTheRun() {
    List<?> all = Outcomes.of(ALL, 7).digests();

    for (Policy policy : ALL.policies()) {
      List<Policy> others = ALL.policies().stream().filter(each -> !each.equals(policy)).toList();
      List<Trigger> triggers =
          others.stream().map(Policy::id).toList().containsAll(List.of("move", "tianjin-mandate"))
              ? ALL.triggers()
              : List.of();
      assertThat(Outcomes.of(ALL.withPolicies(others, triggers), 7).digests())
          .as(policy.id())
          .isNotEqualTo(all);
    }
  }

  @Test
  void whatPeopleSeeOfRunningSpendIsWhatGovernmentSees() {
    Outcomes run = Outcomes.of(ALL, 7);
    Series running =
        Series.spend(
            run.figures,
            run.course(),
            Series.By.PROVIDER,
            Series.Of.RUNNING,
            _ -> true,
            ALL.months());

    int months = 0;
    for (var message : run.policy) {
      if (message instanceof MonthOpened opened && !opened.lastMonth().isEmpty()) {
        int t = opened.month() - 1 - ALL.start();
        for (ProviderTotals totals : opened.lastMonth()) {
          assertThat(running.of(totals.provider())[t])
              .as(totals.provider() + " in month " + t)
              .isEqualTo(totals.runningFen());
        }
        months++;
      }
    }
    assertThat(months).isEqualTo(ALL.months() - 1);
  }

  @Test
  void onlyWhoLeavesIsTouchedInItsTenders() {
    Outcomes run = Outcomes.of(ALL, 7);

    assertThat(run.awards.stream().map(ContractAwarded::policies).flatMap(List::stream).distinct())
        .containsExactlyInAnyOrder("tianjin-mandate", "shock");
  }
}
