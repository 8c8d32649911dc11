package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

class ForkTest {

  private static final String MANDATE = "tianjin-mandate";
  private static final String PREFERENCE = "tianjin-preference";
  private static final long SEED = 5;

  /** From shortly before the mandate to when its trigger has softened it. */
  private static final Scenario PARENT =
      DocumentLibrary.shipped()
          .resolve(
              DocumentLibrary.shipped().get(MANDATE),
              Optional.empty(),
              Map.of(
                  "population.buyers",
                  "500",
                  "start",
                  "2021-04",
                  "months",
                  "22",
                  "policies.later",
                  "{instrument: score-preference, ownerships: [state], bonusPoints: 10,"
                      + " effective: 2022-03}",
                  "policies.programme",
                  "{instrument: demand-programme, volumeRise: 0.2, entryRise: 0.5, rampMonths: 9,"
                      + " scope: {segments: [bank]}, effective: 2021-06}",
                  "policies.sanction",
                  "{instrument: supervisory-sanction, provider: alibaba-cloud, standingFall: 0.3,"
                      + " months: 3, recoveryMonths: 6, groupSpillover: 0.5, effective: 2021-07}",
                  "policies.move",
                  "{instrument: provider-move, provider: tencent-cloud, costChange: -0.1,"
                      + " effective: 2021-09}",
                  "policies.fine",
                  "{instrument: fine, provider: alibaba-cloud, amountFen: 900000000000,"
                      + " cloudPart: 0.5, months: 10, effective: 2021-08}"));

  private static final Fork.Past NO_TRIGGER = new Fork.Past(List.of(), List.of());

  private static Scenario fork(String from, Map<String, String> changes) {
    return Fork.of(PARENT, Months.parse(from), NO_TRIGGER, ValuesByPath.typed(changes));
  }

  private static Policy policy(Scenario scenario, String id) {
    return scenario.policy(id).orElseThrow();
  }

  private static List<String> faults(String from, Map<String, String> changes) {
    try {
      fork(from, changes);
      return List.of();
    } catch (InvalidScenario e) {
      return e.faults().stream().map(Fault::toString).toList();
    }
  }

  @Test
  void everyFaultOfTheChangesIsNamedAtOnce() {
    assertThat(
            faults(
                "2021-10",
                Map.of(
                    "months", "3",
                    "policies.nobody.enforcement", "1",
                    "policies.tianjin-mandate.enforcement", "7",
                    "policies.fresh", "{instrument: score-preference, colour: red}")))
        .extracting(fault -> fault.replaceFirst(":.*", ""))
        .contains(
            "/months",
            "/policies/nobody/enforcement",
            "/policies/tianjin-mandate/enforcement",
            "/policies/fresh/colour");
  }

  @Test
  void aPolicyCanGetAnotherInstrument() {
    Scenario fork =
        fork(
            "2021-10",
            Map.of(
                "policies.tianjin-mandate.instrument", "score-preference",
                "policies.tianjin-mandate.ownerships", "[state]",
                "policies.tianjin-mandate.bonusPoints", "5"));

    assertThat(policy(fork, MANDATE + "-2").instrument().type()).isEqualTo("score-preference");
  }

  @Test
  void aChangedPolicyEndsInTheMonthAndASuccessorBeginsThere() {
    Scenario fork = fork("2021-10", Map.of("policies.tianjin-mandate.enforcement", "0.5"));

    assertThat(Months.text(policy(fork, MANDATE).end())).isEqualTo("2021-10");
    assertThat(policy(fork, MANDATE).enforcementPpm())
        .isEqualTo(policy(PARENT, MANDATE).enforcementPpm());
    Policy successor = policy(fork, MANDATE + "-2");
    assertThat(Months.text(successor.effective())).isEqualTo("2021-10");
    assertThat(successor.enforcementPpm()).isEqualTo(500_000);
    assertThat(successor.instrument()).isEqualTo(policy(PARENT, MANDATE).instrument());
  }

  @Test
  void whatIsRemovedEndsInTheMonth() {
    Scenario fork = fork("2021-10", Map.of("policies.tianjin-mandate", "null"));

    assertThat(policy(fork, MANDATE))
        .isEqualTo(policy(PARENT, MANDATE).endedIn(Months.parse("2021-10")));
    assertThat(fork.policies()).hasSameSizeAs(PARENT.policies());
  }

  @Test
  void whatIsNewBeginsInTheMonthWhereItDoesNotSayLater() {
    String rest = "instrument: score-preference, ownerships: [state], bonusPoints: 20";
    Scenario fork =
        fork(
            "2021-10",
            Map.of(
                "policies.bonus",
                "{" + rest + "}",
                "policies.bonus-later",
                "{" + rest + ", announced: 2021-11, effective: 2022-01}"));

    assertThat(Months.text(policy(fork, "bonus").effective())).isEqualTo("2021-10");
    assertThat(Months.text(policy(fork, "bonus-later").announced())).isEqualTo("2021-11");
  }

  @Test
  void anEndThatIsStillToComeIsMovedAndTheSameBuyersComplyUpToIt() {
    Scenario fork = fork("2021-10", Map.of("policies.tianjin-mandate.end", "2022-01"));

    assertThat(Months.text(policy(fork, MANDATE).end())).isEqualTo("2022-01");
    assertThat(fork.policies()).hasSameSizeAs(PARENT.policies());
  }

  @Test
  void whatNobodyHasHeardOfIsWrittenAnew() {
    Scenario fork = fork("2021-10", Map.of("policies.later.bonusPoints", "5"));

    assertThat(fork.policies()).hasSameSizeAs(PARENT.policies());
    assertThat(policy(fork, "later")).isNotEqualTo(policy(PARENT, "later"));
  }

  @Test
  void whatStillWaitsForItsTriggerWaitsOnChanged() {
    Scenario fork = fork("2021-10", Map.of("policies.tianjin-preference.bonusPoints", "3"));

    assertThat(policy(fork, PREFERENCE).byTrigger()).isTrue();
    assertThat(policy(fork, PREFERENCE)).isNotEqualTo(policy(PARENT, PREFERENCE));
    assertThat(fork.policies()).hasSameSizeAs(PARENT.policies());
  }

  @Test
  void onlyPoliciesAreOthersFromAMonthOn() {
    assertThat(
            faults(
                "2021-10",
                Map.of("population.buyers", "10", "policies", "{}", "triggers.softening", "null")))
        .hasSize(3)
        .allMatch(fault -> fault.contains("only policies can be others from a month on"));
  }

  @Test
  void whatLiesBeforeTheMonthCannotBeChanged() {
    assertThat(faults("2021-10", Map.of("policies.tianjin-mandate.end", "2021-09")))
        .singleElement()
        .asString()
        .contains("/policies/tianjin-mandate/end", "before 2021-10");
    assertThat(faults("2021-10", Map.of("policies.tianjin-mandate.effective", "2021-07")))
        .anyMatch(fault -> fault.contains("/policies/tianjin-mandate/effective: is 2021-07"));
    assertThat(faults("2022-10", Map.of("policies.later.end", "2022-12"))).isEmpty();
    assertThat(
            faults(
                "2021-10",
                Map.of(
                    "policies.bonus",
                    "{instrument: score-preference, ownerships: [state], bonusPoints: 20,"
                        + " effective: 2021-09}")))
        .anyMatch(fault -> fault.contains("/policies/bonus/effective: is 2021-09, before 2021-10"));
  }

  @Test
  void whatHasEndedCannotBeChanged() {
    Scenario ended =
        PARENT.withPolicies(
            List.of(policy(PARENT, MANDATE).endedIn(Months.parse("2021-09"))), List.of());

    assertThatThrownBy(
            () ->
                Fork.of(
                    ended,
                    Months.parse("2021-10"),
                    NO_TRIGGER,
                    ValuesByPath.typed(Map.of("policies.tianjin-mandate.enforcement", "1"))))
        .hasMessageContaining("ends in 2021-09 already");
  }

  @Test
  void everyFaultIsNamedUnderTheIdThatPeopleKnow() {
    assertThat(
            faults(
                "2021-10",
                Map.of(
                    "policies.tianjin-mandate.enforcement",
                    "2",
                    "policies.no-such.enforcement",
                    "1")))
        .anyMatch(fault -> fault.contains("no-such"));
    assertThat(faults("2021-10", Map.of("policies.tianjin-mandate.enforcement", "2")))
        .singleElement()
        .asString()
        .contains("/policies/tianjin-mandate/enforcement");
  }

  /** What came of a scenario. */
  private static final class Run {
    final DigestBook book = new DigestBook();
    final List<PolicyEnacted> enacted = new ArrayList<>();
    final List<PolicyRepealed> repealed = new ArrayList<>();
    final SortedMap<Integer, Digest> digests;

    Run(Scenario scenario) {
      ReferenceRun.run(
          scenario,
          SEED,
          message -> {
            switch (message) {
              case Decided outcome -> book.add(outcome);
              case PolicyEnacted each -> enacted.add(each);
              case PolicyRepealed each -> repealed.add(each);
              default -> {}
            }
          });
      digests = book.chained(scenario.start(), scenario.end());
    }

    Fork.Past before(int month) {
      return new Fork.Past(
          enacted.stream().filter(each -> each.month() < month).map(PolicyEnacted::policy).toList(),
          repealed.stream()
              .filter(each -> each.month() < month && each.cause().startsWith("trigger"))
              .map(PolicyRepealed::policy)
              .toList());
    }
  }

  @Test
  void whatATriggerEndedBeforeItBoundCannotBeChanged() {
    Scenario parent =
        DocumentLibrary.shipped()
            .resolve(
                DocumentLibrary.shipped().get("no-policy"),
                Optional.empty(),
                Map.of(
                    "population.buyers",
                    "100",
                    "months",
                    "6",
                    "policies.later",
                    "{instrument: score-preference, ownerships: [state], bonusPoints: 10,"
                        + " effective: 2019-05}",
                    "triggers.early",
                    "{figure: concentration, above: 0, windowMonths: 1, heldMonths: 1,"
                        + " actions: [{repeal: later}]}"));
    Run run = new Run(parent);

    assertThat(run.enacted).isEmpty();
    assertThat(run.repealed)
        .singleElement()
        .satisfies(
            repealed -> {
              assertThat(repealed.policy()).isEqualTo("later");
              assertThat(Months.text(repealed.month())).isEqualTo("2019-02");
            });
    assertThatThrownBy(
            () ->
                Fork.of(
                    parent,
                    Months.parse("2019-03"),
                    run.before(Months.parse("2019-03")),
                    ValuesByPath.typed(Map.of("policies.later.bonusPoints", "5"))))
        .hasMessageContaining("was ended by a trigger before 2019-03");
  }

  @Test
  void aForkIsItsParentUpToTheMonthWhateverIsChanged() {
    Run parent = new Run(PARENT);
    int made = 0;
    int others = 0;
    for (long luck = 1; luck <= 100; luck++) {
      RandomGenerator random = new SplittableRandom(luck);
      int from = PARENT.start() + random.nextInt(PARENT.months());
      SortedMap<String, String> changes = changes(random, from);
      Scenario fork;
      try {
        fork = Fork.of(PARENT, from, parent.before(from), ValuesByPath.typed(changes));
      } catch (InvalidScenario e) {
        continue;
      }
      SortedMap<Integer, Digest> digests = new Run(fork).digests;

      assertThat(digests.headMap(from))
          .as("%s from %s", changes, Months.text(from))
          .isEqualTo(parent.digests.headMap(from));
      made++;
      others += digests.equals(parent.digests) ? 0 : 1;
    }
    assertThat(made).isGreaterThan(30);
    assertThat(others).isGreaterThan(15);
  }

  private static final List<String> IDS =
      List.of(MANDATE, PREFERENCE, "later", "programme", "sanction", "move", "fine");

  private static SortedMap<String, String> changes(RandomGenerator random, int from) {
    SortedMap<String, String> changes = new TreeMap<>();
    for (int left = random.nextInt(1, 4); left > 0; left--) {
      String id = IDS.get(random.nextInt(IDS.size()));
      String later = Months.text(from + random.nextInt(8));
      switch (random.nextInt(8)) {
        case 0 -> changes.put("policies." + id, "null");
        case 1 -> changes.put("policies." + id + ".end", later);
        case 2 -> changes.put("policies." + id + ".enforcement", "0." + random.nextInt(1, 10));
        case 3 -> changes.put("policies." + id + ".anticipation", "0." + random.nextInt(1, 10));
        case 4 -> changes.put("policies.tianjin-mandate.deadline", later);
        case 6 -> changes.put("policies.programme.volumeRise", "0." + random.nextInt(1, 10));
        case 5 ->
            changes.put(
                "policies.a-new-one",
                "{instrument: score-preference, ownerships: [private], bonusPoints: 15,"
                    + " effective: "
                    + later
                    + "}");
        default -> changes.put("policies." + id + ".scope.cities", "[beijing, tianjin]");
      }
    }
    changes.keySet().removeIf(path -> clash(path, changes));
    return changes;
  }

  /** A part of what is removed. */
  private static boolean clash(String path, SortedMap<String, String> changes) {
    return changes.entrySet().stream()
        .anyMatch(each -> each.getValue().equals("null") && path.startsWith(each.getKey() + "."));
  }
}
