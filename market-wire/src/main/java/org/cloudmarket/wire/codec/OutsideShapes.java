package org.cloudmarket.wire.codec;

import java.util.List;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How bids from outside look on the wire, and how they are answered. */
final class OutsideShapes {

  private static final Constants<BidAnswered.Verdict> VERDICTS =
      Constants.of(BidAnswered.Verdict.class);

  private OutsideShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            MessageCodec.EXTERNAL_BID,
            1,
            ExternalBid.class,
            ExternalBid::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()).slash().add(m.provider()),
            OutsideShapes::write,
            OutsideShapes::readExternalBid),
        new Shape<>(
            "bid-answered",
            1,
            BidAnswered.class,
            BidAnswered::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()).slash().add(m.provider()),
            OutsideShapes::write,
            OutsideShapes::readBidAnswered));
  }

  private static void write(ExternalBid bid, JsonWriter to) {
    to.open();
    to.text(Names.RUN, bid.run());
    to.number(Names.SHARD, bid.shard());
    to.month(Names.MONTH, bid.month());
    to.text(Names.TENDER, bid.tender());
    to.text(Names.PROVIDER, bid.provider());
    to.number(Names.PRICE_FEN, bid.priceFen());
    to.text(Names.SIGNATURE, bid.signature());
    to.close();
  }

  private static ExternalBid readExternalBid(JsonReader in) throws UnreadableRecord {
    in.open();
    ExternalBid bid =
        new ExternalBid(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.id(Names.TENDER),
            in.id(Names.PROVIDER),
            in.number(Names.PRICE_FEN),
            in.laterText(Names.SIGNATURE));
    in.close();
    return bid;
  }

  private static void write(BidAnswered answer, JsonWriter to) {
    to.open();
    to.text(Names.RUN, answer.run());
    to.number(Names.SHARD, answer.shard());
    to.month(Names.MONTH, answer.month());
    to.text(Names.TENDER, answer.tender());
    to.text(Names.PROVIDER, answer.provider());
    to.number(Names.PRICE_FEN, answer.priceFen());
    to.constant(Names.VERDICT, answer.verdict());
    to.close();
  }

  private static BidAnswered readBidAnswered(JsonReader in) throws UnreadableRecord {
    in.open();
    BidAnswered answer =
        new BidAnswered(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.id(Names.TENDER),
            in.id(Names.PROVIDER),
            in.number(Names.PRICE_FEN),
            in.constant(Names.VERDICT, VERDICTS));
    in.close();
    return answer;
  }
}
