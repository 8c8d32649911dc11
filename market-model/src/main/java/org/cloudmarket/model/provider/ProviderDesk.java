package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.cloudmarket.model.desk.Continuity;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Fact.ProviderFact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.BidAnswered.Verdict;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Bidding;
import org.cloudmarket.model.tender.Bids;
import org.cloudmarket.model.tender.ExternalBids;
import org.cloudmarket.model.tender.Roster;
import org.cloudmarket.model.tender.Tender;
import org.cloudmarket.model.tender.TenderMessages;

/** Providers in one shard of a run: who bids, at what price, and what they become. */
public final class ProviderDesk implements Desk<ShardMessage, ProviderFact> {

  /** How long tenders wait for bids from outside; empty where nobody can be heard. */
  private final OptionalLong bidWaitMillis;

  private String run = "";
  private int shard;
  private long seed;
  private Scenario scenario;
  private Scenario asOf;
  private Development development;
  private RuleBook rules;
  private Bidding bidding;
  private TenderMessages words;
  private List<Fact.Provider> states = new ArrayList<>();
  private int month = Months.NEVER;

  // Scratch space of one tender.
  private final Tender asked = new Tender();
  private Bids bids = new Bids(0);

  /** Whether months wait for bids from outside; asked for each tender, and the same in all. */
  private boolean waits;

  private ExternalBids fromOutside = new ExternalBids();
  private final Signers signers = new Signers();
  private ExternalMonth external = new ExternalMonth(0, fromOutside, signers);

  /** Providers that nobody outside can reach: external ones bid what the scenario says they bid. */
  public ProviderDesk() {
    bidWaitMillis = OptionalLong.empty();
  }

  /**
   * Providers some of whom may bid from outside.
   *
   * @param bidWaitMillis how long the tenders of a month wait for them, from the last one on
   */
  public ProviderDesk(long bidWaitMillis) {
    this.bidWaitMillis = OptionalLong.of(bidWaitMillis);
  }

  @Override
  public void hear(ShardMessage message, Outbox outbox) {
    switch (message) {
      case MarketAnnounced announced -> {
        outbox.remember(new Fact.Announced(announced));
        begin(announced);
      }
      case RulesAmended amended -> {
        outbox.remember(new Fact.Amended(amended));
        amend(amended.policies());
      }
      case MarketOpened opened -> {
        Continuity.requireMonth(
            month == Months.NEVER ? scenario.start() : month + 1, opened.month());
        outbox.remember(
            new Fact.MarketOpen(
                new MarketOpened(
                    opened.run(),
                    opened.shard(),
                    opened.month(),
                    opened.inForce(),
                    opened.spells(),
                    List.of())));
        Course course = new Course(scenario, opened.spells());
        states =
            opened.lastMonth().isEmpty()
                ? development.opening(course)
                : development.after(states, opened.lastMonth(), course, opened.month());
        states.forEach(outbox::remember);
        turnTo(opened);
        if (waits) {
          external.open(month, outbox);
        }
      }
      case TenderPublished tender -> {
        Continuity.requireMonth(month, tender.month());
        if (waits) {
          external.add(tender, outbox);
        } else {
          outbox.say(answer(tender));
        }
      }
      case TendersPublished several -> {
        Continuity.requireMonth(month, several.month());
        outbox.say(new BidBooksSubmitted(several.tenders().stream().map(this::answer).toList()));
      }
      case TendersClosed closed -> {
        Continuity.requireMonth(month, closed.month());
        if (waits) {
          waitForBids(closed, outbox);
        } else {
          outbox.say(new BidsClosed(closed.run(), closed.shard(), closed.month(), closed.count()));
        }
      }
      case BidderRegistered registered -> {
        outbox.remember(new Fact.Registered(registered));
        signers.register(registered);
      }
      case ExternalBid bid -> hear(bid, outbox);
      case BidsDue due -> {
        if (due.month() == month && external.waits()) {
          answerAll(outbox);
        }
      }
      case MarketEnded ended -> outbox.forget();
      default -> throw new IllegalArgumentException("not for a provider desk: " + message);
    }
  }

  private BidsSubmitted answer(TenderPublished tender) {
    words.read(tender, asked);
    bidding.answer(asked, bids);
    return words.submitted(tender, bids);
  }

  private void waitForBids(TendersClosed closed, Outbox outbox) {
    external.wait(closed, outbox);
    if (external.complete()) {
      answerAll(outbox);
    } else {
      outbox.remember(new Fact.Alarm(bidWaitMillis.getAsLong(), new BidsDue(run, shard, month)));
    }
  }

  private void hear(ExternalBid bid, Outbox outbox) {
    if (!waits) {
      external.refuse(bid, scenario == null ? Verdict.EARLY : Verdict.NOT_EXTERNAL, outbox);
      return;
    }
    external.hear(bid, outbox);
    if (external.complete()) {
      answerAll(outbox);
    }
  }

  /** The month's tenders are answered at once, so that no bid is known while others may come. */
  private void answerAll(Outbox outbox) {
    AcceptedBids accepted = external.accepted();
    if (!accepted.equals(AcceptedBids.NONE)) {
      outbox.say(new BidsAccepted(run, shard, month, accepted));
    }
    outbox.say(external.close(tender -> outbox.say(answer(tender)), outbox));
  }

  /** Answers a tender in numbers, as {@link #hear} answers it in words. */
  public void answer(Tender tender, Bids into) {
    bidding.answer(tender, into);
  }

  /** Puts an answer in words. */
  public BidsSubmitted submitted(TenderPublished tender, Bids answer) {
    return words.submitted(tender, answer);
  }

  private void begin(MarketAnnounced announced) {
    run = announced.run();
    shard = announced.shard();
    seed = announced.seed();
    development = new Development(announced.scenario());
    scenario = announced.scenario();
    waits = bidWaitMillis.isPresent() && scenario.waitsForBids();
    fromOutside = scenario.acceptedBids().map(ExternalBids::of).orElseGet(ExternalBids::new);
    external = new ExternalMonth(scenario.start(), fromOutside, signers);
    goBy(scenario);
    states = development.opening(Course.without(scenario));
  }

  private void amend(List<Policy> policies) {
    scenario = scenario.withPolicies(policies, scenario.triggers());
    goBy(scenario);
  }

  private void turnTo(MarketOpened opened) {
    month = opened.month();
    Scenario now = new Course(scenario, opened.spells()).asOf(month);
    if (!now.providers().equals(asOf.providers())) {
      goBy(now);
    }
    rules.open(month, opened.spells());
    bidding.open(month, states);
  }

  private void goBy(Scenario now) {
    asOf = now;
    Roster roster = new Roster(now);
    rules = new RuleBook(now);
    bidding = new Bidding(now, roster, rules, seed, fromOutside);
    external.goBy(now.providers());
    words = new TenderMessages(run, shard, roster, rules);
    bids = new Bids(roster.size());
  }

  @Override
  public void recall(ProviderFact fact) {
    switch (fact) {
      case Fact.Announced(MarketAnnounced announced) -> begin(announced);
      case Fact.Amended(RulesAmended amended) -> amend(amended.policies());
      case Fact.MarketOpen(MarketOpened opened) -> {
        turnTo(opened);
        if (waits) {
          external.turnTo(month);
        }
      }
      case Fact.Registered(BidderRegistered registered) -> signers.register(registered);
      case Fact.Asked tender -> external.recall(tender);
      case Fact.Offered bid -> external.recall(bid);
      case Fact.Waiting waiting -> external.recall(waiting);
      case Fact.Answered answered -> external.recall(answered);
      case Fact.Alarm alarm -> {} // Who carries it sets it again.
      case Fact.Provider provider -> {
        states.replaceAll(state -> state.provider().equals(provider.provider()) ? provider : state);
        bidding.open(month, states);
      }
    }
  }

  @Override
  public Class<ProviderFact> facts() {
    return ProviderFact.class;
  }
}
