package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.desk.Continuity;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Fact.ProviderFact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Bidding;
import org.cloudmarket.model.tender.Bids;
import org.cloudmarket.model.tender.Roster;
import org.cloudmarket.model.tender.Tender;
import org.cloudmarket.model.tender.TenderMessages;

/** Providers in one shard of a run: who bids, at what price, and what they become. */
public final class ProviderDesk implements Desk<TendersMessage, ProviderFact> {

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

  @Override
  public void hear(TendersMessage message, Outbox outbox) {
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
      }
      case TenderPublished tender -> {
        Continuity.requireMonth(month, tender.month());
        words.read(tender, asked);
        bidding.answer(asked, bids);
        outbox.say(words.submitted(tender, bids));
      }
      case TendersClosed closed -> {
        Continuity.requireMonth(month, closed.month());
        outbox.say(new BidsClosed(closed.run(), closed.shard(), closed.month(), closed.count()));
      }
      case MarketEnded ended -> outbox.forget();
    }
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
    bidding = new Bidding(now, roster, rules, seed);
    words = new TenderMessages(run, shard, roster, rules);
    bids = new Bids(roster.size());
  }

  @Override
  public void recall(ProviderFact fact) {
    switch (fact) {
      case Fact.Announced(MarketAnnounced announced) -> begin(announced);
      case Fact.Amended(RulesAmended amended) -> amend(amended.policies());
      case Fact.MarketOpen(MarketOpened opened) -> turnTo(opened);
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
