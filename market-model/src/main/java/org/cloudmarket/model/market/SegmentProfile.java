package org.cloudmarket.model.market;

import java.util.SortedMap;

/**
 * What the buyers of one segment have in common.
 *
 * @param segment which
 * @param publicTender whether they buy by public tender rules, or by their own comparison
 * @param buyerSharePpm their part of all buyers at the start, in parts per million
 * @param meanAnnualSpendFen mean spend of a buyer in the first month, as fen a year; 1..{@value
 *     #MAX_MEAN_SPEND_FEN}
 * @param spendLogSdPpm standard deviation of the logarithm of spend, in millionths; 0..3,000,000
 * @param spendCap the largest buyer as a multiple of the mean; 2..50
 * @param weights criteria weights before any policy
 * @param exposurePpm mean political exposure of its leaders, 0..1,000,000; a buyer's own has a
 *     standard deviation of {@link MarketParameters#exposureSdPpm}
 * @param dataClassesPpm how many hold data of each class, adding up to 1,000,000
 * @param termsPpm how many of its contracts run for how many months, adding up to 1,000,000
 * @param stockPpm who holds its contracts at the start, by provider id, adding up to 1,000,000
 * @param growthPpm its growth relative to the market's; 0..5,000,000
 * @param portingCostPpm what it costs once to move a contract to another provider, as a part of the
 *     contract's annual value; 0..1,000,000
 */
public record SegmentProfile(
    Segment segment,
    boolean publicTender,
    int buyerSharePpm,
    long meanAnnualSpendFen,
    int spendLogSdPpm,
    int spendCap,
    Weights weights,
    int exposurePpm,
    SortedMap<DataClass, Integer> dataClassesPpm,
    SortedMap<Integer, Integer> termsPpm,
    SortedMap<String, Integer> stockPpm,
    int growthPpm,
    int portingCostPpm) {

  /** Ten billion fen: one hundred million of the currency's units a year for the mean buyer. */
  public static final long MAX_MEAN_SPEND_FEN = 10_000_000_000L;

  /** The longest contract, in months. */
  public static final int MAX_TERM_MONTHS = 60;

  public SegmentProfile {
    String what = "segment " + segment.id() + ": ";
    Ranges.within(what + "buyerShare", buyerSharePpm, 0, Ranges.PPM);
    Ranges.within(what + "meanAnnualSpendFen", meanAnnualSpendFen, 1, MAX_MEAN_SPEND_FEN);
    Ranges.within(what + "spendLogSd", spendLogSdPpm, 0, 3 * Ranges.PPM);
    Ranges.within(what + "spendCap", spendCap, 2, 50);
    Ranges.within(what + "exposure", exposurePpm, 0, Ranges.PPM);
    Ranges.within(what + "growth", growthPpm, 0, 5 * Ranges.PPM);
    Ranges.within(what + "portingCost", portingCostPpm, 0, Ranges.PPM);
    dataClassesPpm = Ranges.parts(what + "dataClasses", dataClassesPpm);
    termsPpm = Ranges.parts(what + "termMonths", termsPpm);
    stockPpm = Ranges.parts(what + "stock", stockPpm);
    for (int term : termsPpm.keySet()) {
      Ranges.within(what + "termMonths", term, 1, MAX_TERM_MONTHS);
    }
  }
}
