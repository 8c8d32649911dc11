package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.instrument.StateInstrumentsTest;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.provider.ProviderDesk;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {

  private static final Scenario SCENARIO =
      TestMarket.open()
          .withPolicies(
              List.of(
                  TestMarket.mandate(),
                  TestMarket.preferenceByTrigger(),
                  TestMarket.sanction(),
                  TestMarket.setAside()),
              List.of(TestMarket.softening()))
          .withBuyers(300, List.of());

  /** A desk that is thrown away and built anew from its facts, now and then. */
  private static final class Mortal<M extends Message> implements Outbox {
    private final Supplier<Desk<M, ?>> build;
    private final TreeMap<String, Fact> facts = new TreeMap<>();
    private final Deque<Message> said;
    private Desk<M, ?> desk;

    Mortal(Supplier<Desk<M, ?>> build, Deque<Message> said) {
      this.build = build;
      this.said = said;
      desk = build.get();
    }

    void hear(M message, boolean dieFirst) {
      if (dieFirst) {
        desk = build.get();
        facts.values().forEach(desk::recallStored);
      }
      desk.hear(message, this);
    }

    @Override
    public void say(Message message) {
      said.add(message);
    }

    @Override
    public void remember(Fact fact) {
      facts.put(fact.key(), fact);
    }

    @Override
    public void forget() {
      facts.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aDeskBuiltAnewFromItsFactsGoesOnAsIfNothingHadHappened(int luck) {
    goesOn(SCENARIO, luck);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void soItDoesWherePoliciesChangeProvidersAndDemand(int luck) {
    goesOn(StateInstrumentsTest.ALL, luck);
  }

  private static void goesOn(Scenario scenario, int luck) {
    Outcomes undisturbed = Outcomes.of(scenario, 21);
    Deque<Message> ring = new ArrayDeque<>();
    Mortal<RunsMessage> government = new Mortal<>(PolicyDesk::new, ring);
    Mortal<ShardMessage> buyers = new Mortal<>(ProcurementDesk::new, ring);
    Mortal<ShardMessage> providers = new Mortal<>(ProviderDesk::new, ring);
    List<Decided> outcomes = new ArrayList<>();
    Digest digest = Digest.ZERO;
    int deaths = 0;
    int heard = 0;

    ring.add(new RunOrdered("mortal", scenario, 21, 1));
    while (!ring.isEmpty()) {
      Message message = ring.remove();
      boolean dies = Draws.below(Draws.with(luck, heard++), 40) == 0;
      deaths += dies ? 1 : 0;
      switch (message) {
        case RunsMessage runs -> government.hear(runs, dies);
        case RunFinished finished -> {
          digest = finished.digest();
          buyers.hear(finished, dies);
        }
        case PolicyMessage policy -> buyers.hear(policy, dies);
        case TendersMessage tenders -> providers.hear(tenders, dies);
        case BidsMessage bids -> buyers.hear(bids, dies);
        case ExternalBid _, BidAnswered _ -> throw new AssertionError("nobody is outside");
        case AwardsMessage awards -> {
          if (awards instanceof Decided decided) {
            outcomes.add(decided);
          }
        }
      }
    }

    assertThat(deaths).isGreaterThan(30);
    assertThat(digest).isEqualTo(undisturbed.finished().digest());
    assertThat(outcomes)
        .hasSameSizeAs(new ArrayList<>(outcomes.stream().map(Decided::digest).distinct().toList()));
    assertThat(government.facts).isEmpty();
    assertThat(buyers.facts).isEmpty();
    assertThat(providers.facts).isEmpty();
  }
}
