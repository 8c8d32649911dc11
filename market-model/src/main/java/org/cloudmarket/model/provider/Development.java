package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What providers become between two months, from totals of the whole market: costs fall with
 * experience, quality follows investment, adaptive markups follow wins. Every shard reckons it from
 * the same integers.
 */
public final class Development {

  /**
   * Experience that anybody can buy: a newcomer starts with at least this part of the market's. An
   * assumption.
   */
  private static final int LEAST_EXPERIENCE_PPM = 10_000;

  /** A provider's norm of investment trails its revenue by so many months. An assumption. */
  private static final int TREND_MONTHS = 12;

  private final Scenario scenario;
  private final long marketExperienceAtStart;
  private final long[] experienceAtStart;

  /** The development of a scenario's providers. */
  public Development(Scenario scenario) {
    this.scenario = scenario;
    Map<String, Long> units = unitsAtStart(scenario);
    int months = scenario.parameters().experienceMonths();
    long all = Math.max(1, units.values().stream().mapToLong(Long::longValue).sum());
    long least = Math.max(1, Ranges.scale(all, LEAST_EXPERIENCE_PPM));
    marketExperienceAtStart = all * months;
    experienceAtStart =
        scenario.providers().stream()
            .mapToLong(provider -> Math.max(least, units.getOrDefault(provider.id(), 0L)) * months)
            .toArray();
  }

  /** Expected volume by provider in the first month, in units; no draw is in it. */
  private static Map<String, Long> unitsAtStart(Scenario scenario) {
    Map<String, Long> unitsAtStart = new HashMap<>();
    for (SegmentProfile profile : scenario.segments().values()) {
      long units =
          profile.meanAnnualSpendFen()
              / (12 * Population.UNIT_FEN_PER_MONTH)
              * Population.atStart(scenario, profile);
      profile
          .stockPpm()
          .forEach((id, part) -> unitsAtStart.merge(id, Ranges.scale(units, part), Long::sum));
    }
    for (NamedBuyer buyer : scenario.namedBuyers()) {
      long units = buyer.annualSpendFen() / (12 * Population.UNIT_FEN_PER_MONTH);
      unitsAtStart.merge(buyer.incumbent(), units, Long::sum);
    }
    return unitsAtStart;
  }

  /**
   * The providers in the scenario's first month, by place.
   *
   * @param course the run's, as far as it is known then
   */
  public List<Fact.Provider> opening(Course course) {
    List<Provider> providers = course.providers(scenario.start());
    List<Fact.Provider> opening = new ArrayList<>();
    for (int i = 0; i < experienceAtStart.length; i++) {
      opening.add(
          new Fact.Provider(
              providers.get(i).id(),
              experienceAtStart[i],
              providers.get(i).unitCostMilliFen(),
              scenario.providers().get(i).qualityPpm(),
              0,
              0));
    }
    return opening;
  }

  /**
   * The providers in a month, as the one before it left them.
   *
   * @param before by place
   * @param month the totals of the month before, sorted by provider id: one each
   * @param course the run's so far
   * @param next the month that begins
   */
  public List<Fact.Provider> after(
      List<Fact.Provider> before, List<ProviderTotals> month, Course course, int next) {
    List<Provider> providers = course.providers(next);
    long bids = 0;
    long wins = 0;
    for (ProviderTotals totals : month) {
      bids += totals.bids();
      wins += totals.wins();
    }
    long marketWinRatePpm = bids == 0 ? 0 : wins * Ranges.PPM / bids;
    double marketExperience = marketExperience(before, month);
    List<Fact.Provider> after = new ArrayList<>(before.size());
    for (int i = 0; i < before.size(); i++) {
      long finedFen = course.finedFen(before.get(i).provider(), next - 1);
      after.add(
          next(
              providers.get(i),
              experienceAtStart[i],
              before.get(i),
              month.get(i),
              finedFen,
              marketExperience,
              marketWinRatePpm));
    }
    return after;
  }

  /** What everybody has run by now, relative to the start. */
  private double marketExperience(List<Fact.Provider> before, List<ProviderTotals> month) {
    long since = 0;
    for (int i = 0; i < experienceAtStart.length; i++) {
      since += before.get(i).cumulativeUnits() - experienceAtStart[i] + month.get(i).runningUnits();
    }
    return 1 + (double) since / marketExperienceAtStart;
  }

  private Fact.Provider next(
      Provider provider,
      long ownAtStart,
      Fact.Provider before,
      ProviderTotals month,
      long finedFen,
      double marketExperience,
      long marketWinRatePpm) {
    long cumulative = before.cumulativeUnits() + month.runningUnits();
    long trend = before.trendFen() == 0 ? month.runningFen() : before.trendFen();
    trend += (month.runningFen() - trend) / TREND_MONTHS;
    double ownExperience = provider.fringe() ? 1 : (double) cumulative / ownAtStart;
    return new Fact.Provider(
        before.provider(),
        cumulative,
        unitCost(provider, marketExperience, ownExperience),
        provider.fringe()
            ? before.qualityPpm()
            : quality(provider, before.qualityPpm(), month.runningFen(), trend, finedFen),
        provider.strategy() == PricingStrategy.ADAPTIVE
            ? adaptiveMarkup(before.markupPpm(), month, marketWinRatePpm)
            : 0,
        trend);
  }

  /**
   * Wright's law (1936), cost = first cost x experience ^ -b, where part of the experience is the
   * whole market's: hardware and software are bought on one market, and people change employers.
   */
  private long unitCost(Provider provider, double marketExperience, double ownExperience) {
    double exponent = -scenario.parameters().learningExponentPpm() / 1e6;
    double shared = scenario.parameters().learningSpilloverPpm() / 1e6;
    double factor =
        StrictMath.pow(marketExperience, exponent * shared)
            * StrictMath.pow(ownExperience, exponent * (1 - shared));
    return Math.max(1, (long) (provider.unitCostMilliFen() * factor));
  }

  /**
   * Falls with the shortfall of investment against the provider's own norm, and returns to its own
   * level. What fines take counts against a month of that norm.
   */
  private int quality(
      Provider provider, int before, long runningFen, long trendFen, long finedFen) {
    MarketParameters parameters = scenario.parameters();
    long shortfallPpm =
        trendFen <= runningFen
            ? 0
            : Ranges.PPM - (long) ((double) runningFen / trendFen * Ranges.PPM);
    if (finedFen > 0 && trendFen > 0) {
      double finedPart = (double) finedFen * Months.A_YEAR / trendFen;
      shortfallPpm += (long) (Math.min(1, finedPart) * Ranges.PPM);
      shortfallPpm = Math.min(Ranges.PPM, shortfallPpm);
    }
    long lost = shortfallPpm * parameters.qualityLossPpm() / Ranges.PPM;
    long regained =
        (long) (provider.qualityPpm() - before) * parameters.qualityReturnPpm() / Ranges.PPM;
    return Math.clamp(before - lost + regained, 0, Ranges.PPM);
  }

  private int adaptiveMarkup(int before, ProviderTotals month, long marketWinRatePpm) {
    if (month.bids() == 0) {
      return before;
    }
    MarketParameters parameters = scenario.parameters();
    long winRatePpm = (long) month.wins() * Ranges.PPM / month.bids();
    int step = Long.signum(winRatePpm - marketWinRatePpm) * parameters.adaptiveStepPpm();
    return Math.clamp(before + step, -parameters.adaptiveBoundPpm(), parameters.adaptiveBoundPpm());
  }
}
