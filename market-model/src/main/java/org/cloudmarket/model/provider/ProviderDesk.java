package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;

/** Providers in one shard of a run: who bids, at what price, and what they become. */
public final class ProviderDesk implements Desk<TendersMessage> {

  private MarketAnnounced market;
  private Development development;
  private BidBook book;
  private List<Fact.Provider> states = new ArrayList<>();
  private int month;

  @Override
  public void hear(TendersMessage message, Outbox outbox) {
    switch (message) {
      case MarketAnnounced announced -> {
        outbox.remember(new Fact.Heard(Fact.Heard.RUN, announced));
        begin(announced);
        states.forEach(outbox::remember);
      }
      case RulesAmended amended -> {
        outbox.remember(new Fact.Heard(Fact.Heard.STATUTES, amended));
        goBy(amended.policies());
      }
      case MarketOpened opened -> {
        month = opened.month();
        outbox.remember(
            new Fact.Heard(
                Fact.Heard.MONTH,
                new MarketOpened(
                    opened.run(),
                    opened.shard(),
                    opened.month(),
                    opened.inForce(),
                    opened.spells(),
                    List.of())));
        if (!opened.lastMonth().isEmpty()) {
          states = development.after(states, opened.lastMonth());
          states.forEach(outbox::remember);
        }
        book.open(month, states);
      }
      case TenderPublished tender -> outbox.say(book.answer(tender));
      case TendersClosed closed ->
          outbox.say(new BidsClosed(closed.run(), closed.shard(), closed.month(), closed.count()));
      case MarketEnded ended -> outbox.forget();
    }
  }

  private void begin(MarketAnnounced announced) {
    market = announced;
    development = new Development(announced.scenario());
    goBy(announced.scenario().policies());
    states = development.opening();
  }

  private void goBy(List<Policy> policies) {
    Scenario scenario = market.scenario();
    book = new BidBook(scenario.withPolicies(policies, scenario.triggers()), market.seed());
  }

  @Override
  public void recall(Fact fact) {
    switch (fact) {
      case Fact.Heard(String key, MarketAnnounced announced) -> begin(announced);
      case Fact.Heard(String key, RulesAmended amended) -> goBy(amended.policies());
      case Fact.Heard(String key, MarketOpened opened) -> {
        month = opened.month();
        book.open(month, states);
      }
      case Fact.Provider provider -> {
        states.replaceAll(state -> state.provider().equals(provider.provider()) ? provider : state);
        book.open(month, states);
      }
      default -> throw new IllegalArgumentException("not a provider desk's: " + fact.key());
    }
  }
}
