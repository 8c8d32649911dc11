package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.Contract;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/**
 * Facts to entries of a store and back. Binary, because every outcome changes one and nobody reads
 * them but the desk that wrote them. The first byte is the version, the second the kind. What the
 * entry's key says is not said again. It keeps buffers, so each thread has its own.
 */
public final class FactCodec {

  private static final int VERSION = 2;

  /** Entries that were written before moves cost money: a buyer's do not have what they cost. */
  private static final int WITHOUT_MOVES = 1;

  private static final int HEARD = 1;
  private static final int PROGRESS = 2;
  private static final int BUYER = 3;
  private static final int PROVIDER = 4;
  private static final int CONTROL = 5;
  private static final int ALARM = 6;
  private static final int MODEL = 7;

  private static final String BUYER_KEY = "b-";
  private static final String PROVIDER_KEY = "p-";

  private final BinaryWriter writer = new BinaryWriter();
  private final MessageCodec messages;

  /**
   * A codec of facts.
   *
   * @param messages for messages that were heard
   */
  public FactCodec(MessageCodec messages) {
    this.messages = messages;
  }

  /** The value of the entry whose key is {@link Fact#key}. */
  public byte[] encode(Fact fact) {
    writer.begin().one(VERSION);
    switch (fact) {
      case Fact.Buyer buyer -> write(buyer);
      case Fact.Provider provider -> write(provider);
      case Fact.Progress progress -> write(progress);
      case Fact.Heard heard -> write(heard);
      case Fact.Control control -> write(control);
      case Fact.Alarm alarm -> write(alarm);
      case Fact.Model model -> writer.one(MODEL).number(model.number());
    }
    return writer.end();
  }

  /**
   * The fact in an entry.
   *
   * @param key the entry's key within its desk
   * @throws UnreadableRecord where version or kind is unknown or the value is anything else than
   *     {@link #encode} makes, or made in an earlier version
   */
  public Fact decode(String key, byte[] value) throws UnreadableRecord {
    BinaryReader in = new BinaryReader(value);
    int version = in.one();
    if (version != VERSION && version != WITHOUT_MOVES) {
      throw new UnreadableRecord(
          Fault.UNKNOWN_VERSION,
          key,
          "version " + version + " is not read here, only " + WITHOUT_MOVES + " and " + VERSION);
    }
    int kind = in.one();
    Fact fact =
        switch (kind) {
          case HEARD -> readHeard(key, in);
          case PROGRESS -> readProgress(in);
          case BUYER -> readBuyer(idIn(key, BUYER_KEY), version, in);
          case PROVIDER -> readProvider(idIn(key, PROVIDER_KEY), in);
          case CONTROL -> readControl(in);
          case ALARM -> readAlarm(key, in);
          case MODEL -> new Fact.Model(in.integer());
          default ->
              throw new UnreadableRecord(Fault.UNKNOWN_TYPE, key, "there is no kind " + kind);
        };
    in.end();
    if (!fact.key().equals(key)) {
      throw new UnreadableRecord(Fault.BAD_VALUE, key, "its fact belongs under " + fact.key());
    }
    return fact;
  }

  private static String idIn(String key, String prefix) throws UnreadableRecord {
    if (!key.startsWith(prefix)) {
      throw new UnreadableRecord(Fault.BAD_VALUE, key, "the key should begin with " + prefix);
    }
    return key.substring(prefix.length());
  }

  private static int placeIn(String key, String prefix) throws UnreadableRecord {
    try {
      return Integer.parseInt(idIn(key, prefix));
    } catch (NumberFormatException e) {
      throw new UnreadableRecord(Fault.BAD_VALUE, key, "no number is behind " + prefix);
    }
  }

  private void write(Fact.Buyer buyer) {
    Contract contract = buyer.contract();
    Fact.Last last = buyer.last();
    writer
        .one(BUYER)
        .number(contract.provider())
        .number(contract.baseFen())
        .number(contract.unitPriceMilliFen())
        .number(contract.due())
        .number(contract.number())
        .number(contract.failures())
        .one(contract.bridged() ? 1 : 0)
        .number(last.month())
        .number(last.outcomes())
        .digest(last.digest())
        .one(last.tendered() ? 1 : 0)
        .number(last.won().provider())
        .number(last.won().annualFen())
        .bits(last.bidders().low())
        .bits(last.bidders().high())
        .number(last.complaint().provider())
        .bits(last.complaint().against())
        .bits(last.touching().inScope())
        .bits(last.touching().applied())
        .bits(last.touching().displacing())
        .number(last.won().costFen())
        .number(last.won().portingFen());
  }

  private static Fact.Buyer readBuyer(String id, int version, BinaryReader in)
      throws UnreadableRecord {
    Contract contract =
        new Contract(
            in.integer(),
            in.number(),
            in.number(),
            in.integer(),
            in.integer(),
            in.integer(),
            in.flag());
    int month = in.integer();
    int outcomes = in.integer();
    Digest digest = in.digest();
    boolean tendered = in.flag();
    int winner = in.integer();
    long annualFen = in.number();
    var bidders = new Fact.Last.Bidders(in.bits(), in.bits());
    var complaint = new Fact.Last.Complaint(in.integer(), in.bits());
    var touching = new Fact.Last.Touching(in.bits(), in.bits(), in.bits());
    long costFen = in.number();
    long portingFen = version == WITHOUT_MOVES ? 0 : in.number();
    var won = new Fact.Last.Won(winner, annualFen, costFen, portingFen);
    return new Fact.Buyer(
        id,
        contract,
        new Fact.Last(month, outcomes, digest, tendered, won, bidders, complaint, touching));
  }

  private void write(Fact.Provider provider) {
    writer
        .one(PROVIDER)
        .number(provider.cumulativeUnits())
        .number(provider.unitCostMilliFen())
        .number(provider.qualityPpm())
        .number(provider.markupPpm())
        .number(provider.trendFen());
  }

  private static Fact.Provider readProvider(String id, BinaryReader in) throws UnreadableRecord {
    return new Fact.Provider(id, in.number(), in.number(), in.integer(), in.integer(), in.number());
  }

  private void write(Fact.Progress progress) {
    writer
        .one(PROGRESS)
        .number(progress.month())
        .digest(progress.digest())
        .texts(progress.enacted())
        .texts(progress.repealed())
        .bits(progress.held().size());
    for (Map.Entry<String, Integer> held : progress.held().entrySet()) {
      writer.text(held.getKey()).number(held.getValue());
    }
    writer.bits(progress.windows().size());
    for (Map.Entry<String, List<Fact.Reading>> window : progress.windows().entrySet()) {
      writer.text(window.getKey()).bits(window.getValue().size());
      for (Fact.Reading reading : window.getValue()) {
        writer.number(reading.part()).number(reading.whole());
      }
    }
    writer.bits(progress.spells().size());
    for (Spell spell : progress.spells()) {
      writer.text(spell.policy()).number(spell.from()).number(spell.until());
    }
  }

  private static Fact.Progress readProgress(BinaryReader in) throws UnreadableRecord {
    int month = in.integer();
    Digest digest = in.digest();
    List<String> enacted = in.texts();
    List<String> repealed = in.texts();
    SortedMap<String, Integer> held = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      held.put(in.text(), in.integer());
    }
    SortedMap<String, List<Fact.Reading>> windows = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      windows.put(in.text(), readReadings(in));
    }
    List<Spell> spells = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      spells.add(new Spell(in.text(), in.integer(), in.integer()));
    }
    return new Fact.Progress(month, digest, enacted, repealed, held, windows, spells);
  }

  private static List<Fact.Reading> readReadings(BinaryReader in) throws UnreadableRecord {
    int count = in.count();
    List<Fact.Reading> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      readings.add(new Fact.Reading(in.number(), in.number()));
    }
    return List.copyOf(readings);
  }

  private void write(Fact.Control control) {
    writer
        .one(CONTROL)
        .one(control.paused() ? 1 : 0)
        .number(control.steps())
        .number(control.paceMillis())
        .one(control.cancelled() ? 1 : 0)
        .texts(control.answered());
  }

  private static Fact.Control readControl(BinaryReader in) throws UnreadableRecord {
    return new Fact.Control(in.flag(), in.integer(), in.number(), in.flag(), in.texts());
  }

  private void write(Fact.Alarm alarm) {
    writer.one(ALARM).number(alarm.afterMillis());
    write(alarm.message());
  }

  private void write(Fact.Heard heard) {
    writer.one(HEARD);
    write(heard.message());
  }

  private void write(Message message) {
    writer.text(EventTypes.of(message).shape().eventType()).raw(messages.encode(message));
  }

  private Fact.Heard readHeard(String key, BinaryReader in) throws UnreadableRecord {
    return switch (readMessage(in)) {
      case RunOrdered ordered -> new Fact.Ordered(ordered);
      case MonthClosed closed -> new Fact.Reported(closed);
      case StatutesAmended amended when key.equals(Fact.Heard.NEXT_STATUTES) ->
          new Fact.NextStatutes(amended);
      case StatutesAmended amended -> new Fact.Statutes(amended);
      case RunStarted started -> new Fact.Started(started);
      case MonthOpened opened -> new Fact.Opened(opened);
      case MarketAnnounced announced -> new Fact.Announced(announced);
      case RulesAmended amended -> new Fact.Amended(amended);
      case MarketOpened opened -> new Fact.MarketOpen(opened);
      case BidderRegistered registered -> new Fact.Registered(registered);
      case TenderPublished tender -> new Fact.Asked(placeIn(key, Fact.Asked.KEY), tender);
      case ExternalBid bid -> new Fact.Offered(placeIn(key, Fact.Offered.KEY), bid);
      case TendersClosed closed -> new Fact.Waiting(closed);
      case BidsClosed closed -> new Fact.Answered(closed);
      case Message other -> throw kept(key, other);
    };
  }

  private Fact.Alarm readAlarm(String key, BinaryReader in) throws UnreadableRecord {
    long afterMillis = in.number();
    Message message = readMessage(in);
    if (message instanceof MonthDue || message instanceof BidsDue) {
      return new Fact.Alarm(afterMillis, message);
    }
    throw kept(key, message);
  }

  private static UnreadableRecord kept(String key, Message message) {
    return new UnreadableRecord(
        Fault.BAD_VALUE, key, "no desk keeps a " + message.getClass().getSimpleName());
  }

  private Message readMessage(BinaryReader in) throws UnreadableRecord {
    byte[] type = in.text().getBytes(StandardCharsets.US_ASCII);
    return messages.decode(type, in.raw());
  }
}
