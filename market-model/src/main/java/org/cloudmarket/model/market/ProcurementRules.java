package org.cloudmarket.model.market;

import static org.cloudmarket.model.market.Parameter.fraction;
import static org.cloudmarket.model.market.Parameter.whole;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The law of public tenders in a scenario.
 *
 * @param minimumBidders fewer valid bidders void a public tender
 * @param fringeBidders how many bidders the rest of the market counts for
 * @param extensionMonths how long the incumbent goes on after a failed tender
 * @param failuresBeforeNegotiation after how many failed tenders the buyer negotiates
 * @param abnormallyLowPpm a bid below this part of the mean of the others is refused; 0 means never
 * @param ceilingPpm the budget, relative to the lowest price of the open field
 * @param requiredCertificationGeneral level demanded for general data
 * @param requiredCertificationImportant level demanded for important data
 * @param requiredCertificationCore level demanded for core data
 */
public record ProcurementRules(
    int minimumBidders,
    int fringeBidders,
    int extensionMonths,
    int failuresBeforeNegotiation,
    int abnormallyLowPpm,
    int ceilingPpm,
    int requiredCertificationGeneral,
    int requiredCertificationImportant,
    int requiredCertificationCore) {

  /** What each is called in documents, and its range. */
  public static final Declaration<ProcurementRules> DECLARATION =
      new Declaration<>(
          ProcurementRules.class,
          List.of(
              whole("minimumBidders", 1, 10, ProcurementRules::minimumBidders),
              whole("fringeBidders", 1, 20, ProcurementRules::fringeBidders),
              whole("extensionMonths", 1, 12, ProcurementRules::extensionMonths),
              whole(
                  "failuresBeforeNegotiation", 1, 10, ProcurementRules::failuresBeforeNegotiation),
              fraction("abnormallyLow", 0, Ranges.PPM, ProcurementRules::abnormallyLowPpm),
              fraction("ceiling", Ranges.PPM, 3 * Ranges.PPM, ProcurementRules::ceilingPpm),
              certification("General", ProcurementRules::requiredCertificationGeneral),
              certification("Important", ProcurementRules::requiredCertificationImportant),
              certification("Core", ProcurementRules::requiredCertificationCore)));

  private static Parameter<ProcurementRules> certification(
      String dataClass, ToIntFunction<ProcurementRules> get) {
    return whole("requiredCertification" + dataClass, 1, Provider.TOP_CERTIFICATION, get);
  }

  /**
   * How many bidders a provider counts for: the rest of the market for several, an own centre for
   * none.
   */
  public int biddersOf(Provider provider) {
    if (provider.ownership() == Ownership.IN_HOUSE) {
      return 0;
    }
    return provider.fringe() ? fringeBidders : 1;
  }

  /** The certification that data of a class demand. */
  public int requiredCertification(DataClass dataClass) {
    return switch (dataClass) {
      case GENERAL -> requiredCertificationGeneral;
      case IMPORTANT -> requiredCertificationImportant;
      case CORE -> requiredCertificationCore;
    };
  }
}
