package org.cloudmarket.analysis.observed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What is paid. */
public final class Prices {

  private Prices() {}

  /** Price of the awards that count and that policy touched, over that without policy, percent. */
  public static double overCounterfactual(Observed observed, Predicate<Deal> counted) {
    double paid = 0;
    double otherwise = 0;
    for (Deal deal : touched(observed, counted)) {
      paid += deal.win().priceFen();
      otherwise += deal.otherwise().priceFen();
    }
    return 100 * (paid / otherwise - 1);
  }

  /** Awards that count, that policy touched and that somebody would have had without it. */
  static Collection<Deal> touched(Observed observed, Predicate<Deal> counted) {
    return observed
        .deals(deal -> deal.touched() && deal.hadAnother() && counted.test(deal))
        .toList();
  }

  /** Mean price of a unit and month in the awards that count, in fen. */
  public static double level(Observed observed, Predicate<Deal> counted) {
    double paid = 0;
    double bought = 0;
    for (Deal deal : observed.deals(counted).toList()) {
      paid += deal.win().priceFen();
      bought += deal.unitMonths();
    }
    return paid / bought;
  }

  /** How far one run's level is above another's, in percent. */
  public static double levelOver(Observed with, Observed without, Predicate<Deal> counted) {
    return 100 * (level(with, counted) / level(without, counted) - 1);
  }

  /** How far bids are above what the same providers would have bid without policy, in percent. */
  public static double bidsOverCounterfactual(Observed observed) {
    double bid = 0;
    double otherwise = 0;
    for (Deal deal : observed.deals(Deal::touched).toList()) {
      bid += deal.field().steadyFen();
      otherwise += deal.field().steadyOtherwiseFen();
    }
    return 100 * (bid / otherwise - 1);
  }

  /** Mean logarithm of unit prices in the awards that count. */
  public static double meanLog(Observed observed, Predicate<Deal> counted) {
    return observed
        .deals(counted)
        .mapToDouble(deal -> StrictMath.log(deal.unitPriceFen()))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * How far some awards are dearer than others of the same month, in percent; a month counts as
   * often as it has such awards.
   */
  public static double premium(Observed observed, Predicate<Deal> some, Predicate<Deal> others) {
    Map<Integer, double[]> usual = new HashMap<>();
    observed.deals(others).forEach(deal -> add(usual, deal.month(), deal));
    double sum = 0;
    long count = 0;
    for (Deal deal : observed.deals(some).toList()) {
      double[] month = usual.get(deal.month());
      if (month != null) {
        sum += StrictMath.log(deal.unitPriceFen()) - month[0] / month[1];
        count++;
      }
    }
    return 100 * (StrictMath.exp(sum / count) - 1);
  }

  private static <K> void add(Map<K, double[]> sums, K key, Deal deal) {
    double[] sum = sums.computeIfAbsent(key, _ -> new double[3]);
    double log = StrictMath.log(deal.unitPriceFen());
    sum[0] += log;
    sum[1]++;
    sum[2] += log * log;
  }

  /**
   * The part of the variance of log unit prices that is due to the buyer, in percent, once the
   * month's mean is taken off: the variance component of a one-way analysis of variance, at least
   * 0.
   */
  public static double dueToBuyerPercent(Observed observed, Predicate<Deal> counted) {
    Map<Integer, double[]> months = new HashMap<>();
    observed.deals(counted).forEach(deal -> add(months, deal.month(), deal));
    // Sorted, so that sums do not depend on how strings are hashed.
    Map<String, double[]> buyers = new TreeMap<>();
    double all = 0;
    for (Deal deal : observed.deals(counted).toList()) {
      double[] month = months.get(deal.month());
      double deviation = StrictMath.log(deal.unitPriceFen()) - month[0] / month[1];
      double[] buyer = buyers.computeIfAbsent(deal.client().id(), _ -> new double[3]);
      buyer[0] += deviation;
      buyer[1]++;
      buyer[2] += deviation * deviation;
      all++;
    }
    double between = 0;
    double within = 0;
    double squares = 0;
    for (double[] buyer : buyers.values()) {
      double mean = buyer[0] / buyer[1];
      between += buyer[1] * mean * mean;
      within += buyer[2] - buyer[1] * mean * mean;
      squares += buyer[1] * buyer[1];
    }
    int groups = buyers.size();
    double perBuyer = (all - squares / all) / (groups - 1);
    double meanWithin = within / (all - groups);
    double ofBuyers = Math.max(0, (between / (groups - 1) - meanWithin) / perBuyer);
    return 100 * ofBuyers / (ofBuyers + meanWithin);
  }
}
