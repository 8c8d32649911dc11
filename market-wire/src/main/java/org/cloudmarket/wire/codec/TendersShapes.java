package org.cloudmarket.wire.codec;

import java.util.List;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How what buyers say to providers looks on the wire. */
final class TendersShapes {

  private static final Constants<Segment> SEGMENTS = Constants.of(Segment.class);
  private static final Constants<DataClass> DATA_CLASSES = Constants.of(DataClass.class);

  private TendersShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            "market-announced",
            1,
            MarketAnnounced.class,
            MarketAnnounced::shard,
            (m, to) -> {},
            TendersShapes::write,
            TendersShapes::readMarketAnnounced),
        new Shape<>(
            "rules-amended",
            1,
            RulesAmended.class,
            RulesAmended::shard,
            (m, to) -> to.month(m.month()),
            TendersShapes::write,
            TendersShapes::readRulesAmended),
        new Shape<>(
            "market-opened",
            1,
            MarketOpened.class,
            MarketOpened::shard,
            (m, to) -> to.month(m.month()),
            TendersShapes::write,
            TendersShapes::readMarketOpened),
        new Shape<>(
            "tender-published",
            1,
            TenderPublished.class,
            TenderPublished::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tender()),
            TendersShapes::write,
            TendersShapes::readTenderPublished),
        new Shape<>(
            "tenders-published",
            1,
            TendersPublished.class,
            TendersPublished::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tenders().getFirst().tender()),
            TendersShapes::write,
            TendersShapes::readTendersPublished),
        new Shape<>(
            "tenders-closed",
            1,
            TendersClosed.class,
            TendersClosed::shard,
            (m, to) -> to.month(m.month()),
            TendersShapes::write,
            TendersShapes::readTendersClosed),
        new Shape<>(
            "bids-due",
            1,
            BidsDue.class,
            BidsDue::shard,
            (m, to) -> to.month(m.month()),
            TendersShapes::write,
            TendersShapes::readBidsDue),
        new Shape<>(
            "bidder-registered",
            1,
            BidderRegistered.class,
            BidderRegistered::shard,
            (m, to) -> to.add(m.provider()).slash().add(m.publicKey()),
            TendersShapes::write,
            TendersShapes::readBidderRegistered),
        new Shape<>(
            "market-ended",
            1,
            MarketEnded.class,
            MarketEnded::shard,
            (m, to) -> {},
            TendersShapes::write,
            TendersShapes::readMarketEnded));
  }

  private static void write(MarketAnnounced message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.number(Names.SEED, message.seed());
    to.raw(Names.SCENARIO, Scenarios.bytes(message.scenario()));
    to.close();
  }

  private static MarketAnnounced readMarketAnnounced(JsonReader in) throws UnreadableRecord {
    in.open();
    MarketAnnounced message =
        new MarketAnnounced(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.number(Names.SEED),
            in.scenario(Names.SCENARIO));
    in.close();
    return message;
  }

  private static void write(RulesAmended message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.raw(Names.POLICIES, Scenarios.bytes(message.policies()));
    to.close();
  }

  private static RulesAmended readRulesAmended(JsonReader in) throws UnreadableRecord {
    in.open();
    RulesAmended message =
        new RulesAmended(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.policies(Names.POLICIES));
    in.close();
    return message;
  }

  private static void write(MarketOpened message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.ids(Names.IN_FORCE, message.inForce());
    PolicyShapes.writeSpells(message.spells(), to);
    PolicyShapes.writeTotals(message.lastMonth(), to);
    to.close();
  }

  private static MarketOpened readMarketOpened(JsonReader in) throws UnreadableRecord {
    in.open();
    MarketOpened message =
        new MarketOpened(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ids(Names.IN_FORCE),
            in.objects(Names.SPELLS, PolicyShapes::readSpell),
            in.objects(Names.LAST_MONTH, PolicyShapes::readTotals));
    in.close();
    return message;
  }

  private static void write(TenderPublished message, JsonWriter to) {
    to.open();
    writeTender(message, to);
    to.close();
  }

  /** Puts the fields into an object that is open. */
  static void writeTender(TenderPublished tender, JsonWriter to) {
    to.text(Names.RUN, tender.run());
    to.number(Names.SHARD, tender.shard());
    to.month(Names.MONTH, tender.month());
    to.text(Names.TENDER, tender.tender());
    to.text(Names.BUYER, tender.buyer());
    to.number(Names.CONTRACT, tender.contract());
    to.number(Names.ATTEMPT, tender.attempt());
    to.constant(Names.SEGMENT, tender.segment());
    to.text(Names.CITY, tender.city());
    to.constant(Names.DATA_CLASS, tender.dataClass());
    to.number(Names.UNITS, tender.units());
    to.number(Names.TERM_MONTHS, tender.termMonths());
    to.flag(Names.PUBLIC_TENDER, tender.publicTender());
    to.flag(Names.FORCED, tender.forced());
    to.optionalId(Names.INCUMBENT, tender.incumbent());
    to.number(Names.INCUMBENT_UNIT_PRICE_MILLI_FEN, tender.incumbentUnitPriceMilliFen());
    to.ids(Names.POLICIES, tender.policies());
  }

  static TenderPublished readTenderPublished(JsonReader in) throws UnreadableRecord {
    in.open();
    TenderPublished message =
        new TenderPublished(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.TENDER),
            in.ownId(Names.BUYER),
            in.integer(Names.CONTRACT),
            in.integer(Names.ATTEMPT),
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.CITY),
            in.constant(Names.DATA_CLASS, DATA_CLASSES),
            in.number(Names.UNITS),
            in.integer(Names.TERM_MONTHS),
            in.flag(Names.PUBLIC_TENDER),
            in.flag(Names.FORCED),
            in.optionalId(Names.INCUMBENT),
            in.number(Names.INCUMBENT_UNIT_PRICE_MILLI_FEN),
            in.ids(Names.POLICIES));
    in.close();
    return message;
  }

  private static void write(TendersPublished message, JsonWriter to) {
    to.open();
    to.openList(Names.TENDERS);
    List<TenderPublished> tenders = message.tenders();
    for (int i = 0; i < tenders.size(); i++) {
      write(tenders.get(i), to);
    }
    to.closeList();
    to.close();
  }

  private static TendersPublished readTendersPublished(JsonReader in) throws UnreadableRecord {
    in.open();
    TendersPublished message =
        new TendersPublished(in.objects(Names.TENDERS, TendersShapes::readTenderPublished));
    in.close();
    return message;
  }

  private static void write(BidsDue message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.close();
  }

  private static BidsDue readBidsDue(JsonReader in) throws UnreadableRecord {
    in.open();
    BidsDue message = new BidsDue(in.id(Names.RUN), in.integer(Names.SHARD), in.month(Names.MONTH));
    in.close();
    return message;
  }

  private static void write(BidderRegistered message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.PROVIDER, message.provider());
    to.text(Names.PUBLIC_KEY, message.publicKey());
    to.close();
  }

  private static BidderRegistered readBidderRegistered(JsonReader in) throws UnreadableRecord {
    in.open();
    BidderRegistered message =
        new BidderRegistered(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.id(Names.PROVIDER),
            in.text(Names.PUBLIC_KEY));
    in.close();
    return message;
  }

  private static void write(TendersClosed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.number(Names.COUNT, message.count());
    to.close();
  }

  private static TendersClosed readTendersClosed(JsonReader in) throws UnreadableRecord {
    in.open();
    TendersClosed message =
        new TendersClosed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.integer(Names.COUNT));
    in.close();
    return message;
  }

  private static void write(MarketEnded message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.close();
  }

  private static MarketEnded readMarketEnded(JsonReader in) throws UnreadableRecord {
    in.open();
    MarketEnded message =
        new MarketEnded(in.id(Names.RUN), in.integer(Names.SHARD), in.month(Names.MONTH));
    in.close();
    return message;
  }
}
