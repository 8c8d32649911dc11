package org.cloudmarket.model.market;

/**
 * The law of public tenders in a scenario.
 *
 * @param minimumBidders fewer valid bidders void a public tender; 1..10
 * @param fringeBidders how many bidders the rest of the market counts for; 1..20
 * @param extensionMonths how long the incumbent goes on after a failed tender; 1..12
 * @param failuresBeforeNegotiation after how many failed tenders the buyer negotiates; 1..10
 * @param abnormallyLowPpm a bid below this part of the mean of the others is refused; 0 means never
 * @param ceilingPpm the budget, relative to the lowest price of the open field;
 *     1,000,000..3,000,000
 * @param requiredCertificationGeneral level demanded for general data; 1..5
 * @param requiredCertificationImportant level demanded for important data; 1..5
 * @param requiredCertificationCore level demanded for core data; 1..5
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

  public ProcurementRules {
    Ranges.within("minimumBidders", minimumBidders, 1, 10);
    Ranges.within("fringeBidders", fringeBidders, 1, 20);
    Ranges.within("extensionMonths", extensionMonths, 1, 12);
    Ranges.within("failuresBeforeNegotiation", failuresBeforeNegotiation, 1, 10);
    Ranges.within("abnormallyLow", abnormallyLowPpm, 0, Ranges.PPM);
    Ranges.within("ceiling", ceilingPpm, Ranges.PPM, 3 * Ranges.PPM);
    Ranges.within(
        "requiredCertificationGeneral",
        requiredCertificationGeneral,
        1,
        Provider.TOP_CERTIFICATION);
    Ranges.within(
        "requiredCertificationImportant",
        requiredCertificationImportant,
        1,
        Provider.TOP_CERTIFICATION);
    Ranges.within(
        "requiredCertificationCore", requiredCertificationCore, 1, Provider.TOP_CERTIFICATION);
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
