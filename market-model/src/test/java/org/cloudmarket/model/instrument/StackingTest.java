package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** What several policies together make of a tender's rules. */
class StackingTest {

  private static final Set<Ownership> STATE = Set.of(Ownership.STATE);

  /** What a tender's rules say of every provider, without whose doing it is. */
  private record Whole(
      Weights weights, int certification, List<Boolean> shutOut, List<List<Long>> numbers) {

    static Whole of(Instrument... instruments) {
      List<Policy> policies = new ArrayList<>();
      for (Instrument instrument : instruments) {
        policies.add(TestMarket.policy("policy-" + policies.size(), instrument, Scope.EVERYBODY));
      }
      Scenario scenario = TestMarket.open().withPolicies(policies, List.of());
      TenderRules rules =
          new RuleBook(scenario)
              .rules(Segment.BANK, DataClass.IMPORTANT, (1L << policies.size()) - 1);
      List<Boolean> shutOut = new ArrayList<>();
      List<List<Long>> numbers = new ArrayList<>();
      for (int place = 0; place < scenario.providers().size(); place++) {
        shutOut.add(rules.excludedBy(place) != TenderRules.NONE);
        numbers.add(
            List.of(
                rules.bonusMicroPoints(place),
                (long) rules.deductionPpm(place),
                (long) rules.costPpm(place),
                (long) rules.standingFallPpm(place)));
      }
      return new Whole(rules.weights(), rules.requiredCertification(), shutOut, numbers);
    }

    List<Long> of(String provider) {
      List<String> ids = TestMarket.open().providers().stream().map(each -> each.id()).toList();
      return numbers.get(ids.indexOf(provider));
    }
  }

  private static ScorePreference deduction(int ppm) {
    return new ScorePreference(new TreeSet<>(STATE), new TreeSet<>(), false, 1_000_000, ppm);
  }

  @Test
  void theOrderOfPoliciesDoesNotMatter() {
    List<Instrument> all =
        new ArrayList<>(
            List.of(
                Exclusion.of(Set.of(Ownership.FOREIGN)),
                MigrationMandate.of(Set.of(Ownership.PRIVATE), true, 2, Months.NEVER),
                SetAside.of(500_000, STATE),
                deduction(400_000),
                deduction(300_000),
                deduction(450_000),
                new DataClassification(DataClass.CORE, 35_000_000),
                new DataClassification(DataClass.IMPORTANT, 39_000_001),
                Subsidy.of(STATE, 123_457),
                Subsidy.of(STATE, 654_321),
                Subsidy.of(STATE, 333_333),
                new SupervisorySanction("alibaba-cloud", 300_000, 6, 9, 500_000),
                new SupervisorySanction("alibaba-cloud", 900_000, 6, 9, 0)));
    Whole expected = Whole.of(all.toArray(Instrument[]::new));

    for (int i = 0; i < all.size(); i++) {
      Collections.rotate(all, 1);
      assertThat(Whole.of(all.toArray(Instrument[]::new))).isEqualTo(expected);
      Collections.swap(all, 0, i);
      assertThat(Whole.of(all.toArray(Instrument[]::new))).isEqualTo(expected);
    }
  }

  @Test
  void whoeverIsShutOutByOneIsShutOut() {
    Whole both =
        Whole.of(
            Exclusion.of(Set.of(Ownership.FOREIGN)),
            new Exclusion(new TreeSet<>(), new TreeSet<>(Set.of("huawei-cloud")), 1_000_000));

    assertThat(both.shutOut)
        .containsExactlyElementsOf(
            TestMarket.open().providers().stream()
                .map(
                    provider ->
                        provider.ownership() == Ownership.FOREIGN
                            || provider.id().equals("huawei-cloud"))
                .toList());
  }

  @Test
  void bonusesAddUpAndDeductionsToNineTenthsAtTheMost() {
    assertThat(Whole.of(deduction(300_000), deduction(450_000)).of("china-telecom-tianyi"))
        .startsWith(2_000_000L, 750_000L);
    assertThat(
            Whole.of(deduction(300_000), deduction(450_000), deduction(450_000))
                .of("china-telecom-tianyi"))
        .startsWith(3_000_000L, 900_000L);
  }

  @Test
  void theHighestClassOfDataHolds() {
    assertThat(
            Whole.of(
                    new DataClassification(DataClass.CORE, 0),
                    new DataClassification(DataClass.IMPORTANT, 1))
                .certification())
        .isEqualTo(TestMarket.open().rules().requiredCertificationCore());
  }
}
