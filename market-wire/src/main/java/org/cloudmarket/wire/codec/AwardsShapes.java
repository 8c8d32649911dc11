package org.cloudmarket.wire.codec;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How what buyers decided looks on the wire: what people outside watch. */
final class AwardsShapes {

  private static final Constants<Segment> SEGMENTS = Constants.of(Segment.class);
  private static final Constants<ExtensionReason> REASONS = Constants.of(ExtensionReason.class);

  private AwardsShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            "contracts-counted",
            1,
            ContractsCounted.class,
            ContractsCounted::shard,
            (m, to) -> to.month(m.month()),
            AwardsShapes::write,
            AwardsShapes::readContractsCounted),
        new Shape<>(
            "contract-awarded",
            1,
            ContractAwarded.class,
            ContractAwarded::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()),
            ContractAwardedShape::write,
            ContractAwardedShape::read),
        new Shape<>(
            "tender-failed",
            1,
            TenderFailed.class,
            TenderFailed::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()),
            AwardsShapes::write,
            AwardsShapes::readTenderFailed),
        new Shape<>(
            "contract-extended",
            1,
            ContractExtended.class,
            ContractExtended::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()),
            AwardsShapes::write,
            AwardsShapes::readContractExtended),
        new Shape<>(
            "complaint-filed",
            1,
            ComplaintFiled.class,
            ComplaintFiled::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()).slash().add(m.complainant()),
            AwardsShapes::write,
            AwardsShapes::readComplaintFiled),
        new Shape<>(
            "bids-accepted",
            1,
            BidsAccepted.class,
            BidsAccepted::shard,
            (m, to) -> to.month(m.month()),
            AwardsShapes::write,
            AwardsShapes::readBidsAccepted),
        new Shape<>(
            "awards-closed",
            1,
            AwardsClosed.class,
            AwardsClosed::shard,
            (m, to) -> to.month(m.month()),
            AwardsShapes::write,
            AwardsShapes::readAwardsClosed));
  }

  private static void write(ContractsCounted message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.openList(Names.HOLDINGS);
    for (Holding holding : message.holdings()) {
      to.open();
      to.text(Names.CITY, holding.city());
      to.constant(Names.SEGMENT, holding.segment());
      to.text(Names.PROVIDER, holding.provider());
      to.number(Names.CONTRACTS, holding.contracts());
      to.number(Names.BASE_FEN, holding.baseFen());
      to.number(Names.BASE_UNITS, holding.baseUnits());
      to.close();
    }
    to.closeList();
    to.close();
  }

  private static ContractsCounted readContractsCounted(JsonReader in) throws UnreadableRecord {
    in.open();
    ContractsCounted message =
        new ContractsCounted(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.objects(Names.HOLDINGS, AwardsShapes::readHolding));
    in.close();
    return message;
  }

  private static Holding readHolding(JsonReader in) throws UnreadableRecord {
    in.open();
    Holding holding =
        new Holding(
            in.id(Names.CITY),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.PROVIDER),
            in.integer(Names.CONTRACTS),
            in.number(Names.BASE_FEN),
            in.number(Names.BASE_UNITS));
    in.close();
    return holding;
  }

  private static void write(TenderFailed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.TENDER, message.tender());
    to.text(Names.BUYER, message.buyer());
    to.constant(Names.SEGMENT, message.segment());
    to.text(Names.CITY, message.city());
    to.number(Names.BIDDERS, message.bidders());
    to.optionalId(Names.INCUMBENT, message.incumbent());
    to.ids(Names.POLICIES, message.policies());
    to.close();
  }

  private static TenderFailed readTenderFailed(JsonReader in) throws UnreadableRecord {
    in.open();
    TenderFailed message =
        new TenderFailed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.TENDER),
            in.ownId(Names.BUYER),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.CITY),
            in.integer(Names.BIDDERS),
            in.optionalId(Names.INCUMBENT),
            in.ids(Names.POLICIES));
    in.close();
    return message;
  }

  private static void write(ContractExtended message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.TENDER, message.tender());
    to.text(Names.BUYER, message.buyer());
    to.constant(Names.SEGMENT, message.segment());
    to.text(Names.CITY, message.city());
    to.optionalId(Names.INCUMBENT, message.incumbent());
    to.number(Names.MONTHS, message.months());
    to.constant(Names.REASON, message.reason());
    to.close();
  }

  private static ContractExtended readContractExtended(JsonReader in) throws UnreadableRecord {
    in.open();
    ContractExtended message =
        new ContractExtended(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.TENDER),
            in.ownId(Names.BUYER),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.CITY),
            in.optionalId(Names.INCUMBENT),
            in.integer(Names.MONTHS),
            in.constant(Names.REASON, REASONS));
    in.close();
    return message;
  }

  private static void write(ComplaintFiled message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.TENDER, message.tender());
    to.constant(Names.SEGMENT, message.segment());
    to.text(Names.CITY, message.city());
    to.text(Names.COMPLAINANT, message.complainant());
    to.ids(Names.AGAINST, message.against());
    to.close();
  }

  private static ComplaintFiled readComplaintFiled(JsonReader in) throws UnreadableRecord {
    in.open();
    ComplaintFiled message =
        new ComplaintFiled(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.TENDER),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.CITY),
            in.id(Names.COMPLAINANT),
            in.ids(Names.AGAINST));
    in.close();
    return message;
  }

  private static void write(BidsAccepted message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.openList(Names.BIDS);
    message
        .bids()
        .fen()
        .forEach(
            (provider, bids) ->
                bids.forEach(
                    (tender, fen) -> {
                      to.open();
                      to.text(Names.PROVIDER, provider);
                      to.text(Names.TENDER, tender);
                      to.number(Names.PRICE_FEN, fen);
                      to.close();
                    }));
    to.closeList();
    to.close();
  }

  private static BidsAccepted readBidsAccepted(JsonReader in) throws UnreadableRecord {
    in.open();
    String run = in.id(Names.RUN);
    int shard = in.integer(Names.SHARD);
    int month = in.month(Names.MONTH);
    SortedMap<String, SortedMap<String, Long>> fen = new TreeMap<>();
    for (AcceptedBid bid : in.objects(Names.BIDS, AwardsShapes::readAcceptedBid)) {
      fen.computeIfAbsent(bid.provider, _ -> new TreeMap<>()).put(bid.tender, bid.priceFen);
    }
    in.close();
    return new BidsAccepted(run, shard, month, new AcceptedBids(fen));
  }

  private record AcceptedBid(String provider, String tender, long priceFen) {}

  private static AcceptedBid readAcceptedBid(JsonReader in) throws UnreadableRecord {
    in.open();
    AcceptedBid bid =
        new AcceptedBid(in.id(Names.PROVIDER), in.id(Names.TENDER), in.number(Names.PRICE_FEN));
    in.close();
    return bid;
  }

  private static void write(AwardsClosed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.number(Names.COUNT, message.count());
    to.digest(Names.DIGEST, message.digest());
    to.close();
  }

  private static AwardsClosed readAwardsClosed(JsonReader in) throws UnreadableRecord {
    in.open();
    AwardsClosed message =
        new AwardsClosed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.integer(Names.COUNT),
            in.digest(Names.DIGEST));
    in.close();
    return message;
  }
}
