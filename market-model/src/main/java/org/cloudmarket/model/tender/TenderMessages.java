package org.cloudmarket.model.tender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.rules.TenderRules;

/** Turns tenders, bids and outcomes from numbers into messages, and messages into numbers. */
public final class TenderMessages {

  private final String run;
  private final int shard;
  private final Roster roster;
  private final RuleBook rules;

  /** The messages of a shard of a run, under the rules of the open month. */
  public TenderMessages(String run, int shard, Roster roster, RuleBook rules) {
    this.run = run;
    this.shard = shard;
    this.roster = roster;
    this.rules = rules;
  }

  /**
   * The id of a tender: its buyer's, and the number of the contract; where it was tried before, how
   * often.
   */
  public static String id(String buyer, Tender tender) {
    return buyer + "-c" + tender.contract + (tender.attempt == 0 ? "" : "-r" + tender.attempt);
  }

  /** A tender in words. */
  public TenderPublished published(String buyer, Tender tender) {
    return new TenderPublished(
        run,
        shard,
        tender.month,
        id(buyer, tender),
        buyer,
        tender.contract,
        tender.attempt,
        tender.segment,
        roster.city(tender.city),
        tender.dataClass,
        tender.units,
        tender.termMonths,
        tender.publicTender,
        tender.forced,
        roster.id(tender.incumbent),
        tender.incumbentUnitPriceMilliFen,
        rules.ids(tender.policies));
  }

  /** A tender in numbers. */
  public void read(TenderPublished message, Tender into) {
    into.month = message.month();
    into.buyerHash = Draws.hash(message.buyer());
    into.contract = message.contract();
    into.attempt = message.attempt();
    into.segment = message.segment();
    into.dataClass = message.dataClass();
    into.city = roster.placeOfCity(message.city());
    into.units = message.units();
    into.termMonths = message.termMonths();
    into.publicTender = message.publicTender();
    into.forced = message.forced();
    into.incumbent = roster.place(message.incumbent());
    into.incumbentUnitPriceMilliFen = message.incumbentUnitPriceMilliFen();
    into.policies = rules.setOf(message.policies());
  }

  /** A bid book in words. */
  public BidsSubmitted submitted(TenderPublished tender, Bids bids) {
    Bid[] answers = new Bid[bids.size];
    for (int i = 0; i < bids.size; i++) {
      answers[i] =
          new Bid(
              roster.id(bids.places[i]),
              bids.answer(i),
              because(bids, i),
              Math.abs(bids.askedFen[i]),
              bids.qualityPpm[i]);
    }
    List<Otherwise> otherwise = new ArrayList<>(bids.others());
    for (int i = 0; i < bids.others(); i++) {
      // First with no policy at all, then without each alone.
      String without = i == 0 ? "" : tender.policies().get(i - 1);
      otherwise.add(new Otherwise(without, Arrays.copyOf(bids.otherwiseFen(i), bids.size)));
    }
    return new BidsSubmitted(tender, bids.ceilingFen, Arrays.asList(answers), otherwise);
  }

  /** The policy that shuts a provider of the field out; empty where none does. */
  String because(Bids bids, int i) {
    return bids.because[i] == TenderRules.NONE ? "" : rules.policies().get(bids.because[i]).id();
  }

  /** A bid book in numbers. */
  public void read(BidsSubmitted message, Bids into) {
    into.size = message.bids().size();
    int place = Roster.NOBODY;
    for (int i = 0; i < into.size; i++) {
      Bid bid = message.bids().get(i);
      place = roster.placeAfter(place, bid.provider());
      into.places[i] = place;
      into.refusals[i] = Bids.CHOSEN.contains(bid.answer()) ? null : bid.answer();
      into.because[i] = bid.because().isEmpty() ? TenderRules.NONE : rules.placeOf(bid.because());
      into.askedFen[i] = bid.answer() == Answer.BID ? bid.priceFen() : -bid.priceFen();
      into.qualityPpm[i] = bid.qualityPpm();
    }
    into.ceilingFen = message.ceilingFen();
    into.beginOthers(Optional.empty());
    for (Otherwise otherwise : message.otherwise()) {
      long[] asked = into.another();
      for (int i = 0; i < into.size; i++) {
        asked[i] = otherwise.priceFen(i);
      }
    }
  }

  /**
   * What came of a tender in words: one message for each outcome.
   *
   * @param replacedBaseFen annual value of the buyer's contract before, at the start's volume
   * @param baseUnits the buyer's volume at the start
   */
  public List<Decided> outcomes(
      String buyer,
      Tender tender,
      Bids bids,
      Outcome outcome,
      long replacedBaseFen,
      long baseUnits) {
    List<Decided> messages = new ArrayList<>(outcome.outcomes);
    String id = id(buyer, tender);
    String city = roster.city(tender.city);
    switch (outcome.kind) {
      case AWARDED ->
          messages.add(awarded(id, buyer, tender, bids, outcome, replacedBaseFen, baseUnits));
      case FAILED ->
          messages.add(
              new TenderFailed(
                  run,
                  shard,
                  tender.month,
                  id,
                  buyer,
                  tender.segment,
                  city,
                  outcome.decision.bidders,
                  roster.id(tender.incumbent),
                  rules.ids(tender.policies)));
      case BRIDGED -> {}
    }
    if (outcome.extensionMonths > 0) {
      messages.add(
          new ContractExtended(
              run,
              shard,
              tender.month,
              id,
              buyer,
              tender.segment,
              city,
              roster.id(tender.incumbent),
              outcome.extensionMonths,
              outcome.tendered() ? ExtensionReason.TENDER_FAILED : ExtensionReason.GRACE));
    }
    if (outcome.against != PolicySet.NONE) {
      messages.add(
          new ComplaintFiled(
              run,
              shard,
              tender.month,
              id,
              tender.segment,
              city,
              roster.id(outcome.complainant),
              rules.ids(outcome.against)));
    }
    return messages;
  }

  private ContractAwarded awarded(
      String id,
      String buyer,
      Tender tender,
      Bids bids,
      Outcome outcome,
      long replacedBaseFen,
      long baseUnits) {
    Decision decision = outcome.decision;
    return new ContractAwarded(
        run,
        shard,
        tender.month,
        id,
        new ContractAwarded.Client(
            buyer, tender.segment, roster.city(tender.city), tender.dataClass, baseUnits),
        new ContractAwarded.Need(tender.units, tender.termMonths, bids.ceilingFen, tender.forced),
        new ContractAwarded.Replaced(
            roster.id(tender.incumbent), tender.incumbent == Roster.NOBODY ? 0 : replacedBaseFen),
        new ContractAwarded.Win(
            roster.id(decision.winner),
            roster.at(decision.winner).ownership(),
            decision.procedure,
            outcome.annualFen,
            decision.priceFen,
            outcome.portingFen,
            outcome.baseFen),
        rules.ids(tender.policies),
        new ContractAwarded.Counterfactual(
            roster.id(outcome.counterfactualWinner),
            outcome.counterfactualPriceFen,
            outcome.counterfactualPortingFen,
            displacedBy(outcome)),
        new ContractAwarded.Ranking(
            decision.bidders,
            decision.points.scores(),
            roster.id(decision.runnerUp),
            decision.runnerUpTotal));
  }

  private List<String> displacedBy(Outcome outcome) {
    return outcome.displaced() && outcome.displacedBy == PolicySet.NONE
        ? List.of(ContractAwarded.JOINT)
        : rules.ids(outcome.displacedBy);
  }
}
