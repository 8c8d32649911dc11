package org.cloudmarket.exchange.market;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Sets what no data show so that the market without policy does what the data did: the providers'
 * quality to their parts of awards, participation to the number of bids, and the points for
 * continuity to renewals.
 *
 * <p>In a contest a provider's chance is about in proportion to e^(points / luck), as in
 * docs/model.md, <i>Entry</i>. So a part of awards that should be twice as large needs luck x ln 2
 * points more. Each round runs the market and goes most of that way.
 */
final class Fit {

  private static final int ROUNDS = 10;
  private static final double STEP = 0.6;

  /**
   * Points that make a provider e times as strong: 0.78 times the standard deviation of taste and
   * judgement, which are 5 and 6 points in the shipped market.
   */
  private static final double LUCK = 6.1;

  /** A smaller part of awards is not told from none. */
  private static final double LEAST_PART = 0.001;

  private static final double FIRST_PARTICIPATION = 0.16;
  private static final double FIRST_CONTINUITY = 4;
  private static final double LEAST_PARTICIPATION = 0.01;

  /** So many buyers are enough to know a part; fewer are run with more seeds. */
  private static final int ENOUGH = 4_000;

  private static final int MOST_SEEDS = 20;
  private static final int MOST_MONTHS = 48;

  private final Function<Fitted, Scenario> market;
  private final Figures target;
  private final SortedMap<String, Double> parts = new TreeMap<>();

  private Fit(Collection<String> providers, Figures target, Function<Fitted, Scenario> market) {
    this.market = market;
    this.target = target;
    SortedMap<String, Double> shown =
        target.awarded().isEmpty() ? target.running() : target.awarded();
    for (String provider : providers) {
      parts.put(provider, Math.max(LEAST_PART, shown.getOrDefault(provider, 0.0)));
    }
  }

  /**
   * The numbers that fit.
   *
   * @param providers their ids
   * @param target what the data show
   * @param market the scenario that some numbers make
   */
  static Fitted of(
      Collection<String> providers, Figures target, Function<Fitted, Scenario> market) {
    Fit fit = new Fit(providers, target, market);
    Fitted fitted = fit.first();
    for (int round = 0; round < ROUNDS; round++) {
      fitted = fit.better(fitted);
    }
    return fitted;
  }

  private Fitted first() {
    SortedMap<String, Double> quality = new TreeMap<>();
    double even = 1.0 / parts.size();
    parts.forEach((id, part) -> quality.put(id, pointsOf(part / even)));
    return new Fitted(centred(quality), FIRST_PARTICIPATION, FIRST_CONTINUITY);
  }

  /** So much more quality makes a part so many times as large. */
  private static double pointsOf(double ratio) {
    return LUCK * StrictMath.log(ratio) / MarketDocument.qualityPoints();
  }

  private Fitted better(Fitted fitted) {
    Scenario scenario = market.apply(fitted);
    Figures shown = Simulated.of(small(scenario), seeds(scenario));
    SortedMap<String, Double> quality = new TreeMap<>();
    parts.forEach(
        (id, part) -> {
          double now = Math.max(LEAST_PART, shown.awarded().getOrDefault(id, 0.0));
          quality.put(id, fitted.quality().get(id) + STEP * pointsOf(part / now));
        });
    return new Fitted(centred(quality), participation(fitted, shown), continuity(fitted, shown));
  }

  /** Only differences of quality count: the mean is put in the middle. */
  private static SortedMap<String, Double> centred(SortedMap<String, Double> quality) {
    double low = quality.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = quality.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    SortedMap<String, Double> centred = new TreeMap<>();
    quality.forEach((id, each) -> centred.put(id, Math.clamp(0.5 + each - (low + high) / 2, 0, 1)));
    return centred;
  }

  private double participation(Fitted fitted, Figures shown) {
    double wanted = target.meanBidders() - 1;
    double now = shown.meanBidders() - 1;
    if (Double.isNaN(wanted) || Double.isNaN(now)) {
      return fitted.participation();
    }
    double ratio = Math.clamp(Math.max(wanted, 0.01) / Math.max(now, 0.01), 0.25, 4);
    return Math.clamp(fitted.participation() * StrictMath.pow(ratio, STEP), LEAST_PARTICIPATION, 1);
  }

  private double continuity(Fitted fitted, Figures shown) {
    if (Double.isNaN(target.renewed()) || Double.isNaN(shown.renewed())) {
      return fitted.continuity();
    }
    double more = LUCK * (logit(target.renewed()) - logit(shown.renewed()));
    return Math.clamp(fitted.continuity() + STEP * more, 0, MarketDocument.mostContinuity());
  }

  private static double logit(double part) {
    double inside = Math.clamp(part, 0.02, 0.98);
    return StrictMath.log(inside / (1 - inside));
  }

  private static Scenario small(Scenario scenario) {
    Scenario few = scenario.buyers() > ENOUGH ? scenario.withBuyers(ENOUGH, List.of()) : scenario;
    return few.months() > MOST_MONTHS ? few.withMonths(MOST_MONTHS) : few;
  }

  private static int seeds(Scenario scenario) {
    int buyers = Math.max(1, scenario.buyers() + scenario.namedBuyers().size());
    return Math.clamp(ENOUGH / buyers, 1, MOST_SEEDS);
  }
}
