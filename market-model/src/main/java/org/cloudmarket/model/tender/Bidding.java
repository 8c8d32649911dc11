package org.cloudmarket.model.tender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The bids for a tender, under its rules and under those that would hold without policies. A
 * provider's luck (what would make it take part, what does this tender cost it) is the same under
 * all of them; who may bid, what each can expect of it, and the markup differ.
 */
public final class Bidding {

  private final MarketParameters parameters;
  private final int ceilingPpm;
  private final int minimumBidders;
  private final Roster roster;
  private final RuleBook rules;
  private final Pricing pricing;
  private final Entry entry;
  private final long interestStem;
  private final long noiseStem;

  // By the provider's place.
  private final boolean[] inHouse;
  private final boolean[] cityCloud;
  private final PricingStrategy[] strategies;
  private final long[] unitCosts;
  private final int[] qualityPpm;
  private final int[] markupPpm; // What its own strategy adds to the field's.

  // Who has opened by the open month, by the city's place; filled as cities are asked for. Equal
  // fields have one number.
  private final int[][] fields;
  private final int[] fieldNumbers;
  private final List<int[]> numbered = new ArrayList<>();
  private int month;

  // Scratch space of one tender, by place in the field.
  private final long[] costs;
  private final long[] borne; // What policy leaves of the cost to the provider.
  private final int[] interestPpm; // Its luck; negative for the incumbent, who always bids.
  private final boolean[] cares; // Whether it takes part under the rules at hand.
  private final boolean[] admitted; // Whether it may bid under the rules at hand.
  private final long[] prices;
  private long volume;
  private int[] field = {};
  private int fieldNumber;
  private Entry.Turnout turnout;
  private Tender answered = new Tender();
  private long ceiling;
  private final Optional<Bids.Rest> withoutEach = Optional.of(this::withoutEach);

  /**
   * The bidding of a scenario's providers.
   *
   * @param scenario as it is in the open month
   */
  public Bidding(Scenario scenario, Roster roster, RuleBook rules, long seed) {
    this.roster = roster;
    this.rules = rules;
    parameters = scenario.parameters();
    ceilingPpm = scenario.rules().ceilingPpm();
    minimumBidders = scenario.rules().minimumBidders();
    pricing = new Pricing(parameters);
    entry = new Entry(scenario, roster);
    interestStem = Draws.stem(seed, Purpose.INTEREST);
    noiseStem = Draws.stem(seed, Purpose.BID_NOISE);
    int providers = roster.size();
    inHouse = new boolean[providers];
    cityCloud = new boolean[providers];
    strategies = new PricingStrategy[providers];
    for (int i = 0; i < providers; i++) {
      Provider provider = roster.at(i);
      inHouse[i] = provider.ownership() == Ownership.IN_HOUSE;
      cityCloud[i] = provider.cityCloud();
      strategies[i] = provider.strategy();
    }
    unitCosts = new long[providers];
    qualityPpm = new int[providers];
    markupPpm = new int[providers];
    fields = new int[roster.cities()][];
    fieldNumbers = new int[roster.cities()];
    costs = new long[providers];
    borne = new long[providers];
    interestPpm = new int[providers];
    cares = new boolean[providers];
    admitted = new boolean[providers];
    prices = new long[providers];
  }

  /**
   * Turns to a month.
   *
   * @param providers what they have become, by place
   */
  public void open(int openedMonth, List<Fact.Provider> providers) {
    month = openedMonth;
    Arrays.fill(fields, null);
    numbered.clear();
    entry.open(providers);
    for (int i = 0; i < unitCosts.length; i++) {
      unitCosts[i] = providers.get(i).unitCostMilliFen();
      qualityPpm[i] = providers.get(i).qualityPpm();
      markupPpm[i] = strategies[i] == PricingStrategy.ADAPTIVE ? providers.get(i).markupPpm() : 0;
    }
  }

  /** Answers a tender. */
  public void answer(Tender tender, Bids into) {
    field = openIn(tender.city);
    fieldNumber = fieldNumbers[tender.city];
    volume = tender.units * tender.termMonths;
    draw(tender);
    TenderRules open = rules.rules(tender.segment, tender.dataClass, PolicySet.NONE);
    price(tender, open, Long.MAX_VALUE);
    into.openTurnout = turnout;
    ceiling = ceiling();
    into.ceilingFen = total(ceiling);
    if (cap(ceiling)) {
      hear(tender); // Now that it is known who can make no offer.
    }
    long applied = tender.policies;
    if (applied == PolicySet.NONE) {
      into.beginOthers(Optional.empty());
      answer(open, into);
      return;
    }
    answered = tender;
    into.beginOthers(PolicySet.size(applied) > 1 ? withoutEach : Optional.empty());
    asked(open, into.another());
    TenderRules actual = rules.rules(tender.segment, tender.dataClass, applied);
    price(tender, actual, ceiling);
    answer(actual, into);
  }

  /** Adds what the field of the tender that was answered last asks without each policy alone. */
  private void withoutEach(Bids into) {
    long applied = answered.policies;
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      TenderRules under =
          rules.rules(answered.segment, answered.dataClass, PolicySet.without(applied, i));
      price(answered, under, ceiling);
      asked(under, into.another());
    }
  }

  private int[] openIn(int city) {
    if (fields[city] == null) {
      int[] open =
          Arrays.stream(roster.serving(city))
              .filter(place -> roster.at(place).opens() <= month)
              .toArray();
      int number = 0;
      while (number < numbered.size() && !Arrays.equals(numbered.get(number), open)) {
        number++;
      }
      if (number == numbered.size()) {
        numbered.add(open);
      }
      fields[city] = numbered.get(number);
      fieldNumbers[city] = number;
    }
    return fields[city];
  }

  private void draw(Tender tender) {
    long occasion = Draws.with(tender.buyerKey(), tender.occasion());
    long interest = Draws.with(interestStem, occasion);
    long noise = Draws.with(noiseStem, occasion);
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      long salt = roster.salt(place);
      interestPpm[i] = place == tender.incumbent ? -1 : Draws.ppm(Draws.salted(interest, salt));
      long deviation =
          (long) Draws.normalPpm(Draws.salted(noise, salt)) * parameters.bidNoisePpm() / Ranges.PPM;
      costs[i] = Math.max(1, Ranges.scale(unitCosts[place], Ranges.PPM + deviation));
    }
  }

  /** Unit prices under some rules; 0 for those who can make no offer. */
  private void price(Tender tender, TenderRules under, long most) {
    int direct = directIn(under);
    int bidders = 0;
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      admitted[i] = direct == TenderRules.NONE ? under.admits(place) : place == direct;
      bidders += admitted[i] ? roster.bidders(place) : 0;
    }
    int markup = parameters.markupPpm(bidders);
    turnout = entry.turnout(tender, under, field, fieldNumber, markup);
    long undercut = pricing.undercut(tender);
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      prices[i] = 0;
      if (admitted[i]) {
        borne[i] = borne(costs[i], under.costPpm(place));
        prices[i] =
            inHouse[place]
                ? borne[i]
                : pricing.unitPrice(
                    strategies[place],
                    place,
                    borne[i],
                    markup + markupPpm[place],
                    tender,
                    undercut);
      }
    }
    cap(most);
    hear(tender);
  }

  /**
   * Finds who takes part. Where a public tender hears too few, the buyer calls once more, and those
   * come who were nearest to it, until they are enough or nobody else is near.
   */
  private void hear(Tender tender) {
    int heard = hear(Ranges.PPM);
    while (tender.publicTender && heard < minimumBidders) {
      long nearest = Long.MAX_VALUE;
      for (int i = 0; i < field.length; i++) {
        nearest = cares[i] || prices[i] == 0 ? nearest : Math.min(nearest, readinessAsked(i));
      }
      if (nearest > parameters.secondCallPpm()) {
        return;
      }
      heard = hear(nearest);
    }
  }

  /** How many times as ready as it is a provider would have to be to take part. */
  private long readinessAsked(int i) {
    int chance = turnout.chancePpm[i];
    return chance == 0 ? Long.MAX_VALUE : (interestPpm[i] + 1L) * Ranges.PPM / chance + 1;
  }

  /**
   * Finds who takes part if everybody is so many times as ready.
   *
   * @return how many bidders they count for, among those who can make an offer
   */
  private int hear(long readinessPpm) {
    int heard = 0;
    for (int i = 0; i < field.length; i++) {
      cares[i] = interestPpm[i] < Ranges.scale(turnout.chancePpm[i], readinessPpm);
      heard += cares[i] && prices[i] > 0 ? roster.bidders(field[i]) : 0;
    }
    return heard;
  }

  private static long borne(long cost, int partPpm) {
    return partPpm == Ranges.PPM ? cost : Math.max(1, Ranges.scale(cost, partPpm));
  }

  /**
   * Nobody asks more than the budget, and whose cost is above it makes no offer. But a city's own
   * cloud turns its city's buyers away for no cost, and an own centre costs what it costs.
   *
   * @return whether anybody makes no offer for it
   */
  private boolean cap(long most) {
    boolean lost = false;
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      if (prices[i] > most && !inHouse[place]) {
        prices[i] = borne[i] > most && !cityCloud[place] ? 0 : most;
        lost |= prices[i] == 0;
      }
    }
    return lost;
  }

  private int directIn(TenderRules under) {
    return under.direct() != TenderRules.NONE && Arrays.binarySearch(field, under.direct()) >= 0
        ? under.direct()
        : TenderRules.NONE;
  }

  /** Why a provider that is not admitted may not bid. */
  private Answer refusal(int place, TenderRules under, int direct) {
    if (direct != TenderRules.NONE) {
      return Answer.NOT_ELIGIBLE;
    }
    if (inHouse[place]) {
      return Answer.IN_HOUSE;
    }
    return under.excludedBy(place) == TenderRules.NONE ? Answer.NOT_CERTIFIED : Answer.NOT_ELIGIBLE;
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
    return found == Long.MAX_VALUE ? Long.MAX_VALUE : Ranges.scale(found, ceilingPpm);
  }

  private long total(long unitPriceMilliFen) {
    return unitPriceMilliFen == 0 || unitPriceMilliFen == Long.MAX_VALUE
        ? 0
        : Math.max(1, Math.multiplyExact(volume, unitPriceMilliFen) / 1_000);
  }

  private void asked(TenderRules under, long[] fen) {
    int direct = directIn(under);
    for (int i = 0; i < field.length; i++) {
      fen[i] = asked(i, under, direct);
    }
  }

  private long asked(int i, TenderRules under, int direct) {
    long total = total(prices[i]);
    boolean bids = field[i] == direct || (cares[i] && field[i] != under.lastResort());
    return bids ? total : -total;
  }

  private void answer(TenderRules under, Bids into) {
    int direct = directIn(under);
    into.size = field.length;
    into.turnout = turnout;
    for (int i = 0; i < field.length; i++) {
      int place = field[i];
      long asked = asked(i, under, direct);
      into.places[i] = place;
      into.qualityPpm[i] = qualityPpm[place];
      into.askedFen[i] = asked;
      into.because[i] = TenderRules.NONE;
      if (admitted[i]) {
        into.answers[i] =
            asked > 0 ? Answer.BID : asked == 0 ? Answer.BELOW_COST : Answer.NOT_INTERESTED;
      } else {
        into.answers[i] = refusal(place, under, direct);
        if (into.answers[i] == Answer.NOT_ELIGIBLE) {
          into.because[i] = direct == TenderRules.NONE ? under.excludedBy(place) : under.directBy();
        }
      }
    }
  }
}
