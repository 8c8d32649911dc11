package org.cloudmarket.model.soundness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Bounds every amount and every sum that a run of a scenario can come to, whatever is drawn and
 * whatever triggers do, so that none of them overflows. All bounds are upper ones: they may be some
 * times what a run comes to, and never less.
 */
final class Amounts {

  /**
   * The largest sum over a whole run: twice as much is still a number of 64 bits, and so is the
   * difference of any two.
   */
  private static final double MOST_IN_ALL = 4e18;

  /** The largest single amount: 2^53 - 1, the last whole number that every reader of JSON keeps. */
  private static final double MOST_AT_ONCE = 9_007_199_254_740_991d;

  /** The most buyers that a run comes to have, those who enter included. */
  private static final long MOST_BUYERS = 10_000_000;

  /** The most tenders of a run: they are counted in 32 bits. */
  private static final long MOST_BUYER_MONTHS = 2_000_000_000;

  /**
   * By how much more buyers the draws of spend can miss an even spread: of the first ten million
   * places on the sequence that draws it, no interval holds 60 more than its part. It is the sum of
   * the partial quotients of the sequence's stride (Koksma's inequality with Ostrowski's bound).
   */
  private static final int UNEVEN = 60;

  /** Above the largest of the 4,096 quantiles that draws of a normal distribution take. */
  private static final double LARGEST_DEVIATION = 3.7;

  /** What policies can make of demand in all, as {@link DemandPath} lets them. */
  private static final double MOST_BY_POLICY = 10;

  private static final double MOST_GROWTH = 1_000;
  private static final double LEAST_BY_POLICY = 0.01;

  private static final MathContext ROUGHLY = new MathContext(3, RoundingMode.DOWN);

  private static final double PPM = Ranges.PPM;
  private static final double MONTHS_A_YEAR = 12;
  private static final double FEN_A_YEAR_FOR_A_UNIT = MONTHS_A_YEAR * Population.UNIT_FEN_PER_MONTH;

  private final Scenario scenario;
  private final DemandPath demand;
  private final Examination faults;

  /** The dearest price of a unit over the price that spend is counted in. */
  private final double price;

  private double spend;
  private double units;
  private double awardedUnits;
  private double buyers;

  private Amounts(Scenario scenario, DemandPath demand, Examination faults) {
    this.scenario = scenario;
    this.demand = demand;
    this.faults = faults;
    price = price();
  }

  /** Notes every amount that may be too large, with its factors and with what would fit. */
  static void check(Scenario scenario, Examination faults) {
    faults
        .make(
            faults.count(),
            "/parameters/monthlyGrowth",
            () -> new DemandPath(Course.without(scenario)))
        .ifPresent(demand -> new Amounts(scenario, demand, faults).check());
  }

  private void check() {
    scenario.segments().values().forEach(this::segment);
    buyers();
    sums();
  }

  /** The dearest bid: no budget makes anybody ask more, and experience only makes cheaper. */
  private double price() {
    MarketParameters parameters = scenario.parameters();
    double most = 0;
    for (Provider provider : scenario.providers()) {
      double markup = parameters.markupBasePpm() + (double) parameters.markupFieldPpm();
      if (provider.ownership() == Ownership.IN_HOUSE) {
        markup = 0;
      } else if (provider.strategy() == PricingStrategy.ADAPTIVE) {
        markup += parameters.adaptiveBoundPpm();
      }
      most = Math.max(most, unitCost(provider) * (1 + markup / PPM));
    }
    double noise = 1 + LARGEST_DEVIATION * parameters.bidNoisePpm() / PPM;
    // A contract costs a fen at the least, and so its unit as much as that, if it has only one.
    return Math.max(1_000, most * noise) / (1_000d * Population.UNIT_FEN_PER_MONTH);
  }

  private double unitCost(Provider provider) {
    double cost = provider.unitCostMilliFen();
    for (Policy policy : scenario.policies()) {
      if (policy.instrument() instanceof ProviderChange change
          && change.provider().equals(provider.id())) {
        cost *= 1 + Math.max(0, change.costChangePpm()) / PPM;
      }
    }
    return Math.min(cost, Provider.MOST_UNIT_COST_MILLI_FEN);
  }

  private void segment(SegmentProfile profile) {
    int end = scenario.end();
    double volume = volume(profile, end);
    long atStart = Population.atStart(scenario, profile);
    double more = byPolicy(profile, DemandChange::buyersFactor);
    double entered =
        atStart * (demand.enteredPpm(profile.segment(), end) / PPM * more + (more - 1));
    double largest = atStart == 0 ? 0 : profile.meanAnnualSpendFen() * (double) profile.spendCap();
    double drawn = drawn(profile, (double) atStart) + drawn(profile, entered);
    double named = 0;
    long count = 0;
    for (NamedBuyer buyer : scenario.namedBuyers()) {
      if (buyer.segment() == profile.segment()) {
        single(
            (double) buyer.annualSpendFen(),
            Pointer.to("/population/namedBuyers", buyer.id()) + "/annualSpendFen",
            profile,
            volume);
        named += buyer.annualSpendFen();
        count++;
      }
    }
    single(
        largest,
        "/population/segments/" + profile.segment().id() + "/meanAnnualSpendFen",
        profile,
        volume);
    // A tender is of one unit at the least, also where demand has shrunk, and counts for more when
    // demand is back.
    double least = shrinks(profile) ? 1 + 1 / LEAST_BY_POLICY : 2;
    double all = atStart + Math.max(0, entered) + count;
    double most = ((drawn + named) / FEN_A_YEAR_FOR_A_UNIT + all * least) * volume;
    spend += atStart * (double) profile.meanAnnualSpendFen() + named;
    buyers += all;
    units += most;
    awardedUnits += most * contracts(profile);
  }

  /** What the spends of so many buyers add up to at the most. */
  private static double drawn(SegmentProfile profile, double count) {
    double evenly = count + UNEVEN * (double) profile.spendCap();
    return Math.max(0, Math.min(count * profile.spendCap(), evenly)) * profile.meanAnnualSpendFen();
  }

  private double volume(SegmentProfile profile, int month) {
    double grown = demand.volumePpm(profile.segment(), month) / PPM;
    return Math.min(MOST_GROWTH, grown * byPolicy(profile, DemandChange::volumeFactor));
  }

  private interface Factor {
    double of(DemandChange change, Spell spell, int month);
  }

  /** What policies can make of a segment's demand when all that raise it have risen. */
  private double byPolicy(SegmentProfile profile, Factor factor) {
    double all = 1;
    for (Policy policy : scenario.policies()) {
      if (policy.instrument() instanceof DemandChange change
          && change.risesInMonths() > 0
          && reaches(policy, profile)) {
        int risen = scenario.start() + change.risesInMonths();
        all *= factor.of(change, Spell.since(policy.id(), scenario.start()), risen);
        if (mayComeAgain(policy) && all > 1) {
          all = MOST_BY_POLICY;
        }
      }
    }
    return Math.min(all, MOST_BY_POLICY);
  }

  private boolean mayComeAgain(Policy policy) {
    return scenario.triggers().stream().anyMatch(each -> each.enacts().contains(policy.id()));
  }

  private boolean shrinks(SegmentProfile profile) {
    return scenario.policies().stream()
        .anyMatch(
            policy ->
                policy.instrument() instanceof DemandChange change
                    && change.risesInMonths() == 0
                    && reaches(policy, profile));
  }

  private static boolean reaches(Policy policy, SegmentProfile profile) {
    return policy.scope().segments().isEmpty()
        || policy.scope().segments().contains(profile.segment());
  }

  /** How many contracts a buyer is awarded in the run: a policy ends one before its time. */
  private double contracts(SegmentProfile profile) {
    int shortest = terms(profile).min().orElseThrow();
    double inTurn = Math.ceil((double) scenario.months() / shortest) + 1;
    return Math.min(scenario.months(), inTurn + scenario.policies().size());
  }

  private static IntStream terms(SegmentProfile profile) {
    return profile.termsPpm().entrySet().stream()
        .filter(term -> term.getValue() > 0)
        .mapToInt(Map.Entry::getKey);
  }

  /** The budget for the longest contract of the largest buyer. */
  private void single(double fen, String pointer, SegmentProfile profile, double volume) {
    int longest = terms(profile).max().orElseThrow();
    double years = Math.max(1, longest / MONTHS_A_YEAR); // The value of a year is shown, too.
    double ceiling = scenario.rules().ceilingPpm() / PPM;
    double factors = volume * price * ceiling * years;
    double budget = (fen + FEN_A_YEAR_FOR_A_UNIT) * factors;
    if (budget > MOST_AT_ONCE) {
      faults.add(
          pointer,
          "lets the budget of one contract come to "
              + text(budget)
              + " fen: "
              + text(fen)
              + " fen a year of the largest buyer, times "
              + text(volume)
              + " by which demand may grow, times "
              + text(price)
              + " for the dearest price (unitCostMilliFen, bidNoise and markups), times "
              + text(ceiling)
              + " for the ceiling, times "
              + text(years)
              + " years; at most "
              + new BigDecimal(MOST_AT_ONCE)
              + " can be counted, so that "
              + text(MOST_AT_ONCE / factors)
              + " fen a year would fit");
    }
  }

  private void buyers() {
    double most = Math.min(MOST_BUYERS, Math.floor((double) MOST_BUYER_MONTHS / scenario.months()));
    if (buyers > most) {
      double atStart = scenario.buyers() + (double) scenario.namedBuyers().size();
      faults.add(
          "/population/buyers",
          "grow from "
              + text(atStart)
              + " to "
              + text(buyers)
              + " in "
              + scenario.months()
              + " months with those who enter; at most "
              + text(most)
              + " can be counted, so that "
              + text(atStart * most / buyers)
              + " at the start would fit");
    }
  }

  private void sums() {
    sum("awards of the whole run", "fen", awardedUnits * MONTHS_A_YEAR * price * 100, price);
    // Experience is what was run before the start and in every month since.
    double months = scenario.parameters().experienceMonths() + (double) scenario.months();
    sum("volumes of all months", "units", units * months, 1 / FEN_A_YEAR_FOR_A_UNIT);
  }

  /**
   * @param most what a sum comes to at the most
   * @param unit how much of it a fen of spend is, whatever the rest of the factors
   */
  private void sum(String what, String counted, double most, double unit) {
    if (most > MOST_IN_ALL) {
      faults.add(
          "/population",
          "lets the "
              + what
              + " add up to "
              + text(most)
              + " "
              + counted
              + ": "
              + text(spend)
              + " fen of spend a year at the start, times "
              + text(unit)
              + " "
              + counted
              + " for the dearest price (unitCostMilliFen, bidNoise and markups), times "
              + text(most / spend / unit)
              + " for growth, newcomers, the spread of spend and the months of the run; at most "
              + text(MOST_IN_ALL)
              + " can be counted, so that a spend of "
              + text(spend * (MOST_IN_ALL / most))
              + " fen a year would fit");
    }
  }

  /** Three digits, rounded down: what is said to fit does. */
  private static String text(double value) {
    return new BigDecimal(value).round(ROUGHLY).stripTrailingZeros().toPlainString();
  }
}
