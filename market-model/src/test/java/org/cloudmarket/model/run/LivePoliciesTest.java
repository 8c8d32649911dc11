package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmarket.model.RandomPolicyRequests;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people enact, amend and repeal while a run goes on is in the scenario that the run leaves
 * behind, and that scenario, run from its start, is the same run.
 */
class LivePoliciesTest {

  private static final int LUCKS = 40;

  /** With a mandate that complaints turn into a preference, and a policy that is known early. */
  private static final Scenario SCENARIO =
      TestMarket.withOwnCentre(90_000)
          .withPolicies(
              List.of(
                  TestMarket.mandate(), TestMarket.preferenceByTrigger(), anticipatedPreference()),
              List.of(TestMarket.softening()))
          .withBuyers(300, List.of(largeClient()));

  private static NamedBuyer largeClient() {
    return new NamedBuyer(
        "large-client",
        Segment.INTERNET_COMPANY,
        "shanghai",
        DataClass.GENERAL,
        4_000_000_000L,
        100_000,
        "alibaba-cloud",
        TestMarket.START + 40);
  }

  private static Policy anticipatedPreference() {
    Policy preference = TestMarket.preference();
    return new Policy(
        "known-early",
        preference.instrument(),
        Scope.EVERYBODY,
        TestMarket.START + 3,
        TestMarket.START + 20,
        TestMarket.START + 26,
        1_000_000,
        1_000_000,
        false,
        "a test");
  }

  private static Map<Integer, List<Request>> requests(long luck) {
    RandomPolicyRequests bills = new RandomPolicyRequests(SCENARIO, luck);
    Map<Integer, List<Request>> requests = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      int month = SCENARIO.start() + Draws.below(Draws.with(luck, i), SCENARIO.months());
      requests
          .computeIfAbsent(month, _ -> new ArrayList<>())
          .add(bills.next("test", "request-" + i));
    }
    return requests;
  }

  private static Outcomes live(long luck, int shards, int threads) {
    return Outcomes.of(new RunOrdered("test", SCENARIO, 5, shards), requests(luck), threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void theScenarioThatARunLeavesBehindIsTheSameRunMonthByMonth(int shards) {
    List<Digest> undisturbed = Outcomes.of(SCENARIO, 5).digests();
    int other = 0;
    for (int luck = 0; luck < LUCKS; luck++) {
      Outcomes live = live(luck, shards, 1);

      Outcomes again = Outcomes.of(live.leftBehind(), 5);

      assertThat(again.digests()).as("luck " + luck).isEqualTo(live.digests());
      other += live.digests().equals(undisturbed) ? 0 : 1;
    }
    assertThat(other).as("runs that people changed").isGreaterThan(LUCKS * 3 / 4);
  }

  @Test
  void theSameRequestsGiveTheSameRunOnAnyNumberOfShardsAndThreads() {
    for (int luck = 0; luck < 5; luck++) {
      List<Digest> one = live(luck, 1, 1).digests();

      assertThat(live(luck, 3, 1).digests()).isEqualTo(one);
      assertThat(live(luck, 8, 2).digests()).isEqualTo(one);
    }
  }

  /** Else the tests above would prove little. */
  @Test
  void theRequestsDoAndAreRefusedInManyWays() {
    Set<String> answers = new TreeSet<>();
    Set<String> displacing = new HashSet<>();
    for (int luck = 0; luck < LUCKS; luck++) {
      Outcomes live = live(luck, 1, 1);
      Map<String, Request> asked = new HashMap<>();
      requests(luck).values().stream()
          .flatMap(List::stream)
          .forEach(request -> asked.put(request.request(), request));
      for (RequestAnswered answer : live.answers()) {
        answers.add(
            asked.get(answer.request()).getClass().getSimpleName()
                + (answer.accepted()
                    ? " done"
                    : " refused: " + answer.reason().replaceAll("'.*?'|[0-9]{4}-[0-9]{2}", "~")));
      }
      live.awards.stream()
          .map(award -> award.counterfactual().displacedBy())
          .forEach(displacing::addAll);
    }

    assertThat(answers)
        .contains(
            "EnactRequested done",
            "AmendRequested done",
            "RepealRequested done",
            "EnactRequested refused: there is a policy ~ already",
            "EnactRequested refused: it takes effect in ~, before ~, the first month that it can"
                + " touch",
            "AmendRequested refused: policy ~ ends in ~ already",
            "AmendRequested refused: policy ~ is not in force: only a trigger enacts it, as it is",
            "AmendRequested refused: there is no policy ~",
            "RepealRequested refused: policy ~ ends in ~ already",
            "RepealRequested refused: policy ~ was ended by a trigger",
            "RepealRequested refused: there is no policy ~");
    assertThat(displacing)
        .contains("a-bill", "z-bill", "z-bill-2", "tianjin-mandate-2", ContractAwarded.JOINT);
  }
}
