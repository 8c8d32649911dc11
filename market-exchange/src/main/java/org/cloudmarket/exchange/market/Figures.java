package org.cloudmarket.exchange.market;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a market shows, the data's or a simulated one. NaN where it does not show it.
 *
 * @param runningFen what contracts that run when it begins cost a year
 * @param awardsPerYear how many contracts are awarded a year
 * @param awardedPerYearFen what these cost a year, those of a year together
 * @param meanTermMonths of awards
 * @param meanBidders bids per award
 * @param singleBids the part of awards with one bid, 0..1
 * @param renewed the part of awards to the holder of a contract that ends, of those where there was
 *     one, 0..1
 * @param failed the part of tenders that brought no contract, 0..1
 * @param concentration Herfindahl-Hirschman index of awarded value, 0..1
 * @param running the providers' parts of running value at the beginning, 0..1, by id
 * @param awarded their parts of awarded value
 */
public record Figures(
    double runningFen,
    double awardsPerYear,
    double awardedPerYearFen,
    double meanTermMonths,
    double meanBidders,
    double singleBids,
    double renewed,
    double failed,
    double concentration,
    SortedMap<String, Double> running,
    SortedMap<String, Double> awarded) {

  public Figures {
    running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
    awarded = Collections.unmodifiableSortedMap(new TreeMap<>(awarded));
  }

  /** Adds up what makes the figures. */
  static final class Sums {
    private double runningFen;
    private double awards;
    private double awardedFen;
    private double months;
    private double bids;
    private double heard;
    private double single;
    private double again;
    private double ended;
    private double failures;
    private double calls;
    private final SortedMap<String, Double> running = new TreeMap<>();
    private final SortedMap<String, Double> awarded = new TreeMap<>();

    void runs(String provider, double annualFen) {
      runningFen += annualFen;
      running.merge(provider, annualFen, Double::sum);
    }

    /**
     * @param bidders 0 where that is not known
     */
    void award(String provider, double annualFen, int termMonths, int bidders) {
      awards++;
      awardedFen += annualFen;
      months += termMonths;
      awarded.merge(provider, annualFen, Double::sum);
      if (bidders > 0) {
        heard++;
        bids += bidders;
        single += bidders == 1 ? 1 : 0;
      }
    }

    /** A contract followed one that ended. */
    void followed(boolean same) {
      ended++;
      again += same ? 1 : 0;
    }

    void tenders(double all, double without) {
      calls += all;
      failures += without;
    }

    /**
     * The figures.
     *
     * @param runs how many markets were added up
     * @param length how many months each has
     */
    Figures figures(int runs, int length) {
      double years = runs * length / 12.0;
      double squares = 0;
      for (double each : awarded.values()) {
        squares += each / awardedFen * (each / awardedFen);
      }
      return new Figures(
          runningFen / runs,
          awards / years,
          awardedFen / years,
          months / awards,
          bids / heard,
          single / heard,
          again / ended,
          failures / calls,
          awards == 0 ? Double.NaN : squares,
          parts(running, runningFen),
          parts(awarded, awardedFen));
    }

    private static SortedMap<String, Double> parts(SortedMap<String, Double> sums, double all) {
      SortedMap<String, Double> parts = new TreeMap<>();
      sums.forEach((id, sum) -> parts.put(id, sum / all));
      return parts;
    }
  }
}
