package org.cloudmarket.documents.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;

/** A whole document, small enough to be read here, and ways to break it. */
final class SmallDocument {

  static final String TEXT =
      """
      name: two-cities
      title: Two cities and four clouds
      story: Nobody knows.
      start: 2020-01
      months: 36
      population:
        buyers: 100
        cities: {tianjin: 3, nantong: 1}
        segments:
          municipality:
            publicTender: true
            buyerShare: 0.6
            meanAnnualSpendFen: 690_000_000
            spendLogSd: 1.1
            spendCap: 15
            weights: {price: 15, quality: 30, security: 20, standing: 20, continuity: 10, ecosystem: 5}
            exposure: 0.85
            dataClasses: {general: 0.5, important: 0.5}
            termMonths: {12: 0.5, 36: 0.5}
            stock: {harbour-cloud: 0.75, nation-cloud: 0.25}
          bank:
            publicTender: false
            buyerShare: 0.4
            meanAnnualSpendFen: 880000000
            spendLogSd: 1
            spendCap: 15
            weights: {price: 15, quality: 32, security: 25, standing: 10, continuity: 12.5, ecosystem: 5.5}
            exposure: 0.6
            dataClasses: {important: 1}
            termMonths: {24: 1}
            stock: {harbour-cloud: 1}
        namedBuyers:
          port-authority: {segment: municipality, city: tianjin, dataClass: general, annualSpendFen: 5000000000, exposure: 1, incumbent: harbour-cloud, contractEnds: 2020-09}
      providers:
        harbour-cloud: {name: Harbour, ownership: private, ownerGroup: harbour, quality: 0.8, certificationLevel: 4, unitCostMilliFen: 95000, standing: 0.45, ecosystem: {bank: 0.7}, strategy: adaptive}
        nation-cloud: {name: Nation, ownership: state, ownerGroup: nation, quality: 0.6, certificationLevel: 4, unitCostMilliFen: 97000, standing: 0.95, strategy: cost-plus}
        tianjin-cloud: {name: Tianjin, ownership: state, ownerGroup: tianjin, cities: [tianjin], opens: 2021-03, quality: 0.58, certificationLevel: 4, unitCostMilliFen: 104000, standing: 0.95, strategy: cost-plus}
        nantong-centre: {name: Centre, ownership: in-house, ownerGroup: nantong, cities: [nantong], quality: 0.5, certificationLevel: 4, unitCostMilliFen: 120000, standing: 1, strategy: cost-plus}
      rules: {minimumBidders: 3, fringeBidders: 3, extensionMonths: 3, failuresBeforeNegotiation: 2, abnormallyLow: 0.5, ceiling: 1.25, requiredCertificationGeneral: 1, requiredCertificationImportant: 2, requiredCertificationCore: 3}
      parameters: {participation: 0.5, bidNoise: 0.05, markupBase: 0.08, markupField: 0.1, undercut: 0.03, lossLeader: 0.06, adaptiveStep: 0.005, adaptiveBound: 0.06, lastingTastePoints: 6, judgementPoints: 4, exposureSd: 0.2, learningExponent: 0.15, learningSpillover: 0.8, experienceMonths: 24, qualityLoss: 0.02, qualityReturn: 0.05, monthlyGrowth: 0.012, extraGrowth: 0.0495, extraGrowthMonths: 25, entryPart: 0.6}
      statistics:
        published: {providers: [harbour-cloud, nation-cloud], segments: all}
      policies:
        mandate: {instrument: migration-mandate, leave: [private], cityCloudOnly: true, graceMonths: 2, deadline: 2022-09, scope: {cities: [tianjin], segments: [municipality]}, announced: 2021-07, effective: 2021-08, enforcement: 0.9, anticipation: 0.5, legalBasis: a plan}
        preference: {instrument: score-preference, ownerships: [state], cityCloudOnly: true, bonusPoints: 8, scope: {cities: [tianjin]}, effective: 2021-08, enacted: by-trigger}
        own-centre: {instrument: in-house-computing, provider: nantong-centre, role: first-choice, scope: {cities: [nantong], dataClasses: [important]}, effective: 2021-01, end: 2022-01}
      triggers:
        softening: {figure: complaints-per-tender, ofPolicy: mandate, above: 0.25, windowMonths: 3, heldMonths: 2, actions: [{repeal: mandate}, {enact: preference}]}
      arms:
        none: {title: Nothing is done, set: {policies.mandate: null, policies.preference: null, triggers.softening: null}}
        strict: {title: At once, set: {policies.mandate.graceMonths: 0, policies.mandate.scope.segments: all}}
      """;

  static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private SmallDocument() {}

  static ScenarioDocument document() {
    return ScenarioDocument.parse(TEXT);
  }

  /**
   * The document with another text in a place that there is only one of.
   *
   * @throws IllegalArgumentException where the place is not there just once: the test would test
   *     nothing
   */
  static String with(String there, String instead) {
    return with(TEXT, there, instead);
  }

  static String with(String text, String there, String instead) {
    int at = text.indexOf(there);
    if (at < 0 || text.indexOf(there, at + 1) >= 0) {
      throw new IllegalArgumentException("'" + there + "' is not there just once");
    }
    return text.replace(there, instead);
  }

  /** Everything that is wrong with the document with another text in one place. */
  static List<String> faultsWith(String there, String instead) {
    return texts(check(with(there, instead)).faults());
  }

  /** Every warning about the document with another text in one place. */
  static List<String> warningsWith(String there, String instead) {
    Findings findings = check(with(there, instead));
    if (!findings.valid()) {
      throw new IllegalArgumentException("more than a warning: " + findings.faults());
    }
    return texts(findings.warnings());
  }

  static Findings check(String text) {
    return LIBRARY.check(ScenarioDocument.parse(text), Optional.empty(), Map.of());
  }

  static List<String> texts(List<Fault> faults) {
    return faults.stream().map(Fault::toString).toList();
  }
}
