package org.cloudmarket.wire.codec;

import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How an award looks on the wire: the record that most people come for. */
final class ContractAwardedShape {

  private static final Constants<Segment> SEGMENTS = Constants.of(Segment.class);
  private static final Constants<DataClass> DATA_CLASSES = Constants.of(DataClass.class);
  private static final Constants<Ownership> OWNERSHIPS = Constants.of(Ownership.class);
  private static final Constants<Procedure> PROCEDURES = Constants.of(Procedure.class);

  private ContractAwardedShape() {}

  static void write(ContractAwarded message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.TENDER, message.tender());
    to.text(Names.BUYER, message.buyer());
    to.constant(Names.SEGMENT, message.segment());
    to.text(Names.CITY, message.city());
    to.constant(Names.DATA_CLASS, message.dataClass());
    to.text(Names.WINNER, message.winner());
    to.constant(Names.OWNERSHIP, message.ownership());
    to.constant(Names.PROCEDURE, message.procedure());
    to.number(Names.ANNUAL_VALUE_FEN, message.annualValueFen());
    to.number(Names.TERM_MONTHS, message.termMonths());
    to.number(Names.PRICE_FEN, message.priceFen());
    to.number(Names.UNITS, message.units());
    to.number(Names.BASE_FEN, message.baseFen());
    to.optionalId(Names.INCUMBENT, message.incumbent());
    to.number(Names.INCUMBENT_BASE_FEN, message.incumbentBaseFen());
    to.number(Names.BASE_UNITS, message.baseUnits());
    to.number(Names.CEILING_FEN, message.ceilingFen());
    to.number(Names.BIDDERS, message.bidders());
    to.flag(Names.FORCED, message.forced());
    to.ids(Names.POLICIES, message.policies());
    to.optionalId(Names.COUNTERFACTUAL_WINNER, message.counterfactualWinner());
    to.number(Names.COUNTERFACTUAL_PRICE_FEN, message.counterfactualPriceFen());
    to.ids(Names.DISPLACED_BY, message.displacedBy());
    write(message.scores(), to);
    to.optionalId(Names.RUNNER_UP, message.runnerUp());
    to.number(Names.RUNNER_UP_TOTAL, message.runnerUpTotal());
    to.close();
  }

  static ContractAwarded read(JsonReader in) throws UnreadableRecord {
    in.open();
    ContractAwarded message =
        new ContractAwarded(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.TENDER),
            in.ownId(Names.BUYER),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.CITY),
            in.constant(Names.DATA_CLASS, DATA_CLASSES),
            in.id(Names.WINNER),
            in.constant(Names.OWNERSHIP, OWNERSHIPS),
            in.constant(Names.PROCEDURE, PROCEDURES),
            in.number(Names.ANNUAL_VALUE_FEN),
            in.integer(Names.TERM_MONTHS),
            in.number(Names.PRICE_FEN),
            in.number(Names.UNITS),
            in.number(Names.BASE_FEN),
            in.optionalId(Names.INCUMBENT),
            in.number(Names.INCUMBENT_BASE_FEN),
            in.number(Names.BASE_UNITS),
            in.number(Names.CEILING_FEN),
            in.integer(Names.BIDDERS),
            in.flag(Names.FORCED),
            in.ids(Names.POLICIES),
            in.optionalId(Names.COUNTERFACTUAL_WINNER),
            in.number(Names.COUNTERFACTUAL_PRICE_FEN),
            in.ids(Names.DISPLACED_BY),
            in.object(Names.SCORES, ContractAwardedShape::readScores),
            in.optionalId(Names.RUNNER_UP),
            in.number(Names.RUNNER_UP_TOTAL));
    in.close();
    return message;
  }

  private static void write(Scores scores, JsonWriter to) {
    to.open(Names.SCORES);
    to.number(Names.PRICE, scores.price());
    to.number(Names.QUALITY, scores.quality());
    to.number(Names.SECURITY, scores.security());
    to.number(Names.STANDING, scores.standing());
    to.number(Names.CONTINUITY, scores.continuity());
    to.number(Names.ECOSYSTEM, scores.ecosystem());
    to.number(Names.POLICY, scores.policy());
    to.number(Names.TASTE, scores.taste());
    to.close();
  }

  private static Scores readScores(JsonReader in) throws UnreadableRecord {
    in.open();
    Scores scores =
        new Scores(
            in.number(Names.PRICE),
            in.number(Names.QUALITY),
            in.number(Names.SECURITY),
            in.number(Names.STANDING),
            in.number(Names.CONTINUITY),
            in.number(Names.ECOSYSTEM),
            in.number(Names.POLICY),
            in.number(Names.TASTE));
    in.close();
    return scores;
  }
}
