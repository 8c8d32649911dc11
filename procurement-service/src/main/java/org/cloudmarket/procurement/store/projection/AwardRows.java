package org.cloudmarket.procurement.store.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Counterfactual;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Win;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.procurement.store.award.AwardColumn;
import org.cloudmarket.procurement.store.award.TenderNumber;
import org.cloudmarket.procurement.store.award.Traits;

/** Turns outcomes into rows of {@code award}. */
final class AwardRows {

  private final AwardCopy copy;
  private final NameKeys keys;

  private AwardRows(AwardCopy copy, NameKeys keys) {
    this.copy = copy;
    this.keys = keys;
  }

  /**
   * The rows of outcomes, which have the numbers of their names. Runs are taken in their order, so
   * that of two transactions with the same runs one waits for the other and not both.
   *
   * @throws IllegalArgumentException where an outcome has what no desk says of one
   */
  static AwardCopy of(List<ProjectionBatch.Award> awards, Connection connection)
      throws SQLException {
    SortedMap<String, List<ProjectionBatch.Award>> byRun = new TreeMap<>();
    for (ProjectionBatch.Award award : awards) {
      byRun.computeIfAbsent(award.outcome().run(), _ -> new ArrayList<>()).add(award);
    }
    AwardCopy copy = new AwardCopy();
    for (Map.Entry<String, List<ProjectionBatch.Award>> run : byRun.entrySet()) {
      AwardRows rows = new AwardRows(copy, new NameKeys(run.getKey(), connection));
      for (ProjectionBatch.Award award : run.getValue()) {
        rows.add(award);
      }
    }
    return copy;
  }

  private void add(ProjectionBatch.Award award) throws SQLException {
    Decided outcome = award.outcome();
    Traits traits = Traits.of(outcome);
    copy.set(AwardColumn.MONTH, outcome.month());
    copy.set(AwardColumn.SHARD, outcome.shard());
    copy.set(AwardColumn.POSITION, award.position());
    copy.set(AwardColumn.TYPE, traits.type().letter());
    copy.set(AwardColumn.DISPLACED, traits.displaced() ? 1 : 0);
    name(AwardColumn.SEGMENT, traits.segment().id());
    name(AwardColumn.CITY, traits.city());
    name(AwardColumn.PROVIDER, traits.provider());
    TenderNumber tender = tender(outcome);
    copy.set(AwardColumn.CONTRACT, tender.contract());
    copy.set(AwardColumn.ATTEMPT, tender.attempt());
    OptionalInt buyer = tender.buyerNumber(traits.segment());
    if (buyer.isPresent()) {
      copy.set(AwardColumn.BUYER, buyer.getAsInt());
    } else {
      name(AwardColumn.BUYER_NAME, tender.buyer());
    }
    switch (outcome) {
      case ContractAwarded awarded -> addAwarded(awarded);
      case TenderFailed failed -> {
        copy.set(AwardColumn.BIDDERS, failed.bidders());
        names(AwardColumn.POLICIES, failed.policies());
      }
      case ContractExtended extended -> {
        copy.set(AwardColumn.MONTHS, extended.months());
        constant(AwardColumn.REASON, extended.reason());
      }
      case ComplaintFiled complaint -> names(AwardColumn.AGAINST, complaint.against());
    }
    copy.set(AwardColumn.RUN, keys.run());
    copy.endRow();
  }

  /** A tender's id begins with its buyer's, which a row has only once. */
  private static TenderNumber tender(Decided outcome) {
    TenderNumber tender =
        TenderNumber.parse(outcome.tender())
            .orElseThrow(
                () -> new IllegalArgumentException("'" + outcome.tender() + "' is no tender's id"));
    String buyer =
        switch (outcome) {
          case ContractAwarded awarded -> awarded.client().id();
          case TenderFailed failed -> failed.buyer();
          case ContractExtended extended -> extended.buyer();
          case ComplaintFiled _ -> tender.buyer();
        };
    if (!buyer.equals(tender.buyer())) {
      throw new IllegalArgumentException(
          "the tender " + outcome.tender() + " is not one of buyer '" + buyer + "'");
    }
    return tender;
  }

  private void addAwarded(ContractAwarded award) throws SQLException {
    Win win = award.win();
    copy.set(AwardColumn.ANNUAL_VALUE_FEN, win.annualValueFen());
    copy.set(AwardColumn.PRICE_FEN, win.priceFen());
    copy.set(AwardColumn.PORTING_FEN, win.portingFen());
    copy.set(AwardColumn.BASE_FEN, win.baseFen());
    constant(AwardColumn.OWNERSHIP, win.ownership());
    constant(AwardColumn.PROCEDURE, win.procedure());
    copy.set(AwardColumn.BASE_UNITS, award.client().baseUnits());
    constant(AwardColumn.DATA_CLASS, award.client().dataClass());
    copy.set(AwardColumn.UNITS, award.need().units());
    copy.set(AwardColumn.TERM_MONTHS, award.need().termMonths());
    copy.set(AwardColumn.CEILING_FEN, award.need().ceilingFen());
    copy.set(AwardColumn.FORCED, award.need().forced() ? 1 : 0);
    name(AwardColumn.INCUMBENT, award.replaced().incumbent());
    copy.set(AwardColumn.INCUMBENT_BASE_FEN, award.replaced().baseFen());
    copy.set(AwardColumn.BIDDERS, award.ranking().bidders());
    name(AwardColumn.RUNNER_UP, award.ranking().runnerUp());
    copy.set(AwardColumn.RUNNER_UP_TOTAL, award.ranking().runnerUpTotal());
    names(AwardColumn.POLICIES, award.policies());
    add(award.counterfactual(), win);
    add(award.ranking().scores());
  }

  private void add(Counterfactual without, Win win) throws SQLException {
    if (!without.winner().equals(win.provider())) {
      copy.setAlways(AwardColumn.COUNTERFACTUAL_WINNER, keys.key(without.winner()));
    }
    if (without.priceFen() != win.priceFen()) {
      copy.setAlways(AwardColumn.COUNTERFACTUAL_PRICE_FEN, without.priceFen());
    }
    if (without.portingFen() != win.portingFen()) {
      copy.setAlways(AwardColumn.COUNTERFACTUAL_PORTING_FEN, without.portingFen());
    }
    names(AwardColumn.DISPLACED_BY, without.displacedBy());
  }

  private void add(Scores scores) {
    copy.set(AwardColumn.PRICE_SCORE, scores.price());
    copy.set(AwardColumn.QUALITY_SCORE, scores.quality());
    copy.set(AwardColumn.SECURITY_SCORE, scores.security());
    copy.set(AwardColumn.STANDING_SCORE, scores.standing());
    copy.set(AwardColumn.CONTINUITY_SCORE, scores.continuity());
    copy.set(AwardColumn.ECOSYSTEM_SCORE, scores.ecosystem());
    copy.set(AwardColumn.POLICY_SCORE, scores.policy());
    copy.set(AwardColumn.TASTE_SCORE, scores.taste());
  }

  private void constant(AwardColumn column, Kebab constant) throws SQLException {
    name(column, constant.id());
  }

  private void name(AwardColumn column, String name) throws SQLException {
    copy.set(column, keys.key(name));
  }

  private void names(AwardColumn column, List<String> names) throws SQLException {
    int[] numbers = new int[names.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = keys.key(names.get(i));
    }
    copy.set(column, numbers);
  }
}
