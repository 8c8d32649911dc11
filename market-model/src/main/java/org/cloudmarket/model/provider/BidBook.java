package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The bids for a tender, under its rules and under those that would hold without policies. A
 * provider's luck (does it care, what does this tender cost it) is the same under all of them; only
 * who may bid, and so how many, differs.
 */
final class BidBook {

  private final Scenario scenario;
  private final MarketParameters parameters;
  private final Roster roster;
  private final RuleBook rules;
  private final Pricing pricing;
  private final long interestStem;
  private final long noiseStem;

  private List<Fact.Provider> states = List.of();
  private int month;

  // Scratch space of one tender, by place in the field.
  private final long[] costs;
  private final long[] borne; // What policy leaves of the cost to the provider.
  private final boolean[] cares;
  private final long[] prices;
  private int[] field = {};

  BidBook(Scenario scenario, long seed) {
    this.scenario = scenario;
    parameters = scenario.parameters();
    roster = new Roster(scenario);
    rules = new RuleBook(scenario);
    pricing = new Pricing(parameters);
    interestStem = Draws.stem(seed, Purpose.INTEREST);
    noiseStem = Draws.stem(seed, Purpose.BID_NOISE);
    costs = new long[roster.size()];
    borne = new long[roster.size()];
    cares = new boolean[roster.size()];
    prices = new long[roster.size()];
  }

  void open(int openedMonth, List<Fact.Provider> providers) {
    month = openedMonth;
    states = providers;
  }

  BidsSubmitted answer(TenderPublished tender) {
    field = openIn(tender.city());
    draw(tender);
    TenderRules open = rules.rules(tender.segment(), tender.dataClass(), 0);
    price(tender, open, Long.MAX_VALUE);
    long ceiling = ceiling();
    if (tender.policies().isEmpty()) {
      cap(ceiling);
      return new BidsSubmitted(tender, total(tender, ceiling), bids(tender, open), List.of());
    }
    long applied = rules.setOf(tender.policies());
    List<Otherwise> otherwise = new ArrayList<>();
    otherwise.add(otherwise(tender, 0, "", ceiling));
    if (Long.bitCount(applied) > 1) {
      for (String policy : tender.policies()) {
        otherwise.add(otherwise(tender, applied & ~rules.setOf(List.of(policy)), policy, ceiling));
      }
    }
    TenderRules actual = rules.rules(tender.segment(), tender.dataClass(), applied);
    price(tender, actual, ceiling);
    return new BidsSubmitted(tender, total(tender, ceiling), bids(tender, actual), otherwise);
  }

  private int[] openIn(String city) {
    int[] serving = roster.serving(city);
    for (int place : serving) {
      if (roster.at(place).opens() > month) {
        return Arrays.stream(serving).filter(each -> roster.at(each).opens() <= month).toArray();
      }
    }
    return serving;
  }

  private void draw(TenderPublished tender) {
    long occasion =
        Draws.with(Draws.key(tender.buyer()), tender.contract() * 64L + tender.attempt());
    long interest = Draws.with(interestStem, occasion);
    long noise = Draws.with(noiseStem, occasion);
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      long key = roster.key(place);
      cares[i] =
          roster.at(place).id().equals(tender.incumbent())
              || Draws.ppm(Draws.with(interest, key)) < parameters.participationPpm();
      long deviation =
          (long) Draws.normalPpm(Draws.with(noise, key)) * parameters.bidNoisePpm() / Ranges.PPM;
      costs[i] =
          Math.max(1, Ranges.scale(states.get(place).unitCostMilliFen(), Ranges.PPM + deviation));
    }
  }

  /** Unit prices under some rules; 0 for those who can make no offer. */
  private void price(TenderPublished tender, TenderRules under, long ceiling) {
    int direct = directIn(under);
    int bidders = 0;
    for (int i = 0; i < field.length; i++) {
      boolean may = refusal(field[i], under, direct) == Answer.BID;
      prices[i] = may ? 1 : 0;
      bidders += may ? scenario.rules().biddersOf(roster.at(field[i])) : 0;
    }
    for (int i = 0; i < field.length; i++) {
      if (prices[i] > 0) {
        Provider provider = roster.at(field[i]);
        borne[i] = borne(costs[i], under.costPpm(field[i]));
        prices[i] =
            provider.ownership() == Ownership.IN_HOUSE
                ? borne[i]
                : pricing.unitPrice(
                    provider, states.get(field[i]).markupPpm(), borne[i], bidders, tender);
      }
    }
    cap(ceiling);
  }

  private static long borne(long cost, int partPpm) {
    return partPpm == Ranges.PPM ? cost : Math.max(1, Ranges.scale(cost, partPpm));
  }

  /**
   * Nobody asks more than the budget, and whose cost is above it makes no offer. But a city's own
   * cloud turns its city's buyers away for no cost, and an own centre costs what it costs.
   */
  private void cap(long ceiling) {
    for (int i = 0; i < field.length; i++) {
      Provider provider = roster.at(field[i]);
      if (prices[i] > ceiling && provider.ownership() != Ownership.IN_HOUSE) {
        prices[i] = borne[i] > ceiling && !provider.cityCloud() ? 0 : ceiling;
      }
    }
  }

  private int directIn(TenderRules under) {
    return under.direct() != TenderRules.NONE && Arrays.binarySearch(field, under.direct()) >= 0
        ? under.direct()
        : TenderRules.NONE;
  }

  private Answer refusal(int place, TenderRules under, int direct) {
    Provider provider = roster.at(place);
    if (direct != TenderRules.NONE) {
      return place == direct ? Answer.BID : Answer.NOT_ELIGIBLE;
    }
    if (provider.ownership() == Ownership.IN_HOUSE) {
      return place == under.lastResort() ? Answer.BID : Answer.IN_HOUSE;
    }
    if (under.excludedBy(place) != TenderRules.NONE) {
      return Answer.NOT_ELIGIBLE;
    }
    return provider.certificationLevel() < under.requiredCertification()
        ? Answer.NOT_CERTIFIED
        : Answer.BID;
  }

  /**
   * The buyer's budget for a unit: so much above the lowest price of the open field, as its market
   * research would find. Those who do not care to bid set it only where nobody does.
   */
  private long ceiling() {
    long lowest = Long.MAX_VALUE;
    long lowestOfAll = Long.MAX_VALUE;
    for (int i = 0; i < field.length; i++) {
      if (prices[i] > 0) {
        lowestOfAll = Math.min(lowestOfAll, prices[i]);
        lowest = cares[i] ? Math.min(lowest, prices[i]) : lowest;
      }
    }
    long found = lowest == Long.MAX_VALUE ? lowestOfAll : lowest;
    return found == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Ranges.scale(found, scenario.rules().ceilingPpm());
  }

  private static long total(TenderPublished tender, long unitPriceMilliFen) {
    return unitPriceMilliFen == 0 || unitPriceMilliFen == Long.MAX_VALUE
        ? 0
        : Math.max(
            1, Math.multiplyExact(tender.units() * tender.termMonths(), unitPriceMilliFen) / 1_000);
  }

  private Otherwise otherwise(TenderPublished tender, long applied, String without, long ceiling) {
    TenderRules under = rules.rules(tender.segment(), tender.dataClass(), applied);
    price(tender, under, ceiling);
    int direct = directIn(under);
    long[] totals = new long[field.length];
    for (int i = 0; i < field.length; i++) {
      long total = total(tender, prices[i]);
      totals[i] = bids(i, under, direct) ? total : -total;
    }
    return new Otherwise(without, totals);
  }

  private boolean bids(int i, TenderRules under, int direct) {
    return field[i] == direct || (cares[i] && field[i] != under.lastResort());
  }

  private List<Bid> bids(TenderPublished tender, TenderRules under) {
    int direct = directIn(under);
    Bid[] bids = new Bid[field.length];
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      Answer answer = refusal(place, under, direct);
      String because = "";
      if (answer == Answer.NOT_ELIGIBLE) {
        int policy = direct == TenderRules.NONE ? under.excludedBy(place) : under.directBy();
        because = scenario.policies().get(policy).id();
      } else if (answer == Answer.BID) {
        if (prices[i] == 0) {
          answer = Answer.BELOW_COST;
        } else if (!bids(i, under, direct)) {
          answer = Answer.NOT_INTERESTED;
        }
      }
      bids[i] =
          new Bid(
              roster.id(place),
              answer,
              because,
              total(tender, prices[i]),
              states.get(place).qualityPpm());
    }
    return Arrays.asList(bids);
  }
}
