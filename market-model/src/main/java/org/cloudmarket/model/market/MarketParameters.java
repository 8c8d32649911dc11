package org.cloudmarket.model.market;

/**
 * How people in the market behave, as far as no rule says it. Parts per million unless a name says
 * otherwise.
 *
 * @param participationPpm chance that a provider that could bid does; an incumbent always does
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

  public MarketParameters {
    Ranges.within("participation", participationPpm, 0, Ranges.PPM);
    Ranges.within("bidNoise", bidNoisePpm, 0, 200_000);
    Ranges.within("markupBase", markupBasePpm, 0, Ranges.PPM);
    Ranges.within("markupField", markupFieldPpm, 0, Ranges.PPM);
    Ranges.within("undercut", undercutPpm, 0, 500_000);
    Ranges.within("lossLeader", lossLeaderPpm, 0, 500_000);
    Ranges.within("adaptiveStep", adaptiveStepPpm, 0, 100_000);
    Ranges.within("adaptiveBound", adaptiveBoundPpm, 0, 500_000);
    Ranges.within("lastingTaste", lastingTasteMicroPoints, 0, 50_000_000);
    Ranges.within("judgement", judgementMicroPoints, 0, 50_000_000);
    Ranges.within("exposureSd", exposureSdPpm, 0, Ranges.PPM);
    Ranges.within("learningExponent", learningExponentPpm, 0, Ranges.PPM);
    Ranges.within("learningSpillover", learningSpilloverPpm, 0, Ranges.PPM);
    Ranges.within("experienceMonths", experienceMonths, 1, 240);
    Ranges.within("qualityLoss", qualityLossPpm, 0, Ranges.PPM);
    Ranges.within("qualityReturn", qualityReturnPpm, 0, Ranges.PPM);
    Ranges.within("monthlyGrowth", monthlyGrowthPpm, 0, 100_000);
    Ranges.within("extraGrowth", extraGrowthPpm, 0, 200_000);
    Ranges.within("extraGrowthMonths", extraGrowthMonths, 1, 240);
    Ranges.within("entryPart", entryPartPpm, 0, Ranges.PPM);
  }
}
