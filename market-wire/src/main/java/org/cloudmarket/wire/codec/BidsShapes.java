package org.cloudmarket.wire.codec;

import java.util.List;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How what providers answer looks on the wire. */
final class BidsShapes {

  private static final Constants<Bid.Answer> ANSWERS = Constants.of(Bid.Answer.class);

  private BidsShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            "bids-submitted",
            1,
            BidsSubmitted.class,
            BidsSubmitted::shard,
            (m, to) -> to.month(m.tender().month()).slash().add(m.tender().tender()),
            BidsShapes::write,
            BidsShapes::readBidsSubmitted),
        new Shape<>(
            "bid-books-submitted",
            1,
            BidBooksSubmitted.class,
            BidBooksSubmitted::shard,
            (m, to) -> to.month(m.month()).slash().add(m.books().getFirst().tender().tender()),
            BidsShapes::write,
            BidsShapes::readBidBooksSubmitted),
        new Shape<>(
            "bids-closed",
            1,
            BidsClosed.class,
            BidsClosed::shard,
            (m, to) -> to.month(m.month()),
            BidsShapes::write,
            BidsShapes::readBidsClosed));
  }

  private static void write(BidsSubmitted message, JsonWriter to) {
    to.open();
    to.open(Names.TENDER);
    TendersShapes.writeTender(message.tender(), to);
    to.close();
    to.number(Names.CEILING_FEN, message.ceilingFen());
    to.openList(Names.BIDS);
    List<Bid> bids = message.bids();
    for (int i = 0; i < bids.size(); i++) {
      write(bids.get(i), to);
    }
    to.closeList();
    to.openList(Names.OTHERWISE);
    List<Otherwise> otherwise = message.otherwise();
    for (int i = 0; i < otherwise.size(); i++) {
      to.open();
      to.optionalId(Names.WITHOUT, otherwise.get(i).without());
      to.numbers(Names.PRICES_FEN, otherwise.get(i).pricesFen());
      to.close();
    }
    to.closeList();
    to.close();
  }

  private static void write(Bid bid, JsonWriter to) {
    to.open();
    to.text(Names.PROVIDER, bid.provider());
    to.constant(Names.ANSWER, bid.answer());
    to.optionalId(Names.BECAUSE, bid.because());
    to.number(Names.PRICE_FEN, bid.priceFen());
    to.number(Names.QUALITY_PPM, bid.qualityPpm());
    to.close();
  }

  private static BidsSubmitted readBidsSubmitted(JsonReader in) throws UnreadableRecord {
    in.open();
    BidsSubmitted message =
        new BidsSubmitted(
            in.object(Names.TENDER, TendersShapes::readTenderPublished),
            in.number(Names.CEILING_FEN),
            in.objects(Names.BIDS, BidsShapes::readBid),
            in.objects(Names.OTHERWISE, BidsShapes::readOtherwise));
    in.close();
    return message;
  }

  private static Bid readBid(JsonReader in) throws UnreadableRecord {
    in.open();
    Bid bid =
        new Bid(
            in.id(Names.PROVIDER),
            in.constant(Names.ANSWER, ANSWERS),
            in.optionalId(Names.BECAUSE),
            in.number(Names.PRICE_FEN),
            in.integer(Names.QUALITY_PPM));
    in.close();
    return bid;
  }

  private static Otherwise readOtherwise(JsonReader in) throws UnreadableRecord {
    in.open();
    Otherwise otherwise = new Otherwise(in.optionalId(Names.WITHOUT), in.numbers(Names.PRICES_FEN));
    in.close();
    return otherwise;
  }

  private static void write(BidBooksSubmitted message, JsonWriter to) {
    to.open();
    to.openList(Names.BOOKS);
    List<BidsSubmitted> books = message.books();
    for (int i = 0; i < books.size(); i++) {
      write(books.get(i), to);
    }
    to.closeList();
    to.close();
  }

  private static BidBooksSubmitted readBidBooksSubmitted(JsonReader in) throws UnreadableRecord {
    in.open();
    BidBooksSubmitted message =
        new BidBooksSubmitted(in.objects(Names.BOOKS, BidsShapes::readBidsSubmitted));
    in.close();
    return message;
  }

  private static void write(BidsClosed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.number(Names.COUNT, message.count());
    to.close();
  }

  private static BidsClosed readBidsClosed(JsonReader in) throws UnreadableRecord {
    in.open();
    BidsClosed message =
        new BidsClosed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.integer(Names.COUNT));
    in.close();
    return message;
  }
}
