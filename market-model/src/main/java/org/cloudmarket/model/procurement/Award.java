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
import org.cloudmarket.model.procurement.Evaluation.OpenField;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;

/** Decides a tender twice, under its rules and without policy, and says what comes of it. */
final class Award {

  private final ProcurementRules law;
  private final DemandPath demand;
  private final Roster roster;
  private final RuleBook rules;
  private final Obligations obligations;
  private final Evaluation evaluation;
  private final Field field;
  private int month;

  Award(
      Scenario scenario,
      long seed,
      DemandPath demand,
      Roster roster,
      RuleBook rules,
      Obligations obligations) {
    law = scenario.rules();
    this.demand = demand;
    this.roster = roster;
    this.rules = rules;
    this.obligations = obligations;
    evaluation = new Evaluation(scenario, roster, seed);
    field = new Field(roster.size());
  }

  void open(int openedMonth) {
    month = openedMonth;
  }

  /** What the tender would have come to without policy. */
  private record Counterfactual(int winner, long priceFen) {}

  /** Decides; says the outcomes; returns the buyer's new fact. */
  Fact.Buyer decide(BidsSubmitted book, Buyer buyer, Fact.Buyer contract, Outbox outbox) {
    TenderPublished tender = book.tender();
    evaluation.turnTo(tender, buyer.exposurePpm(), buyer.key());
    long applied = rules.setOf(tender.policies());
    TenderRules actual = rules.rules(tender.segment(), tender.dataClass(), applied);
    OpenField open = applied == 0 ? OpenField.UNTOUCHED : open(book);
    boolean mustMove = obligations.forcing(buyer, contract) != 0;
    Decision decision = evaluation.decide(field.actual(book, roster), actual, open, mustMove);
    long[] bidders = biddersOf(book);
    return decision.fails()
        ? failed(tender, buyer, contract, decision, bidders, applied, outbox)
        : awarded(book, buyer, contract, decision, bidders, applied, open, outbox);
  }

  private OpenField open(BidsSubmitted book) {
    return evaluation.open(field.actual(book, roster).otherwise(book.otherwise().getFirst()));
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

  private Fact.Buyer failed(
      TenderPublished tender,
      Buyer buyer,
      Fact.Buyer contract,
      Decision decision,
      long[] bidders,
      long applied,
      Outbox outbox) {
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
              law.extensionMonths(),
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
            obligations.inScope(buyer),
            applied,
            0);
    return new Fact.Buyer(
        contract.buyer(),
        contract.provider(),
        contract.baseFen(),
        contract.unitPriceMilliFen(),
        month + law.extensionMonths(),
        contract.contract(),
        contract.failures() + 1,
        contract.bridged(),
        last);
  }

  private Fact.Buyer awarded(
      BidsSubmitted book,
      Buyer buyer,
      Fact.Buyer contract,
      Decision decision,
      long[] bidders,
      long applied,
      OpenField open,
      Outbox outbox) {
    TenderPublished tender = book.tender();
    Counterfactual without =
        applied == 0
            ? new Counterfactual(decision.winner(), decision.priceFen())
            : counterfactual(book, contract, open);
    long displacedBy =
        without.winner() == decision.winner()
            ? 0
            : displacing(book, buyer, contract, applied, without.winner(), open);
    long annualFen = decision.priceFen() * 12 / tender.termMonths();
    long baseFen =
        Math.max(1, Ranges.ratioPpm(annualFen, demand.volumePpm(tender.segment(), month)));
    boolean displaced = without.winner() != decision.winner();
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
            buyer.baseUnits(),
            book.ceilingFen(),
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
    long against = displaced ? against(tender, applied, without.winner()) : 0;
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
            obligations.inScope(buyer),
            applied,
            displacedBy);
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

  private Counterfactual counterfactual(BidsSubmitted book, Fact.Buyer contract, OpenField open) {
    TenderPublished tender = book.tender();
    long stayFen =
        Math.multiplyExact(tender.units() * tender.termMonths(), contract.unitPriceMilliFen())
            / 1_000;
    if (tender.forced()) {
      return new Counterfactual(contract.provider(), stayFen);
    }
    field.actual(book, roster).otherwise(book.otherwise().getFirst());
    Decision decision =
        evaluation.decide(field, rules.rules(tender.segment(), tender.dataClass(), 0), open, false);
    return decision.fails()
        ? new Counterfactual(contract.provider(), contract.provider() < 0 ? 0 : stayFen)
        : new Counterfactual(decision.winner(), decision.priceFen());
  }

  /** The policies whose removal alone gives the contract to whom it would go without any. */
  private long displacing(
      BidsSubmitted book,
      Buyer buyer,
      Fact.Buyer contract,
      long applied,
      int withoutAny,
      OpenField open) {
    if (Long.bitCount(applied) == 1) {
      return applied;
    }
    TenderPublished tender = book.tender();
    long forcing = obligations.forcing(buyer, contract);
    long displacing = 0;
    int variant = 1;
    for (long left = applied; left != 0; left &= left - 1, variant++) {
      long policy = left & -left;
      if (tender.forced() && (forcing & ~policy) == 0) {
        displacing |= policy;
        continue;
      }
      field.actual(book, roster).otherwise(book.otherwise().get(variant));
      Decision decision =
          evaluation.decide(
              field,
              rules.rules(tender.segment(), tender.dataClass(), applied & ~policy),
              open,
              (forcing & ~policy) != 0);
      int winner = decision.fails() ? contract.provider() : decision.winner();
      if (winner == withoutAny) {
        displacing |= policy;
      }
    }
    return displacing;
  }

  /** The policies that shut a provider out of this tender. */
  private long against(TenderPublished tender, long applied, int provider) {
    long against = 0;
    for (long left = applied; left != 0 && provider >= 0; left &= left - 1) {
      long policy = left & -left;
      TenderRules alone = rules.rules(tender.segment(), tender.dataClass(), policy);
      if (alone.excludedBy(provider) != TenderRules.NONE
          || (alone.direct() != TenderRules.NONE && alone.direct() != provider)) {
        against |= policy;
      }
    }
    return against;
  }
}
