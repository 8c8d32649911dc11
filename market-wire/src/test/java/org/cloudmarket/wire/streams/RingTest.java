package org.cloudmarket.wire.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.codec.FactCodec;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;

/** The three desks of the market in their topologies, without a broker. */
class RingTest {

  private static final Scenario SCENARIO = scenario();
  private static final int THIRD_MONTH = SCENARIO.start() + 2;

  private static Scenario scenario() {
    DocumentLibrary library = DocumentLibrary.shipped();
    Scenario whole = library.resolve(library.get("tianjin-mandate"));
    return whole.withBuyers(600, whole.namedBuyers()).withMonths(45);
  }

  private static Wire ring() {
    return ring(Desks.policy(), Desks.procurement(), Desks.providers(5_000));
  }

  private static Wire ring(DeskWiring<?>... desks) {
    Topology topology = new Topology();
    for (DeskWiring<?> desk : desks) {
      DeskTopology.addTo(topology, desk, new Placement(1), DeskObserver.NONE, LogBounds.UNKNOWN);
    }
    return new Wire(topology);
  }

  @Test
  void aRunOverTheLogEqualsTheReferenceAndLeavesNothingBehind() {
    RunOrdered order = new RunOrdered("run-1", SCENARIO, 42, 3);
    List<Message> reference = new ArrayList<>();
    ReferenceRun.run(order, 1, reference::add);

    try (Wire wire = ring()) {
      wire.put(order);

      List<Message> awards = wire.take(Topic.AWARDS);
      assertThat(sorted(awards))
          .containsExactlyElementsOf(sorted(reference))
          .hasSize(3 * SCENARIO.months());
      assertThat(wire.take(Topic.POLICY))
          .filteredOn(RunFinished.class::isInstance)
          .containsExactlyElementsOf(
              reference.stream().filter(RunFinished.class::isInstance).toList());
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }
  }

  @Test
  void aRunUnderEveryInstrumentOnTendersEqualsTheReference() throws IOException {
    Scenario scenario = resource("/instruments-on-tenders.yaml");
    RunOrdered order = new RunOrdered("run-1", scenario, 42, 3);
    List<Message> reference = new ArrayList<>();
    ReferenceRun.run(order, 1, reference::add);

    try (Wire wire = ring()) {
      wire.put(order);

      List<Message> awards = wire.take(Topic.AWARDS);
      assertThat(sorted(awards)).containsExactlyElementsOf(sorted(reference));
      assertThat(acting(awards)).isEqualTo(ids(scenario));
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }
  }

  private static Scenario resource(String name) throws IOException {
    try (InputStream text = RingTest.class.getResourceAsStream(name)) {
      return DocumentLibrary.shipped()
          .resolve(ScenarioDocument.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static Set<String> ids(Scenario scenario) {
    return new TreeSet<>(scenario.policies().stream().map(Policy::id).toList());
  }

  /** The policies that some buyer applied. */
  private static Set<String> acting(List<Message> awards) {
    Set<String> acting = new TreeSet<>();
    awards.forEach(
        message -> {
          if (message instanceof ContractAwarded award) {
            acting.addAll(award.policies());
          }
        });
    return acting;
  }

  @Test
  void aRunThatIsOverKnowsNoCancelAnyMore() {
    try (Wire wire = ring()) {
      wire.put(new RunOrdered("run-1", SCENARIO.withMonths(2), 42, 2));

      wire.put(new CancelRequested("run-1", "request-1"));

      assertThat(wire.takeRecords(Topic.DEAD_LETTERS))
          .singleElement()
          .satisfies(
              letter ->
                  assertThat(Wire.header(letter, DeadLetters.REASON))
                      .isEqualTo(DeadLetters.UNKNOWN_RUN));
    }
  }

  @Test
  void aPausedRunOpensNoMonthUntilItIsSteppedOrResumed() {
    try (Wire wire = ring()) {
      wire.put(new RunOrdered("run-1", SCENARIO.withMonths(6), 42, 2, 1_000));
      wire.put(new PauseRequested("run-1", "pause"));
      assertThat(months(wire)).containsExactly(0);

      wire.put(new StepRequested("run-1", "step", 2));
      wire.put(new StepRequested("run-1", "step", 2));
      assertThat(months(wire)).as("two steps, though asked for twice").containsExactly(1, 2);

      wire.put(new PaceRequested("run-1", "pace", 0));
      assertThat(months(wire)).isEmpty();

      wire.put(new ResumeRequested("run-1", "resume"));
      assertThat(months(wire)).containsExactly(3, 4, 5);
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }
  }

  @Test
  void aPacedRunWaitsForTheClockAndEqualsTheReference() {
    Scenario scenario = SCENARIO.withMonths(3);
    RunOrdered order = new RunOrdered("run-1", scenario, 42, 2, 1_000);
    List<Message> reference = new ArrayList<>();
    ReferenceRun.run(order, 1, reference::add);

    try (Wire wire = ring()) {
      wire.put(order);
      List<Message> awards = new ArrayList<>(wire.take(Topic.AWARDS));
      assertThat(sorted(awards)).hasSize(2);

      wire.driver().advanceWallClockTime(Duration.ofMillis(999));
      assertThat(wire.take(Topic.AWARDS)).isEmpty();

      wire.driver().advanceWallClockTime(Duration.ofMillis(1));
      awards.addAll(wire.take(Topic.AWARDS));
      assertThat(sorted(awards)).hasSize(4);

      wire.driver().advanceWallClockTime(Duration.ofSeconds(1));
      awards.addAll(wire.take(Topic.AWARDS));
      assertThat(sorted(awards)).containsExactlyElementsOf(sorted(reference)).hasSize(6);
      assertNothingIsLeft(wire);
    }
  }

  @Test
  void aCancelledRunEndsWithItsOpenMonthAndLeavesNothingBehind() {
    try (Wire wire = ring()) {
      wire.put(new RunOrdered("run-1", SCENARIO, 42, 2, 1_000));

      wire.put(new CancelRequested("run-1", "cancel"));
      wire.driver().advanceWallClockTime(Duration.ofMinutes(1));

      assertThat(wire.take(Topic.POLICY))
          .filteredOn(RunFinished.class::isInstance)
          .extracting(RunFinished.class::cast)
          .extracting(RunFinished::outcome, RunFinished::month, RunFinished::reason)
          .containsOnly(tuple(Outcome.CANCELLED, SCENARIO.start(), "cancelled on request"));
      assertThat(sorted(wire.take(Topic.AWARDS))).hasSize(2);
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }
  }

  @Test
  void aPolicyByHandBindsUnlessTheScenarioWouldNotBeSoundAndIsInWhatTheRunLeavesBehind() {
    RunOrdered order = new RunOrdered("run-1", SCENARIO.withMonths(4), 42, 2, 1_000);
    try (Wire wire = ring()) {
      wire.put(order);
      wire.put(new EnactRequested("run-1", "unknown", preferring("aws-chine")));
      wire.put(new EnactRequested("run-1", "contradictory", preferring("alibaba-cloud")));
      wire.put(new EnactRequested("run-1", "sound", preferring()));
      wire.driver().advanceWallClockTime(Duration.ofSeconds(1));
      wire.driver().advanceWallClockTime(Duration.ofSeconds(1));
      wire.driver().advanceWallClockTime(Duration.ofSeconds(1));

      List<Message> said = wire.take(Topic.POLICY);
      assertThat(said)
          .filteredOn(RequestAnswered.class::isInstance)
          .extracting(RequestAnswered.class::cast)
          .extracting(RequestAnswered::request, RequestAnswered::reason)
          .containsExactly(
              tuple("unknown", "/policies/by-hand: there is no provider 'aws-chine'"),
              tuple(
                  "contradictory",
                  "/policies/by-hand: contradicts policy 'tianjin-mandate' from 2021-08 on for"
                      + " segments state-enterprise in cities tianjin: 'tianjin-mandate' shuts out"
                      + " 'alibaba-cloud', which 'by-hand' prefers"),
              tuple("sound", ""));
      List<Message> again = new ArrayList<>();
      ReferenceRun.run(new RunOrdered("run-1", leftBehind(order, said), 42, 2), 1, again::add);
      List<Message> undisturbed = new ArrayList<>();
      ReferenceRun.run(order, 1, undisturbed::add);
      assertThat(sorted(wire.take(Topic.AWARDS)))
          .containsExactlyElementsOf(sorted(again))
          .hasSize(8)
          .isNotEqualTo(sorted(undisturbed));
      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }
  }

  /** State providers beside these. */
  private static Policy preferring(String... providers) {
    return new Policy(
        "by-hand",
        new ScorePreference(
            new TreeSet<>(Set.of(Ownership.STATE)),
            new TreeSet<>(Set.of(providers)),
            false,
            50 * Weights.POINT,
            0),
        Scope.EVERYBODY,
        PolicyRequest.AT_ONCE,
        PolicyRequest.AT_ONCE,
        Months.NEVER,
        1_000_000,
        0,
        false,
        "a test");
  }

  private static Scenario leftBehind(RunOrdered order, List<Message> said) {
    List<Policy> policies =
        said.stream()
            .filter(StatutesAmended.class::isInstance)
            .map(message -> ((StatutesAmended) message).policies())
            .toList()
            .getLast();
    return order.scenario().withPolicies(policies, order.scenario().triggers());
  }

  /** The months, from the first, that were opened since the last look. */
  private static List<Integer> months(Wire wire) {
    return wire.take(Topic.POLICY).stream()
        .filter(message -> message instanceof MonthOpened opened && opened.shard() == 0)
        .map(message -> ((MonthOpened) message).month() - SCENARIO.start())
        .toList();
  }

  @Test
  void aGovernmentThatFailsFailsItsRunByName() {
    Function<RunsMessage, Boolean> third =
        message -> message instanceof MonthClosed closed && closed.month() == THIRD_MONTH;

    assertFails(
        ring(breaking(Desks.policy(), third), Desks.procurement(), Desks.providers(5_000)),
        "IllegalStateException: broken on purpose");
  }

  @Test
  void buyersThatFailFailTheirRunByName() {
    Function<ShardMessage, Boolean> third =
        message -> message instanceof BidsClosed closed && closed.month() == THIRD_MONTH;

    assertFails(
        ring(Desks.policy(), breaking(Desks.procurement(), third), Desks.providers(5_000)),
        "shard 0: IllegalStateException: broken on purpose");
  }

  /**
   * As any client would write them: without a key and without headers. In one shard nobody bids.
   */
  @Test
  void bidsFromOutsideAreHeardUntilTheDeadlineAndWhatIsNoneIsNoDeadLetter() {
    String bidder = "tencent-cloud";
    Scenario scenario = external(SCENARIO.withMonths(6), bidder);
    SortedMap<String, SortedMap<String, Long>> accepted = new TreeMap<>();
    List<Message> finished = new ArrayList<>();
    List<Message> answers = new ArrayList<>();

    try (Wire wire = ring()) {
      wire.put(new RunOrdered("run-1", scenario, 42, 3));
      for (int month = 0; month < scenario.months(); month++) {
        for (Message message : wire.take(Topic.TENDERS)) {
          if (message instanceof TenderPublished tender && tender.shard() != 2) {
            long fen = tender.units() * tender.termMonths() * 96;
            outside(wire, "no bid");
            outside(wire, bid(tender, bidder, fen));
          }
        }
        wire.driver().advanceWallClockTime(Duration.ofSeconds(6));
        for (Message message : wire.take(Topic.AWARDS)) {
          if (message instanceof BidsAccepted lot) {
            lot.bids()
                .fen()
                .forEach(
                    (each, fen) ->
                        accepted.computeIfAbsent(each, _ -> new TreeMap<>()).putAll(fen));
          }
        }
        answers.addAll(wire.take(Topic.BID_ANSWERS));
        wire.take(Topic.POLICY).stream()
            .filter(RunFinished.class::isInstance)
            .forEach(finished::add);
      }

      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }

    assertThat(accepted.get(bidder)).hasSizeGreaterThan(10);
    assertThat(answers)
        .hasSameSizeAs(accepted.get(bidder).keySet())
        .allMatch(each -> ((BidAnswered) each).verdict() == BidAnswered.Verdict.ACCEPTED);
    List<Message> reference = new ArrayList<>();
    ReferenceRun.run(
        new RunOrdered("run-1", scenario.withAcceptedBids(new AcceptedBids(accepted)), 42, 3),
        1,
        reference::add);
    assertThat(finished)
        .hasSize(3)
        .containsExactlyElementsOf(
            reference.stream().filter(RunFinished.class::isInstance).toList());
  }

  /** Fields in another order than ours, and blanks between them. */
  private static String bid(TenderPublished tender, String bidder, long fen) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("priceFen", fen)
        .put("provider", bidder)
        .put("run", tender.run())
        .put("shard", tender.shard())
        .put("month", Months.text(tender.month()))
        .put("tender", tender.tender())
        .toPrettyString();
  }

  private static void outside(Wire wire, String text) {
    wire.put(Topic.EXTERNAL_BIDS, null, text.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  private static Scenario external(Scenario market, String bidder) {
    ObjectNode document = (ObjectNode) ScenarioJson.write(market);
    ((ObjectNode) document.at("/providers/" + bidder)).put("strategy", "external");
    return ScenarioJson.read(document);
  }

  /** People register with one service, and the market comes from another. */
  @Test
  void aBidderThatJoinsBeforeItsMarketIsThereIsKnownInItAndOneThatIsTooLateHarmsNobody() {
    String provider = "tencent-cloud";
    BidderRegistered bidder =
        new BidderRegistered("run-1", 0, SCENARIO.start(), provider, "no key of anybody");
    Scenario scenario = external(SCENARIO.withMonths(2), provider);
    List<Message> answers = new ArrayList<>();

    try (Wire wire = ring()) {
      wire.put(bidder);
      wire.put(new RunOrdered("run-1", scenario, 42, 1));
      for (int month = 0; month < scenario.months(); month++) {
        for (Message message : wire.take(Topic.TENDERS)) {
          if (message instanceof TenderPublished tender) {
            outside(wire, bid(tender, provider, 1));
          }
        }
        wire.driver().advanceWallClockTime(Duration.ofSeconds(6));
        answers.addAll(wire.take(Topic.BID_ANSWERS));
      }
      assertThat(wire.take(Topic.POLICY)).anyMatch(RunFinished.class::isInstance);
      wire.put(bidder);

      assertThat(wire.takeRecords(Topic.DEAD_LETTERS)).isEmpty();
      assertNothingIsLeft(wire);
    }

    assertThat(answers)
        .isNotEmpty()
        .allMatch(each -> ((BidAnswered) each).verdict() == BidAnswered.Verdict.NOT_SIGNED);
  }

  @Test
  void providersThatFailFailTheirRunByName() {
    Function<ShardMessage, Boolean> third =
        message -> message instanceof MarketOpened opened && opened.month() == THIRD_MONTH;

    assertFails(
        ring(Desks.policy(), Desks.procurement(), breaking(Desks.providers(5_000), third)),
        "shard 0: IllegalStateException: broken on purpose");
  }

  private static void assertFails(Wire ring, String reason) {
    try (Wire wire = ring) {
      wire.put(new RunOrdered("run-1", SCENARIO, 42, 2));

      assertThat(wire.take(Topic.POLICY))
          .filteredOn(RunFinished.class::isInstance)
          .extracting(RunFinished.class::cast)
          .extracting(
              RunFinished::shard, RunFinished::outcome, RunFinished::month, RunFinished::reason)
          .containsExactly(
              tuple(0, Outcome.FAILED, THIRD_MONTH - 1, reason),
              tuple(1, Outcome.FAILED, THIRD_MONTH - 1, reason));
      assertNothingIsLeft(wire);
    }
  }

  /** The same desk, but that it throws at some messages. */
  private static <M extends Message> DeskWiring<M> breaking(
      DeskWiring<M> whole, Function<M, Boolean> at) {
    return new DeskWiring<>(
        whole.name(),
        whole.hearing(),
        whole.hears(),
        whole.says(),
        () -> breaking(whole.newDesk().get(), at),
        whole.beginnings(),
        whole.key(),
        whole.afterFailure());
  }

  private static <M extends Message, F extends Fact> Desk<M, F> breaking(
      Desk<M, F> whole, Function<M, Boolean> at) {
    return new Breaking<>(whole, at);
  }

  private record Breaking<M extends Message, F extends Fact>(
      Desk<M, F> desk, Function<M, Boolean> at) implements Desk<M, F> {
    @Override
    public void hear(M message, Outbox outbox) {
      desk.hear(message, outbox);
      if (at.apply(message)) {
        throw new IllegalStateException("broken on purpose");
      }
    }

    @Override
    public void recall(F fact) {
      desk.recall(fact);
    }

    @Override
    public Class<F> facts() {
      return desk.facts();
    }
  }

  private static List<Message> sorted(List<Message> messages) {
    return messages.stream()
        .filter(AwardsClosed.class::isInstance)
        .map(AwardsClosed.class::cast)
        .sorted(Comparator.comparingInt(AwardsClosed::month).thenComparingInt(AwardsClosed::shard))
        .map(Message.class::cast)
        .toList();
  }

  /** But for what the tasks keep of their own: how far they read, and which desks have ended. */
  private static void assertNothingIsLeft(Wire wire) {
    for (DeskWiring<?> wiring :
        List.of(Desks.policy(), Desks.procurement(), Desks.providers(5_000))) {
      FactStore facts =
          new FactStore(
              wire.driver().getKeyValueStore(wiring.store()), new FactCodec(new MessageCodec()));
      assertThat(facts.desks()).as(wiring.store()).isEmpty();
    }
  }
}
