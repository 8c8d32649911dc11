package org.cloudmarket.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmarket.model.CollectingOutbox;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidAnswered.Verdict;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.provider.ProviderDesk;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Soundness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalBidsTest {

  private static final long SEED = 21;
  private static final String OUTSIDER = "tencent-cloud";
  private static final String OTHER = "huawei-cloud";

  private static final Scenario SCENARIO =
      external(
          TestMarket.with(TestMarket.mandate(), TestMarket.sanction())
              .withBuyers(200, List.of())
              .withMonths(24),
          OUTSIDER,
          OTHER);

  /** Few bids: each signature takes longer than all else about it. */
  private static final Scenario SHORT = SCENARIO.withBuyers(40, List.of()).withMonths(6);

  private static final Scenario SIGNED =
      pricing(SHORT, List.of(OUTSIDER), PricingStrategy.EXTERNAL_SIGNED);

  private static Scenario external(Scenario market, String... ids) {
    return pricing(market, List.of(ids), PricingStrategy.EXTERNAL);
  }

  private static Scenario pricing(Scenario market, List<String> ids, PricingStrategy strategy) {
    return market.withProviders(
        market.providers().stream()
            .map(each -> ids.contains(each.id()) ? pricing(each, strategy) : each)
            .toList());
  }

  private static Provider pricing(Provider provider, PricingStrategy strategy) {
    return new Provider(
        provider.id(),
        provider.name(),
        provider.ownership(),
        provider.foreignCapitalPpm(),
        provider.ownerGroup(),
        provider.cities(),
        provider.opens(),
        provider.qualityPpm(),
        provider.certificationLevel(),
        provider.unitCostMilliFen(),
        provider.standingPpm(),
        provider.ecosystemPpm(),
        strategy,
        provider.fringe());
  }

  /** Somebody outside, who hears each tender. */
  private interface Bidder {
    void hear(TenderPublished tender, Consumer<ExternalBid> bids);
  }

  private static ExternalBid bid(TenderPublished tender, String provider, long fen) {
    return new ExternalBid(
        tender.run(), tender.shard(), tender.month(), tender.tender(), provider, fen);
  }

  /** What a provider would have to pay, roughly: it must not be above the budget. */
  private static long price(TenderPublished tender, int milliFen) {
    return tender.units() * tender.termMonths() * milliFen / 1_000;
  }

  private static void cheap(TenderPublished tender, Consumer<ExternalBid> bids) {
    bids.accept(bid(tender, OUTSIDER, price(tender, 96_000)));
  }

  /** Somebody who signs. */
  private static final class Signer {
    private final KeyPair pair;

    Signer() {
      try {
        pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    BidderRegistered registered() {
      return new BidderRegistered(
          "outside",
          0,
          SCENARIO.start(),
          OUTSIDER,
          Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublic().getEncoded()));
    }

    ExternalBid sign(ExternalBid bid) {
      try {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(bid.signedText().getBytes(StandardCharsets.UTF_8));
        return signed(bid, Base64.getEncoder().encodeToString(signature.sign()));
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    void cheap(TenderPublished tender, Consumer<ExternalBid> bids) {
      ExternalBidsTest.cheap(tender, bid -> bids.accept(sign(bid)));
    }
  }

  /** Keys take seconds to make. */
  private static final Signer SIGNER = new Signer();

  private static final Signer ANOTHER = new Signer();

  private static ExternalBid signed(ExternalBid bid, String signature) {
    return new ExternalBid(
        bid.run(),
        bid.shard(),
        bid.month(),
        bid.tender(),
        bid.provider(),
        bid.priceFen(),
        signature);
  }

  /** The ring over messages, with its deadline at hand and desks that die now and then. */
  private static final class Ring {
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Bidder bidder;
    private final int luck;
    private final List<BidAnswered> answers = new ArrayList<>();
    private final SortedMap<String, SortedMap<String, Long>> accepted = new TreeMap<>();
    private final List<ContractAwarded> awards = new ArrayList<>();
    private final List<Message> bids = new ArrayList<>();
    private final TreeMap<String, Fact> facts = new TreeMap<>();
    private Message due;
    private int deadlines;
    private int heard;
    private Digest digest = Digest.ZERO;

    Ring(Bidder bidder, int luck) {
      this.bidder = bidder;
      this.luck = luck;
    }

    static Ring run(Scenario scenario, int luck, Bidder bidder) {
      Ring ring = new Ring(bidder, luck);
      ring.run(scenario);
      return ring;
    }

    static Ring run(Scenario scenario, int luck, BidderRegistered before, Bidder bidder) {
      Ring ring = new Ring(bidder, luck);
      ring.messages.add(before);
      ring.run(scenario);
      return ring;
    }

    private void run(Scenario scenario) {
      PolicyDesk government = new PolicyDesk();
      ProcurementDesk buyers = new ProcurementDesk();
      Supplier<Desk<ShardMessage, ?>> build = () -> new ProviderDesk(1_000);
      Desk<ShardMessage, ?> providers = build.get();
      messages.add(new RunOrdered("outside", scenario, SEED, 1));
      while (!messages.isEmpty() || due != null) {
        if (messages.isEmpty()) {
          messages.add(due);
          due = null;
          deadlines++;
        }
        Message message = messages.remove();
        switch (message) {
          case RunsMessage runs -> government.hear(runs, outbox());
          case PolicyMessage policy -> {
            if (policy instanceof RunFinished finished) {
              digest = finished.digest();
            }
            buyers.hear(policy, outbox());
          }
          case TendersMessage _, ExternalBid _ -> {
            if (luck > 0 && Draws.below(Draws.with(luck, heard++), 30) == 0) {
              providers = build.get();
              facts.values().forEach(providers::recallStored);
            }
            providers.hear((ShardMessage) message, outbox());
            if (message instanceof TenderPublished tender) {
              bidder.hear(tender, messages::add);
            } else if (message instanceof TendersPublished several) {
              several.tenders().forEach(tender -> bidder.hear(tender, messages::add));
            }
          }
          case BidsMessage book -> {
            bids.add(book);
            buyers.hear(book, outbox());
          }
          case BidsAccepted lot ->
              lot.bids()
                  .fen()
                  .forEach(
                      (provider, fen) ->
                          accepted.computeIfAbsent(provider, _ -> new TreeMap<>()).putAll(fen));
          case ContractAwarded award -> awards.add(award);
          case AwardsMessage _ -> {}
          case BidAnswered answer -> answers.add(answer);
        }
      }
    }

    private Outbox outbox() {
      return new Outbox() {
        @Override
        public void say(Message message) {
          messages.add(message);
        }

        @Override
        public void remember(Fact fact) {
          if (fact instanceof Fact.Alarm alarm && !(alarm.message() instanceof RunsMessage)) {
            due = alarm.message();
          }
          if (fact instanceof Fact.ProviderFact) {
            facts.put(fact.key(), fact);
          }
        }

        @Override
        public void forget() {}
      };
    }

    AcceptedBids acceptedBids() {
      return new AcceptedBids(accepted);
    }

    List<Verdict> verdicts() {
      return answers.stream().map(BidAnswered::verdict).distinct().sorted().toList();
    }

    long won(String provider) {
      return awards.stream().filter(award -> award.win().provider().equals(provider)).count();
    }
  }

  private static Digest repeated(Ring ring) {
    return Outcomes.of(SCENARIO.withAcceptedBids(ring.acceptedBids()), SEED).finished().digest();
  }

  @Test
  void aRunIsRepeatedByTheBidsThatItAccepted() {
    Ring ring = Ring.run(SCENARIO, 0, ExternalBidsTest::cheap);

    assertThat(ring.won(OUTSIDER)).isPositive();
    assertThat(ring.won(OTHER)).as("nobody bids for it").isZero();
    assertThat(ring.digest).isEqualTo(repeated(ring));
    assertThat(ring.digest).isNotEqualTo(Outcomes.of(SCENARIO, SEED).finished().digest());
  }

  @Test
  void theWinnerIsPaidWhatItAsked() {
    Ring ring = Ring.run(SCENARIO, 0, ExternalBidsTest::cheap);

    assertThat(ring.awards)
        .filteredOn(award -> award.win().provider().equals(OUTSIDER))
        .isNotEmpty()
        .allSatisfy(
            award ->
                assertThat(award.win().priceFen())
                    .isEqualTo(ring.accepted.get(OUTSIDER).get(award.tender())));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void aDeskThatIsBuiltAnewHasForgottenNoBid(int luck) {
    Ring undisturbed = Ring.run(SCENARIO, 0, ExternalBidsTest::cheap);
    Ring mortal = Ring.run(SCENARIO, luck, ExternalBidsTest::cheap);

    assertThat(mortal.acceptedBids()).isEqualTo(undisturbed.acceptedBids());
    assertThat(mortal.digest).isEqualTo(undisturbed.digest);
  }

  @Test
  void whoIsAbsentCountsAsNotBidding() {
    Ring ring = Ring.run(SCENARIO, 0, (_, _) -> {});

    assertThat(ring.deadlines).as("each month waits in vain").isEqualTo(SCENARIO.months());
    assertThat(ring.accepted).isEmpty();
    assertThat(ring.digest).isEqualTo(Outcomes.of(SCENARIO, SEED).finished().digest());
  }

  @Test
  void aMonthInWhichAllHaveAnsweredWaitsNoLonger() {
    Ring ring =
        Ring.run(
            SCENARIO,
            0,
            (tender, bids) -> {
              cheap(tender, bids);
              bids.accept(bid(tender, OTHER, 0));
            });

    assertThat(ring.verdicts()).containsExactly(Verdict.ACCEPTED);
    assertThat(ring.accepted.keySet()).as("who declines does not bid").containsExactly(OUTSIDER);
    assertThat(ring.deadlines).as("only alarms of months that are over").isLessThan(2);
    assertThat(ring.digest).isEqualTo(repeated(ring));
  }

  @Test
  void theFirstValidBidCounts() {
    Ring ring =
        Ring.run(
            SCENARIO,
            0,
            (tender, bids) -> {
              bids.accept(bid(tender, "nobody-at-all", 1));
              bids.accept(bid(tender, "aws-china", 1));
              cheap(tender, bids);
              bids.accept(bid(tender, OUTSIDER, 1));
            });

    assertThat(ring.verdicts())
        .containsExactly(Verdict.ACCEPTED, Verdict.REPEATED, Verdict.NOT_EXTERNAL);
    assertThat(ring.acceptedBids())
        .isEqualTo(Ring.run(SCENARIO, 0, ExternalBidsTest::cheap).acceptedBids());
  }

  @Test
  void aBidForAMonthThatIsClosedIsLate() {
    List<TenderPublished> before = new ArrayList<>();
    Ring ring =
        Ring.run(
            SCENARIO,
            0,
            (tender, bids) -> {
              before.stream()
                  .filter(each -> each.month() < tender.month())
                  .limit(3)
                  .forEach(each -> cheap(each, bids));
              before.add(tender);
            });

    assertThat(ring.verdicts()).containsExactly(Verdict.LATE);
    assertThat(ring.accepted).isEmpty();
  }

  @Test
  void aTenderThatIsNotThereIsUnknownAndAMonthThatIsFarIsEarly() {
    Ring ring =
        Ring.run(
            SCENARIO,
            0,
            (tender, bids) -> {
              bids.accept(new ExternalBid("outside", 0, tender.month(), "b-none-c1", OUTSIDER, 5));
              bids.accept(
                  new ExternalBid("outside", 0, tender.month() + 2, tender.tender(), OUTSIDER, 5));
            });

    assertThat(ring.verdicts()).containsExactly(Verdict.EARLY, Verdict.UNKNOWN_TENDER);
  }

  /** Topics are read side by side: a bid can overtake its tender, and even its month. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBidThatComesBeforeItsTenderWaitsForIt(boolean beforeItsMonth) {
    Scenario live = SCENARIO.withMonths(1);
    List<TendersMessage> heard = new ArrayList<>();
    ReferenceRun.run(
        live,
        SEED,
        message -> {
          if (message instanceof TendersMessage each) {
            heard.add(each);
          }
        });
    List<ShardMessage> early = new ArrayList<>();
    for (TendersMessage message : heard) {
      if (message instanceof TenderPublished tender) {
        cheap(tender, early::add);
      }
    }
    List<ShardMessage> toProviders = new ArrayList<>(heard);
    toProviders.addAll(beforeItsMonth ? 1 : 2, early);

    ProviderDesk desk = new ProviderDesk(1_000);
    List<Message> said = new ArrayList<>();
    toProviders.forEach(message -> desk.hear(message, new CollectingOutbox(said)));
    desk.hear(new TendersMessage.BidsDue("reference", 0, live.start()), new CollectingOutbox(said));

    assertThat(said)
        .filteredOn(BidAnswered.class::isInstance)
        .hasSameSizeAs(early)
        .allMatch(each -> ((BidAnswered) each).verdict() == Verdict.ACCEPTED);
    assertThat(said).filteredOn(BidsSubmitted.class::isInstance).hasSameSizeAs(early);
    assertThat(said.getLast()).isInstanceOf(BidsClosed.class);
  }

  @Test
  void aBidThatCameBeforeItsTenderIsStillTheFirst() {
    Scenario live = SCENARIO.withMonths(1);
    ProviderDesk desk = new ProviderDesk(1_000);
    List<Message> said = new ArrayList<>();
    ReferenceRun.run(
        live,
        SEED,
        message -> {
          if (message instanceof TenderPublished tender) {
            desk.hear(bid(tender, OUTSIDER, 7), new CollectingOutbox(said));
            desk.hear(tender, new CollectingOutbox(said));
            desk.hear(bid(tender, OUTSIDER, 8), new CollectingOutbox(said));
          } else if (message instanceof TendersMessage heard) {
            desk.hear(heard, new CollectingOutbox(said));
          }
        });

    assertThat(said)
        .filteredOn(BidAnswered.class::isInstance)
        .isNotEmpty()
        .allMatch(
            each ->
                each instanceof BidAnswered answer
                    && answer.verdict()
                        == (answer.priceFen() == 7 ? Verdict.ACCEPTED : Verdict.REPEATED));
  }

  @Test
  void aFloodIsNotAnsweredWithoutEndAndHarmsNobody() {
    int flood = 12_000;
    boolean[] flooded = new boolean[1];
    Ring ring =
        Ring.run(
            SCENARIO.withMonths(3),
            0,
            (tender, bids) -> {
              for (int i = 0; i < flood && !flooded[0]; i++) {
                bids.accept(bid(tender, "nobody-at-all", i));
              }
              flooded[0] = true;
              cheap(tender, bids);
            });

    assertThat(ring.answers)
        .filteredOn(answer -> answer.verdict() == Verdict.NOT_EXTERNAL)
        .hasSize(10_000);
    assertThat(ring.acceptedBids())
        .isEqualTo(Ring.run(SCENARIO.withMonths(3), 0, ExternalBidsTest::cheap).acceptedBids());
  }

  /** A price of nothing would be the lowest, and the budget is a part above the lowest. */
  @Test
  void noBidFromOutsideSetsTheBudgetAndNoneAboveItIsTaken() {
    Ring cheap =
        Ring.run(SCENARIO.withMonths(1), 0, (tender, to) -> to.accept(bid(tender, OUTSIDER, 1)));
    Ring dear =
        Ring.run(
            SCENARIO.withMonths(1),
            0,
            (tender, to) -> to.accept(bid(tender, OUTSIDER, AcceptedBids.MOST_FEN)));

    assertThat(budgets(cheap)).isNotEmpty().isEqualTo(budgets(dear));
    assertThat(dear.won(OUTSIDER)).isZero();
  }

  private static List<Long> budgets(Ring ring) {
    return ring.bids.stream()
        .filter(BidsSubmitted.class::isInstance)
        .map(each -> ((BidsSubmitted) each).ceilingFen())
        .toList();
  }

  @Test
  void aRunThatHasItsBidsHearsNobody() {
    Ring first = Ring.run(SCENARIO, 0, ExternalBidsTest::cheap);
    Ring again =
        Ring.run(SCENARIO.withAcceptedBids(first.acceptedBids()), 0, ExternalBidsTest::cheap);

    assertThat(again.verdicts()).containsExactly(Verdict.NOT_EXTERNAL);
    assertThat(again.deadlines).isZero();
    assertThat(again.digest).isEqualTo(first.digest);
  }

  @Test
  void whatTheRegisteredBidderHasSignedCountsAndNothingElse() {
    Ring ring =
        Ring.run(
            SIGNED,
            0,
            SIGNER.registered(),
            (tender, bids) -> {
              ExternalBid low = bid(tender, OUTSIDER, 1);
              bids.accept(low);
              bids.accept(ANOTHER.sign(low));
              bids.accept(signed(low, "no Base64"));
              bids.accept(signed(low, SIGNER.sign(bid(tender, OUTSIDER, 2)).signature()));
              SIGNER.cheap(tender, bids);
            });

    assertThat(ring.verdicts()).containsExactly(Verdict.ACCEPTED, Verdict.NOT_SIGNED);
    assertThat(ring.acceptedBids())
        .isEqualTo(Ring.run(SHORT, 0, ExternalBidsTest::cheap).acceptedBids());
    assertThat(ring.digest)
        .as("how bids were signed moves no award")
        .isEqualTo(
            Outcomes.of(SIGNED.withAcceptedBids(ring.acceptedBids()), SEED).finished().digest());
  }

  @Test
  void aProviderThatNeedsSignaturesHearsNobodyBeforeABidderIsRegistered() {
    Ring ring = Ring.run(SIGNED, 0, ExternalBidsTest::cheap);

    assertThat(ring.verdicts()).containsExactly(Verdict.NOT_SIGNED);
    assertThat(ring.accepted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDeskThatIsBuiltAnewKnowsWhoseSignatureItWants(int luck) {
    Bidder bidder =
        (tender, bids) -> {
          bids.accept(bid(tender, OUTSIDER, 1));
          SIGNER.cheap(tender, bids);
        };

    assertThat(Ring.run(SIGNED, luck, SIGNER.registered(), bidder).digest)
        .isEqualTo(Ring.run(SIGNED, 0, SIGNER.registered(), bidder).digest);
  }

  @Test
  void whoRegistersInMidRunIsTheOnlyOneFromThenOn() {
    int since = SCENARIO.start() + 6;
    List<Integer> months = new ArrayList<>();
    ProviderDesk desk = new ProviderDesk(1_000);
    List<Message> said = new ArrayList<>();
    ReferenceRun.run(
        SCENARIO,
        SEED,
        message -> {
          if (!(message instanceof TendersMessage heard)) {
            return;
          }
          if (heard instanceof TendersMessage.MarketOpened opened && opened.month() == since) {
            desk.hear(SIGNER.registered(), new CollectingOutbox(said));
          }
          desk.hear(heard, new CollectingOutbox(said));
          if (heard instanceof TenderPublished tender) {
            cheap(tender, bid -> desk.hear(bid, new CollectingOutbox(said)));
          }
          if (heard instanceof TendersMessage.TendersClosed closed) {
            desk.hear(
                new TendersMessage.BidsDue("reference", 0, closed.month()),
                new CollectingOutbox(said));
          }
        });
    for (Message message : said) {
      if (message instanceof BidAnswered answer && answer.verdict() == Verdict.ACCEPTED) {
        months.add(answer.month());
      }
    }

    assertThat(months).isNotEmpty().allMatch(month -> month < since);
    assertThat(said)
        .anyMatch(
            each -> each instanceof BidAnswered answer && answer.verdict() == Verdict.NOT_SIGNED);
  }

  @Test
  void onlyAProviderThatSomebodyCanBeBidsFromOutside() {
    Scenario market = TestMarket.open();
    assertThat(Soundness.faultsIn(external(market, OUTSIDER))).isEmpty();
    assertThat(Soundness.faultsIn(external(market, "rest-of-market")))
        .singleElement()
        .asString()
        .contains("/providers/rest-of-market/strategy");
    assertThat(
            Soundness.faultsIn(
                market.withAcceptedBids(
                    new AcceptedBids(
                        new TreeMap<>(Map.of(OUTSIDER, new TreeMap<>(Map.of("b-1-c1", 5L))))))))
        .singleElement()
        .asString()
        .contains("/acceptedBids/" + OUTSIDER);
  }
}
