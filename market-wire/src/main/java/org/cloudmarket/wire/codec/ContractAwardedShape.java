package org.cloudmarket.wire.codec;

import java.util.List;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Client;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Counterfactual;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Need;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Ranking;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Replaced;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Win;
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
    to.text(Names.BUYER, message.client().id());
    to.constant(Names.SEGMENT, message.client().segment());
    to.text(Names.CITY, message.client().city());
    to.constant(Names.DATA_CLASS, message.client().dataClass());
    to.text(Names.WINNER, message.win().provider());
    to.constant(Names.OWNERSHIP, message.win().ownership());
    to.constant(Names.PROCEDURE, message.win().procedure());
    to.number(Names.ANNUAL_VALUE_FEN, message.win().annualValueFen());
    to.number(Names.TERM_MONTHS, message.need().termMonths());
    to.number(Names.PRICE_FEN, message.win().priceFen());
    to.number(Names.PORTING_FEN, message.win().portingFen());
    to.number(Names.UNITS, message.need().units());
    to.number(Names.BASE_FEN, message.win().baseFen());
    to.optionalId(Names.INCUMBENT, message.replaced().incumbent());
    to.number(Names.INCUMBENT_BASE_FEN, message.replaced().baseFen());
    to.number(Names.BASE_UNITS, message.client().baseUnits());
    to.number(Names.CEILING_FEN, message.need().ceilingFen());
    to.number(Names.BIDDERS, message.ranking().bidders());
    to.flag(Names.FORCED, message.need().forced());
    to.ids(Names.POLICIES, message.policies());
    to.optionalId(Names.COUNTERFACTUAL_WINNER, message.counterfactual().winner());
    to.number(Names.COUNTERFACTUAL_PRICE_FEN, message.counterfactual().priceFen());
    to.number(Names.COUNTERFACTUAL_PORTING_FEN, message.counterfactual().portingFen());
    to.ids(Names.DISPLACED_BY, message.counterfactual().displacedBy());
    write(message.ranking().scores(), to);
    to.optionalId(Names.RUNNER_UP, message.ranking().runnerUp());
    to.number(Names.RUNNER_UP_TOTAL, message.ranking().runnerUpTotal());
    to.close();
  }

  static ContractAwarded read(JsonReader in) throws UnreadableRecord {
    in.open();
    // As records have it: what belongs together does not stand together there.
    String run = in.id(Names.RUN);
    int shard = in.integer(Names.SHARD);
    int month = in.month(Names.MONTH);
    String tender = in.ownId(Names.TENDER);
    String buyer = in.ownId(Names.BUYER);
    Segment segment = in.constant(Names.SEGMENT, SEGMENTS);
    String city = in.id(Names.CITY);
    DataClass dataClass = in.constant(Names.DATA_CLASS, DATA_CLASSES);
    String winner = in.id(Names.WINNER);
    Ownership ownership = in.constant(Names.OWNERSHIP, OWNERSHIPS);
    Procedure procedure = in.constant(Names.PROCEDURE, PROCEDURES);
    long annualValueFen = in.number(Names.ANNUAL_VALUE_FEN);
    int termMonths = in.integer(Names.TERM_MONTHS);
    long priceFen = in.number(Names.PRICE_FEN);
    long portingFen = in.laterNumber(Names.PORTING_FEN);
    long units = in.number(Names.UNITS);
    long baseFen = in.number(Names.BASE_FEN);
    Replaced replaced =
        new Replaced(in.optionalId(Names.INCUMBENT), in.number(Names.INCUMBENT_BASE_FEN));
    long baseUnits = in.number(Names.BASE_UNITS);
    long ceilingFen = in.number(Names.CEILING_FEN);
    int bidders = in.integer(Names.BIDDERS);
    boolean forced = in.flag(Names.FORCED);
    List<String> policies = in.ids(Names.POLICIES);
    Counterfactual counterfactual =
        new Counterfactual(
            in.optionalId(Names.COUNTERFACTUAL_WINNER),
            in.number(Names.COUNTERFACTUAL_PRICE_FEN),
            in.laterNumber(Names.COUNTERFACTUAL_PORTING_FEN),
            in.ids(Names.DISPLACED_BY));
    Ranking ranking =
        new Ranking(
            bidders,
            in.object(Names.SCORES, ContractAwardedShape::readScores),
            in.optionalId(Names.RUNNER_UP),
            in.number(Names.RUNNER_UP_TOTAL));
    in.close();
    return new ContractAwarded(
        run,
        shard,
        month,
        tender,
        new Client(buyer, segment, city, dataClass, baseUnits),
        new Need(units, termMonths, ceilingFen, forced),
        replaced,
        new Win(winner, ownership, procedure, annualValueFen, priceFen, portingFen, baseFen),
        policies,
        counterfactual,
        ranking);
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
