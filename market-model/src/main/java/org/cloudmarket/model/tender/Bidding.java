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

  private static final int UNKNOWN = -1;

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
  private final boolean[] external;
  private final PricingStrategy[] strategies;
  private final long[] unitCosts;
  private final int[] qualityPpm;
  private final int[] markupPpm; // What its own strategy adds to the field's.

  private final ExternalBids fromOutside;
  private final boolean anyExternal;

  // Who has opened by the open month, by the city's place; filled as cities are asked for. Equal
  // fields have one number.
  private final int[] fieldNumbers;
  private final List<int[]> open = new ArrayList<>();
  private int month;

  /** By the number of the rules, then of the field; made as they are asked for. */
  private Ready[][] made = {};

  // Scratch space of one tender, by place in the field.
  private final long[] costs;
  private final int[] interestPpm; // Its luck; negative for the incumbent, who always bids.
  private final boolean[] cares; // Whether it takes part under the rules at hand.
  private final long[] prices;
  private final long[] offeredFen; // What an external one asks for the contract; 0 for no bid.
  private long volume;
  private Entry.Turnout turnout;
  private Tender answered = new Tender();
  private long ceiling;
  private final Optional<Bids.Rest> withoutEach = Optional.of(this::withoutEach);

  /** A field and how it bids. */
  private static final class Ready {
    private final Field field;
    private final int markupPpm;

    /** As the open month has it; null until somebody asks. */
    private Entry.Standing standing;

    Ready(Field field, int markupPpm) {
      this.field = field;
      this.markupPpm = markupPpm;
    }
  }

  /**
   * The bidding of a scenario's providers.
   *
   * @param scenario as it is in the open month
   * @param fromOutside what external providers ask; looked up when a tender is answered
   */
  public Bidding(
      Scenario scenario, Roster roster, RuleBook rules, long seed, ExternalBids fromOutside) {
    this.roster = roster;
    this.rules = rules;
    this.fromOutside = fromOutside;
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
    external = new boolean[providers];
    boolean any = false;
    strategies = new PricingStrategy[providers];
    for (int i = 0; i < providers; i++) {
      Provider provider = roster.at(i);
      inHouse[i] = provider.ownership() == Ownership.IN_HOUSE;
      cityCloud[i] = provider.cityCloud();
      strategies[i] = provider.strategy();
      external[i] = provider.external();
      any |= external[i];
    }
    anyExternal = any;
    unitCosts = new long[providers];
    qualityPpm = new int[providers];
    markupPpm = new int[providers];
    fieldNumbers = new int[roster.cities()];
    Arrays.fill(fieldNumbers, UNKNOWN);
    costs = new long[providers];
    interestPpm = new int[providers];
    cares = new boolean[providers];
    prices = new long[providers];
    offeredFen = new long[providers];
  }

  /**
   * Turns to a month.
   *
   * @param providers what they have become, by place
   */
  public void open(int openedMonth, List<Fact.Provider> providers) {
    if (anybodyOpens(month + 1, openedMonth)) {
      Arrays.fill(fieldNumbers, UNKNOWN);
      open.clear();
      made = new Ready[0][];
    }
    month = openedMonth;
    for (Ready[] underThese : made) {
      for (int i = 0; underThese != null && i < underThese.length; i++) {
        if (underThese[i] != null) {
          underThese[i].standing = null;
        }
      }
    }
    entry.open(providers);
    for (int i = 0; i < unitCosts.length; i++) {
      unitCosts[i] = providers.get(i).unitCostMilliFen();
      qualityPpm[i] = providers.get(i).qualityPpm();
      markupPpm[i] = strategies[i] == PricingStrategy.ADAPTIVE ? providers.get(i).markupPpm() : 0;
    }
  }

  private boolean anybodyOpens(int from, int to) {
    for (int i = 0; i < roster.size(); i++) {
      if (roster.at(i).opens() >= from && roster.at(i).opens() <= to) {
        return true;
      }
    }
    return false;
  }

  /** Answers a tender. */
  public void answer(Tender tender, Bids into) {
    Ready untouched = ready(tender, PolicySet.NONE);
    volume = tender.units * tender.termMonths;
    draw(tender, untouched.field);
    price(tender, untouched);
    hear(tender, untouched.field);
    into.openTurnout = turnout;
    ceiling = ceiling(untouched.field);
    into.ceilingFen = total(ceiling);
    if (cap(untouched.field)) {
      hear(tender, untouched.field); // Now that it is known who can make no offer.
    }
    if (tender.policies == PolicySet.NONE) {
      into.beginOthers(Optional.empty());
      answer(untouched.field, into);
      return;
    }
    answered = tender;
    into.beginOthers(PolicySet.size(tender.policies) > 1 ? withoutEach : Optional.empty());
    ask(untouched.field, into.another());
    Ready actual = ready(tender, tender.policies);
    priceWithin(tender, actual);
    answer(actual.field, into);
  }

  /** Adds what the field of the tender that was answered last asks without each policy alone. */
  private void withoutEach(Bids into) {
    long applied = answered.policies;
    for (int i = PolicySet.first(applied); i != PolicySet.END; i = PolicySet.next(applied, i)) {
      Ready without = ready(answered, PolicySet.without(applied, i));
      priceWithin(answered, without);
      ask(without.field, into.another());
    }
  }

  private Ready ready(Tender tender, long applied) {
    TenderRules under = rules.rules(tender.segment, tender.dataClass, applied);
    int number = fieldNumber(tender.city);
    if (under.number() >= made.length) {
      made = Arrays.copyOf(made, Math.max(16, 2 * under.number()));
    }
    Ready[] underThese = made[under.number()];
    if (underThese == null) {
      underThese = new Ready[roster.cities()];
      made[under.number()] = underThese;
    }
    Ready ready = underThese[number];
    if (ready == null || ready.field.rules != under) {
      Field field = new Field(roster, open.get(number), under);
      ready = new Ready(field, parameters.markupPpm(field.admittedBidders));
      underThese[number] = ready;
    }
    if (ready.standing == null) {
      ready.standing = entry.standing(tender.segment, ready.field, ready.markupPpm);
    }
    return ready;
  }

  private int fieldNumber(int city) {
    if (fieldNumbers[city] == UNKNOWN) {
      int[] field =
          Arrays.stream(roster.serving(city))
              .filter(place -> roster.at(place).opens() <= month)
              .toArray();
      int number = 0;
      while (number < open.size() && !Arrays.equals(open.get(number), field)) {
        number++;
      }
      if (number == open.size()) {
        open.add(field);
      }
      fieldNumbers[city] = number;
    }
    return fieldNumbers[city];
  }

  private void draw(Tender tender, Field field) {
    long occasion = Draws.with(tender.buyerKey(), tender.occasion());
    long interest = Draws.with(interestStem, occasion);
    long noise = Draws.with(noiseStem, occasion);
    for (int i = 0; i < field.size(); i++) {
      long salt = field.salts[i];
      interestPpm[i] = Draws.ppm(Draws.salted(interest, salt));
      long deviation =
          (long) Draws.normalPpm(Draws.salted(noise, salt)) * parameters.bidNoisePpm() / Ranges.PPM;
      costs[i] = Math.max(1, Ranges.scale(unitCosts[field.places[i]], Ranges.PPM + deviation));
    }
    int incumbent = field.indexOf(tender.incumbent);
    if (incumbent < field.size()) {
      interestPpm[incumbent] = -1;
    }
    if (anyExternal) {
      long key = tender.key();
      for (int i = 0; i < field.size(); i++) {
        int place = field.places[i];
        offeredFen[i] = external[place] ? fromOutside.fen(roster.id(place), key) : 0;
      }
    }
  }

  /** Unit prices under some rules and within the budget, and who takes part. */
  private void priceWithin(Tender tender, Ready ready) {
    price(tender, ready);
    cap(ready.field);
    hear(tender, ready.field);
  }

  /**
   * Unit prices under some rules; 0 for those who can make no offer. What an external provider asks
   * for the whole contract is the same under all rules, and 1 stands for it here.
   */
  private void price(Tender tender, Ready ready) {
    Field field = ready.field;
    turnout = entry.turnout(tender, field, ready.standing);
    long undercut = pricing.undercut(tender);
    for (int i = 0; i < field.size(); i++) {
      prices[i] = 0;
      if (field.admitted[i] && outside(field.places[i])) {
        prices[i] = Math.min(1, offeredFen[i]);
      } else if (field.admitted[i]) {
        int place = field.places[i];
        long borne = borne(costs[i], field.costPpm[i]);
        prices[i] =
            inHouse[place]
                ? borne
                : pricing.unitPrice(
                    strategies[place],
                    place,
                    borne,
                    ready.markupPpm + markupPpm[place],
                    tender,
                    undercut);
      }
    }
  }

  /**
   * Finds who takes part. Where a public tender hears too few, the buyer calls once more, and those
   * come who were nearest to it, until they are enough or nobody else is near.
   */
  private void hear(Tender tender, Field field) {
    int heard = 0;
    for (int i = 0; i < field.size(); i++) {
      cares[i] = cares(field, i, turnout.chancePpm[i]);
      heard += cares[i] && prices[i] > 0 ? field.bidders[i] : 0;
    }
    while (tender.publicTender && heard < minimumBidders) {
      long nearest = Long.MAX_VALUE;
      for (int i = 0; i < field.size(); i++) {
        nearest = cares[i] || prices[i] == 0 ? nearest : Math.min(nearest, readinessAsked(i));
      }
      if (nearest > parameters.secondCallPpm()) {
        return;
      }
      heard = hearAgain(field, nearest);
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
  private int hearAgain(Field field, long readinessPpm) {
    int heard = 0;
    for (int i = 0; i < field.size(); i++) {
      cares[i] = cares(field, i, Ranges.scale(turnout.chancePpm[i], readinessPpm));
      heard += cares[i] && prices[i] > 0 ? field.bidders[i] : 0;
    }
    return heard;
  }

  /** Whether one takes part that does so with a chance; an external one does as it said. */
  private boolean cares(Field field, int i, long chancePpm) {
    return outside(field.places[i]) ? offeredFen[i] > 0 : interestPpm[i] < chancePpm;
  }

  private boolean outside(int provider) {
    return anyExternal && external[provider];
  }

  private static long borne(long cost, int partPpm) {
    return partPpm == Ranges.PPM ? cost : Math.max(1, Ranges.scale(cost, partPpm));
  }

  /**
   * Caps the prices of those at hand.
   *
   * @return whether anybody makes no offer for it
   */
  private boolean cap(Field field) {
    boolean lost = false;
    for (int i = 0; i < field.size(); i++) {
      boolean outside = outside(field.places[i]);
      if (outside ? prices[i] > 0 && offeredFen[i] > total(ceiling) : prices[i] > ceiling) {
        prices[i] = outside ? 0 : capped(field, i);
        lost |= prices[i] == 0;
      }
    }
    return lost;
  }

  /**
   * Nobody asks more than the budget, and whose cost is above it makes no offer. But a city's own
   * cloud turns its city's buyers away for no cost, and an own centre costs what it costs.
   */
  private long capped(Field field, int i) {
    int place = field.places[i];
    if (inHouse[place]) {
      return prices[i];
    }
    return borne(costs[i], field.costPpm[i]) > ceiling && !cityCloud[place] ? 0 : ceiling;
  }

  /**
   * The buyer's budget for a unit: so much above the lowest price of the open field, as its market
   * research would find. Those who do not care to bid set it only where nobody does. External
   * providers set none: what they ask is sealed, and a price below all reason would shut all others
   * out.
   */
  private long ceiling(Field field) {
    long lowest = Long.MAX_VALUE;
    long lowestOfAll = Long.MAX_VALUE;
    for (int i = 0; i < field.size(); i++) {
      boolean sets = prices[i] > 0 && !outside(field.places[i]);
      long price = sets ? prices[i] : Long.MAX_VALUE;
      lowestOfAll = Math.min(lowestOfAll, price);
      lowest = Math.min(lowest, cares[i] ? price : Long.MAX_VALUE);
    }
    long found = lowest == Long.MAX_VALUE ? lowestOfAll : lowest;
    return found == Long.MAX_VALUE ? Long.MAX_VALUE : Ranges.scale(found, ceilingPpm);
  }

  private long total(long unitPriceMilliFen) {
    return unitPriceMilliFen == 0 || unitPriceMilliFen == Long.MAX_VALUE
        ? 0
        : Math.max(1, Math.multiplyExact(volume, unitPriceMilliFen) / 1_000);
  }

  /** What each of a field asks; see {@link Bids#askedFen}. */
  private void ask(Field field, long[] fen) {
    int lastResort = field.rules.lastResort();
    for (int i = 0; i < field.size(); i++) {
      int place = field.places[i];
      boolean bids = place == field.direct || (cares[i] && place != lastResort);
      long total = outside(place) && prices[i] > 0 ? offeredFen[i] : total(prices[i]);
      fen[i] = bids ? total : -total;
    }
  }

  private void answer(Field field, Bids into) {
    into.size = field.size();
    into.turnout = turnout;
    ask(field, into.askedFen);
    int size = field.size();
    System.arraycopy(field.places, 0, into.places, 0, size);
    System.arraycopy(field.refusals, 0, into.refusals, 0, size);
    System.arraycopy(field.because, 0, into.because, 0, size);
    for (int i = 0; i < size; i++) {
      into.qualityPpm[i] = qualityPpm[field.places[i]];
    }
  }
}
