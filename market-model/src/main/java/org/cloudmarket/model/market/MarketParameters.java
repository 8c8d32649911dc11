package org.cloudmarket.model.market;

import static org.cloudmarket.model.market.Parameter.fraction;
import static org.cloudmarket.model.market.Parameter.points;
import static org.cloudmarket.model.market.Parameter.whole;

import java.util.List;

/**
 * How people in the market behave, as far as no rule says it. Parts per million unless a name says
 * otherwise.
 *
 * @param participationPpm chance that a provider that could bid does, where it can expect what is
 *     usual; an incumbent always does
 * @param entryElasticityPpm by how many percent that chance rises where what it can expect rises by
 *     one percent; with 0 it is always the same
 * @param usualBiddersPpm usual is what one of so many equal bidders can expect; in millionths
 * @param secondCallPpm how many times as ready providers are where a public tender has heard too
 *     few and is called once more; in millionths
 * @param bidNoisePpm standard deviation of a bid's cost around the provider's own
 * @param markupBasePpm markup in a field of very many
 * @param markupFieldPpm added markup, divided by the number of eligible bidders
 * @param undercutPpm how far below the incumbent's price a rival goes
 * @param lossLeaderPpm what a loss leader takes off its price for a customer that it wants
 * @param adaptiveStepPpm how far an adaptive markup moves in a month
 * @param adaptiveBoundPpm how far it can move in all
 * @param lastingTasteMicroPoints standard deviation of a buyer's lasting taste for a provider, in
 *     millionths of a point
 * @param judgementMicroPoints standard deviation of a tender's own judgement, in millionths of a
 *     point
 * @param exposureSdPpm standard deviation of exposure among a segment's buyers
 * @param learningExponentPpm unit cost falls as cumulative units to the power of minus this (b)
 * @param learningSpilloverPpm part of the learning that the whole market shares: its cost falls
 *     with everybody's cumulative units, the rest with the provider's own
 * @param experienceMonths months of January's volume that count as experience gained before the
 *     start
 * @param qualityLossPpm quality lost in a month for a full shortfall of investment (a)
 * @param qualityReturnPpm part of the distance to its own level that quality regains in a month (b)
 * @param monthlyGrowthPpm long-run growth of spend a month
 * @param extraGrowthPpm additional growth in the first month
 * @param extraGrowthMonths e-folding time of the additional growth, in months
 * @param entryPartPpm part of growth that is buyers without a contract entering
 */
public record MarketParameters(
    int participationPpm,
    int entryElasticityPpm,
    int usualBiddersPpm,
    int secondCallPpm,
    int bidNoisePpm,
    int markupBasePpm,
    int markupFieldPpm,
    int undercutPpm,
    int lossLeaderPpm,
    int adaptiveStepPpm,
    int adaptiveBoundPpm,
    int lastingTasteMicroPoints,
    int judgementMicroPoints,
    int exposureSdPpm,
    int learningExponentPpm,
    int learningSpilloverPpm,
    int experienceMonths,
    int qualityLossPpm,
    int qualityReturnPpm,
    int monthlyGrowthPpm,
    int extraGrowthPpm,
    int extraGrowthMonths,
    int entryPartPpm) {

  private static final int PPM = Ranges.PPM;

  /** What each is called in documents, and its range. */
  public static final Declaration<MarketParameters> DECLARATION =
      new Declaration<>(
          MarketParameters.class,
          List.of(
              fraction("participation", 0, PPM, MarketParameters::participationPpm),
              fraction("entryElasticity", 0, 2 * PPM, MarketParameters::entryElasticityPpm)
                  .absent(0),
              fraction("usualBidders", PPM, 20 * PPM, MarketParameters::usualBiddersPpm)
                  .absent(3_500_000),
              fraction("secondCall", PPM, 10 * PPM, MarketParameters::secondCallPpm).absent(PPM),
              fraction("bidNoise", 0, 200_000, MarketParameters::bidNoisePpm),
              fraction("markupBase", 0, PPM, MarketParameters::markupBasePpm),
              fraction("markupField", 0, PPM, MarketParameters::markupFieldPpm),
              fraction("undercut", 0, 500_000, MarketParameters::undercutPpm),
              fraction("lossLeader", 0, 500_000, MarketParameters::lossLeaderPpm),
              fraction("adaptiveStep", 0, 100_000, MarketParameters::adaptiveStepPpm),
              fraction("adaptiveBound", 0, 500_000, MarketParameters::adaptiveBoundPpm),
              points("lastingTastePoints", 50, MarketParameters::lastingTasteMicroPoints),
              points("judgementPoints", 50, MarketParameters::judgementMicroPoints),
              fraction("exposureSd", 0, PPM, MarketParameters::exposureSdPpm),
              fraction("learningExponent", 0, PPM, MarketParameters::learningExponentPpm),
              fraction("learningSpillover", 0, PPM, MarketParameters::learningSpilloverPpm),
              whole("experienceMonths", 1, 240, MarketParameters::experienceMonths),
              fraction("qualityLoss", 0, PPM, MarketParameters::qualityLossPpm),
              fraction("qualityReturn", 0, PPM, MarketParameters::qualityReturnPpm),
              fraction("monthlyGrowth", 0, 100_000, MarketParameters::monthlyGrowthPpm),
              fraction("extraGrowth", 0, 200_000, MarketParameters::extraGrowthPpm),
              whole("extraGrowthMonths", 1, 240, MarketParameters::extraGrowthMonths),
              fraction("entryPart", 0, PPM, MarketParameters::entryPartPpm)));

  /**
   * The markup in a field.
   *
   * @param bidders how many bidders the field holds: the fewer, the dearer. In-house centres alone
   *     are none, and have no markup
   */
  public int markupPpm(int bidders) {
    return bidders == 0 ? 0 : markupBasePpm + markupFieldPpm / bidders;
  }
}
