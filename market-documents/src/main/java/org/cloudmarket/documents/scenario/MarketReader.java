package org.cloudmarket.documents.scenario;

import java.util.Optional;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;

/**
 * Reads the law of tenders and the behaviour of people. Nothing here has a default: what a market
 * assumes is written in a document, with its source.
 */
final class MarketReader {

  private MarketReader() {}

  static Optional<ProcurementRules> rules(Fields fields) {
    int mark = fields.mark();
    int minimumBidders = fields.whole("minimumBidders", 1, 10);
    int fringeBidders = fields.whole("fringeBidders", 1, 20);
    int extensionMonths = fields.whole("extensionMonths", 1, 12);
    int failures = fields.whole("failuresBeforeNegotiation", 1, 10);
    int abnormallyLow = fields.fraction("abnormallyLow", 0, Ranges.PPM);
    int ceiling = fields.fraction("ceiling", Ranges.PPM, 3 * Ranges.PPM);
    int general = fields.whole("requiredCertificationGeneral", 1, Provider.TOP_CERTIFICATION);
    int important = fields.whole("requiredCertificationImportant", 1, Provider.TOP_CERTIFICATION);
    int core = fields.whole("requiredCertificationCore", 1, Provider.TOP_CERTIFICATION);
    fields.close();
    return fields
        .faults()
        .make(
            mark,
            fields.pointer(),
            () ->
                new ProcurementRules(
                    minimumBidders,
                    fringeBidders,
                    extensionMonths,
                    failures,
                    abnormallyLow,
                    ceiling,
                    general,
                    important,
                    core));
  }

  static Optional<MarketParameters> parameters(Fields fields) {
    int mark = fields.mark();
    int participation = fields.fraction("participation", 0, Ranges.PPM);
    int bidNoise = fields.fraction("bidNoise", 0, 200_000);
    int markupBase = fields.fraction("markupBase", 0, Ranges.PPM);
    int markupField = fields.fraction("markupField", 0, Ranges.PPM);
    int undercut = fields.fraction("undercut", 0, 500_000);
    int lossLeader = fields.fraction("lossLeader", 0, 500_000);
    int adaptiveStep = fields.fraction("adaptiveStep", 0, 100_000);
    int adaptiveBound = fields.fraction("adaptiveBound", 0, 500_000);
    int lastingTaste = tastePoints(fields, "lastingTastePoints");
    int judgement = tastePoints(fields, "judgementPoints");
    int exposureSd = fields.fraction("exposureSd", 0, Ranges.PPM);
    int learningExponent = fields.fraction("learningExponent", 0, Ranges.PPM);
    int learningSpillover = fields.fraction("learningSpillover", 0, Ranges.PPM);
    int experienceMonths = fields.whole("experienceMonths", 1, 240);
    int qualityLoss = fields.fraction("qualityLoss", 0, Ranges.PPM);
    int qualityReturn = fields.fraction("qualityReturn", 0, Ranges.PPM);
    int monthlyGrowth = fields.fraction("monthlyGrowth", 0, 100_000);
    int extraGrowth = fields.fraction("extraGrowth", 0, 200_000);
    int extraGrowthMonths = fields.whole("extraGrowthMonths", 1, 240);
    int entryPart = fields.fraction("entryPart", 0, Ranges.PPM);
    fields.close();
    return fields
        .faults()
        .make(
            mark,
            fields.pointer(),
            () ->
                new MarketParameters(
                    participation,
                    bidNoise,
                    markupBase,
                    markupField,
                    undercut,
                    lossLeader,
                    adaptiveStep,
                    adaptiveBound,
                    lastingTaste,
                    judgement,
                    exposureSd,
                    learningExponent,
                    learningSpillover,
                    experienceMonths,
                    qualityLoss,
                    qualityReturn,
                    monthlyGrowth,
                    extraGrowth,
                    extraGrowthMonths,
                    entryPart));
  }

  private static int tastePoints(Fields fields, String field) {
    return Math.toIntExact(fields.points(field, 50));
  }
}
