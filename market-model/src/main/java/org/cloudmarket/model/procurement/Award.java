package org.cloudmarket.model.procurement;

import java.util.List;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.population.Buyer;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.procurement.Counterfactuals.Case;
import org.cloudmarket.model.procurement.Counterfactuals.Counterfactual;
import org.cloudmarket.model.procurement.Evaluation.OpenField;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Scenario;

/** Decides a tender twice, under its rules and without policy, and says what comes of it. */
final class Award {

  private final ProcurementRules law;
  private final Roster roster;
  private final RuleBook rules;
  private final Obligations obligations;
  private final Evaluation evaluation;
  private final Counterfactuals counterfactuals;
  private final Explainer explainer;
  private final Field field;
  private int month;
  private DemandPath demand;

  Award(Scenario scenario, long seed, Roster roster, RuleBook rules, Obligations obligations) {
    law = scenario.rules();
    this.roster = roster;
    this.rules = rules;
    this.obligations = obligations;
    evaluation = new Evaluation(scenario, roster, seed);
    counterfactuals = new Counterfactuals(roster, rules, evaluation);
    explainer = new Explainer(roster, rules, obligations, evaluation, counterfactuals);
    field = new Field(roster.size());
  }

  void open(int openedMonth, DemandPath path) {
    month = openedMonth;
    demand = path;
  }

  /** Decides; says the outcomes; returns the buyer's new fact. */
  Fact.Buyer decide(BidsSubmitted book, Buyer buyer, Fact.Buyer contract, Outbox outbox) {
    Case decided = turnTo(book, buyer, contract);
    Decision decision = decide(decided);
    return decision.fails()
        ? failed(decided, decision, outbox)
        : awarded(decided, decision, outbox);
  }

  /** Why it is decided as it is. */
  Explanation explain(BidsSubmitted book, Buyer buyer, Fact.Buyer contract) {
    Case decided = turnTo(book, buyer, contract);
    return explainer.explain(decided, decide(decided));
  }

  /** Why a contract that has ended is not tendered yet. */
  Explanation explainBridge(TenderPublished tender, Buyer buyer, Fact.Buyer contract) {
    return explainer.bridged(tender, buyer, contract);
  }

  private Case turnTo(BidsSubmitted book, Buyer buyer, Fact.Buyer contract) {
    long applied = rules.setOf(book.tender().policies());
    evaluation.turnTo(book.tender(), buyer.exposurePpm(), buyer.key());
    OpenField open = applied == 0 ? OpenField.UNTOUCHED : counterfactuals.open(book);
    return new Case(book, buyer, contract, applied, obligations.forcing(buyer, contract), open);
  }

  private Decision decide(Case decided) {
    TenderPublished tender = decided.tender();
    return evaluation.decide(
        field.actual(decided.book(), roster),
        rules.rules(tender.segment(), tender.dataClass(), decided.applied()),
        decided.open(),
        decided.forcing() != 0);
  }

  private long[] biddersOf(BidsSubmitted book) {
    long[] bidders = new long[2];
    for (int i = 0; i < field.size; i++) {
      if (book.bids().get(i).answer() == Bid.Answer.BID) {
        bidders[field.places[i] >>> 6] |= 1L << (field.places[i] & 63);
      }
    }
    return bidders;
  }

  private Fact.Buyer failed(Case decided, Decision decision, Outbox outbox) {
    TenderPublished tender = decided.tender();
    Fact.Buyer contract = decided.contract();
    long[] bidders = biddersOf(decided.book());
    TenderFailed failed =
        new TenderFailed(
            tender.run(),
            tender.shard(),
            month,
            tender.tender(),
            tender.buyer(),
            tender.segment(),
            tender.city(),
            decision.bidders(),
            tender.incumbent(),
            tender.policies());
    // Past a mandate's last month nobody waits longer than it must.
    int extension = decided.forcing() != 0 ? 1 : law.extensionMonths();
    outbox.say(failed);
    Digest digest = failed.digest();
    int outcomes = 1;
    if (!tender.incumbent().isEmpty()) {
      ContractExtended extended =
          new ContractExtended(
              tender.run(),
              tender.shard(),
              month,
              tender.tender(),
              tender.buyer(),
              tender.segment(),
              tender.city(),
              tender.incumbent(),
              extension,
              ExtensionReason.TENDER_FAILED);
      outbox.say(extended);
      digest = digest.plus(extended.digest());
      outcomes++;
    }
    Fact.Last last =
        new Fact.Last(
            month,
            outcomes,
            digest,
            true,
            -1,
            0,
            bidders[0],
            bidders[1],
            -1,
            0,
            obligations.inScope(decided.buyer()),
            decided.applied(),
            0,
            0);
    return new Fact.Buyer(
        contract.buyer(),
        contract.provider(),
        contract.baseFen(),
        contract.unitPriceMilliFen(),
        month + extension,
        contract.contract(),
        contract.failures() + 1,
        contract.bridged(),
        last);
  }

  private Fact.Buyer awarded(Case decided, Decision decision, Outbox outbox) {
    TenderPublished tender = decided.tender();
    Fact.Buyer contract = decided.contract();
    long[] bidders = biddersOf(decided.book());
    Counterfactual without = counterfactuals.of(decided, decision);
    boolean displaced = without.winner() != decision.winner();
    long displacedBy = displaced ? counterfactuals.displacing(decided, without) : 0;
    long annualFen = decision.priceFen() * 12 / tender.termMonths();
    long baseFen =
        Math.max(1, Ranges.ratioPpm(annualFen, demand.volumePpm(tender.segment(), month)));
    ContractAwarded awarded =
        new ContractAwarded(
            tender.run(),
            tender.shard(),
            month,
            tender.tender(),
            tender.buyer(),
            tender.segment(),
            tender.city(),
            tender.dataClass(),
            roster.id(decision.winner()),
            roster.at(decision.winner()).ownership(),
            decision.procedure(),
            annualFen,
            tender.termMonths(),
            decision.priceFen(),
            tender.units(),
            baseFen,
            tender.incumbent(),
            contract.provider() < 0 ? 0 : contract.baseFen(),
            decided.buyer().baseUnits(),
            decided.book().ceilingFen(),
            decision.bidders(),
            tender.forced(),
            tender.policies(),
            roster.id(without.winner()),
            without.priceFen(),
            !displaced
                ? List.of()
                : displacedBy == 0 ? List.of(ContractAwarded.JOINT) : rules.ids(displacedBy),
            decision.scores(),
            roster.id(decision.runnerUp()),
            decision.runnerUpTotal());
    outbox.say(awarded);
    Digest digest = awarded.digest();
    int outcomes = 1;
    long against = displaced ? counterfactuals.against(decided, without) : 0;
    if (against != 0) {
      ComplaintFiled complaint =
          new ComplaintFiled(
              tender.run(),
              tender.shard(),
              month,
              tender.tender(),
              tender.segment(),
              tender.city(),
              roster.id(without.winner()),
              rules.ids(against));
      outbox.say(complaint);
      digest = digest.plus(complaint.digest());
      outcomes++;
    }
    Fact.Last last =
        new Fact.Last(
            month,
            outcomes,
            digest,
            true,
            decision.winner(),
            annualFen,
            bidders[0],
            bidders[1],
            against == 0 ? -1 : without.winner(),
            against,
            obligations.inScope(decided.buyer()),
            decided.applied(),
            displacedBy,
            costFen(annualFen, without, tender.termMonths()));
    return new Fact.Buyer(
        contract.buyer(),
        decision.winner(),
        baseFen,
        Math.max(1, decision.priceFen() * 1_000 / (tender.units() * tender.termMonths())),
        month + tender.termMonths(),
        tender.contract(),
        0,
        false,
        last);
  }

  /** What a year of the award costs beyond the counterfactual, if there is one to compare with. */
  private static long costFen(long annualFen, Counterfactual without, int termMonths) {
    return without.priceFen() == 0 ? 0 : annualFen - without.priceFen() * 12 / termMonths;
  }
}
