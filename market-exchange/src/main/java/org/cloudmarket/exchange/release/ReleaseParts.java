package org.cloudmarket.exchange.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Counterfactual;
import org.cloudmarket.model.scenario.Scenario;

/** The parts that releases are made of. Every organisation that is named is one of the parties. */
final class ReleaseParts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * A call for bids.
   *
   * @param method of the closed code list
   * @param ceilingFen the budget; 0 where it is not known
   */
  record Call(
      String tender,
      String buyer,
      Segment segment,
      String city,
      int month,
      String method,
      long ceilingFen) {

    /** The same buyer in the same month, of another tender. */
    Call of(String other) {
      return new Call(other, buyer, segment, city, month, method, ceilingFen);
    }
  }

  private final Map<String, Provider> providers = new HashMap<>();
  private final String currency;

  ReleaseParts(Scenario scenario) {
    scenario.providers().forEach(provider -> providers.put(provider.id(), provider));
    currency = scenario.currency().getCurrencyCode();
  }

  static ObjectNode release(String ocid, String id, String date, List<String> tags) {
    ObjectNode release = NODES.objectNode();
    release.put("ocid", ocid);
    release.put("id", id);
    release.put("date", date);
    strings(release, "tag", tags);
    release.put("initiationType", "tender");
    release.put("language", "en");
    return release;
  }

  /** The buyer, and those who bid. */
  ArrayNode parties(ObjectNode release, Call call, List<String> tenderers) {
    ArrayNode parties = release.putArray("parties");
    ObjectNode buyer = parties.addObject();
    buyer.put("id", call.buyer());
    buyer.put("name", named(call.buyer()));
    strings(buyer, "roles", List.of("buyer", "procuringEntity"));
    buyer.putObject("address").put("locality", call.city());
    buyer.putObject("details").put("segment", call.segment().id());
    tenderers.forEach(each -> party(parties, each, "tenderer"));
    release.set("buyer", reference(call.buyer()));
    return parties;
  }

  void party(ArrayNode parties, String provider, String role) {
    ObjectNode party = parties.addObject();
    party.put("id", provider);
    party.put("name", named(provider));
    strings(party, "roles", List.of(role));
    Provider known = providers.get(provider);
    if (known != null) {
      party.putObject("details").put("ownership", known.ownership().id());
    }
  }

  /** Gives a party one more role. */
  void role(ArrayNode parties, String provider, String role) {
    for (var party : parties) {
      if (party.path("id").asText().equals(provider)) {
        ((ArrayNode) party.path("roles")).add(role);
      }
    }
  }

  ObjectNode reference(String id) {
    ObjectNode reference = NODES.objectNode();
    reference.put("id", id);
    reference.put("name", named(id));
    return reference;
  }

  /** A provider's name; of a buyer, its id in words: {@code Municipality 17}. */
  private String named(String id) {
    Provider provider = providers.get(id);
    if (provider != null) {
      return provider.name();
    }
    String words = id.replace('-', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  ObjectNode tender(ObjectNode release, Call call, String status) {
    ObjectNode tender = release.putObject("tender");
    tender.put("id", call.tender());
    tender.put("title", "Cloud services for " + named(call.buyer()));
    tender.put("status", status);
    tender.set("procuringEntity", reference(call.buyer()));
    tender.put("procurementMethod", call.method());
    tender.put("mainProcurementCategory", "services");
    if (call.ceilingFen() > 0) {
      tender.set("value", money(call.ceilingFen()));
    }
    return tender;
  }

  /**
   * @param bids prices by bidder; 0 where a price is not known
   * @param count how many valid bids there were: the rest of the market is one bidder in the list
   *     and several in the count
   */
  void bids(
      ObjectNode release,
      ObjectNode tender,
      Call call,
      SortedMap<String, Long> bids,
      int count,
      String date) {
    tender.put("numberOfTenderers", count);
    ObjectNode node = release.putObject("bids");
    ObjectNode statistic = node.putArray("statistics").addObject();
    statistic.put("id", call.tender() + "-valid-bids");
    statistic.put("measure", "validBids");
    statistic.put("value", count);
    if (bids.isEmpty()) {
      return;
    }
    ArrayNode tenderers = tender.putArray("tenderers");
    ArrayNode details = node.putArray("details");
    bids.forEach(
        (bidder, priceFen) -> {
          tenderers.add(reference(bidder));
          ObjectNode bid = details.addObject();
          bid.put("id", bidId(call.tender(), bidder));
          bid.put("date", date);
          bid.put("status", "valid");
          bid.putArray("tenderers").add(reference(bidder));
          if (priceFen > 0) {
            bid.set("value", money(priceFen));
          }
        });
  }

  static String bidId(String tender, String bidder) {
    return tender + "-bid-of-" + bidder;
  }

  /** The extension's part of a release; see {@code ocds-extension/release-schema.json}. */
  static ObjectNode simulation(ObjectNode release, String run, Call call) {
    ObjectNode simulation = release.putObject("simulation");
    simulation.put("run", run);
    simulation.put("month", Months.text(call.month()));
    simulation.put("segment", call.segment().id());
    return simulation;
  }

  /** What policy did to an award. */
  void effects(ObjectNode simulation, ContractAwarded award) {
    Counterfactual otherwise = award.counterfactual();
    simulation.put("dataClass", award.client().dataClass().id());
    simulation.put("procedure", award.win().procedure().id());
    simulation.put("forced", award.need().forced());
    strings(simulation, "policies", award.policies());
    strings(simulation, "displacedBy", otherwise.displacedBy());
    if (!otherwise.winner().isEmpty()) {
      ObjectNode without = simulation.putObject("counterfactual");
      without.put("supplier", otherwise.winner());
      without.set("value", money(otherwise.priceFen()));
    }
    if (award.win().portingFen() != 0) {
      simulation.set("moving", money(award.win().portingFen()));
    }
  }

  /** An amount in units of the currency. */
  ObjectNode money(long fen) {
    ObjectNode money = NODES.objectNode();
    money.put("amount", BigDecimal.valueOf(fen, 2));
    money.put("currency", currency);
    return money;
  }

  /** From the first day of a month to the last day before another. */
  static ObjectNode period(int start, int end) {
    ObjectNode period = NODES.objectNode();
    period.put("startDate", date(start, 1));
    YearMonth last = yearMonth(Math.max(start, end - 1));
    period.put("endDate", last.atEndOfMonth() + "T23:59:59Z");
    return period;
  }

  static String date(int month, int day) {
    return yearMonth(month).atDay(day) + "T00:00:00Z";
  }

  private static YearMonth yearMonth(int month) {
    return YearMonth.of(Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1);
  }

  static void strings(ObjectNode node, String field, Collection<String> values) {
    ArrayNode array = node.putArray(field);
    values.forEach(array::add);
  }
}
