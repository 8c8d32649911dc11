package org.cloudmarket.exchange.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Method;
import org.cloudmarket.exchange.mapping.WhoIsWho;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Writes the scenario of a market that is made of data. One buyer of the model is one contract that
 * runs when the market begins; a large buyer is named, once for each provider that it has.
 */
final class MarketDocument {

  /** The shipped market that numbers are taken from which no data show. */
  static final String BASE = "eu-2024";

  /** A segment with fewer running contracts is measured by all its contracts. */
  private static final int ENOUGH = 5;

  private static final double LARGE = 0.02;
  private static final int MOST_NAMED = 200;
  private static final int MOST_CITIES = 200;
  private static final String ELSEWHERE = "elsewhere";

  /** So that a unit of volume costs about a unit of the currency a month. */
  private static final double UNIT_PRICE_MILLI_FEN = 100_000;

  private static final int CERTIFIED = 5;

  /** Points for price and quality, and those that continuity shares with the others. */
  private static final double PRICE = 38;

  private static final double QUALITY = 30;
  private static final double OTHERS = 100 - PRICE - QUALITY;

  private static final JsonNode SHIPPED = DocumentLibrary.shipped().get(BASE).json();

  private final ImportOptions options;
  private final String currency;
  private final Window window;
  private final List<Deal> deals;
  private final WhoIsWho who;
  private final Figures observed;
  private final List<Assumption> assumptions = new ArrayList<>();
  private final List<Deal> stock;
  private final SortedMap<String, SortedMap<String, List<Deal>>> named = new TreeMap<>();
  private final SortedMap<String, String> cities = new TreeMap<>();

  MarketDocument(
      ImportOptions options,
      String currency,
      Window window,
      List<Deal> deals,
      WhoIsWho who,
      Figures observed) {
    this.options = options;
    this.currency = currency;
    this.window = window;
    this.deals = deals;
    this.who = who;
    this.observed = observed;
    List<Deal> running = deals.stream().filter(deal -> deal.runsInto(window.start())).toList();
    name(running);
    stock = running.stream().filter(deal -> !named.containsKey(deal.buyer())).toList();
    cityIds();
  }

  /** Points that continuity can have at the most. */
  static double mostContinuity() {
    return OTHERS;
  }

  /** Points for full quality. */
  static double qualityPoints() {
    return QUALITY;
  }

  /** What is assumed, in the order of the document; known once it is written. */
  List<Assumption> assumptions() {
    return List.copyOf(assumptions);
  }

  /** How many contracts run when the market begins, those of named buyers included. */
  int running() {
    int ofNamed =
        named.values().stream().flatMap(each -> each.values().stream()).mapToInt(List::size).sum();
    return stock.size() + ofNamed;
  }

  /** The buyers that are named, by their keys. */
  SortedSet<String> named() {
    return new TreeSet<>(named.keySet());
  }

  private void name(List<Deal> running) {
    SortedMap<String, SortedMap<String, List<Deal>>> byBuyer = new TreeMap<>();
    Map<String, Double> spend = new TreeMap<>();
    double all = 0;
    for (Deal deal : running) {
      byBuyer
          .computeIfAbsent(deal.buyer(), _ -> new TreeMap<>())
          .computeIfAbsent(deal.provider(), _ -> new ArrayList<>())
          .add(deal);
      spend.merge(deal.buyer(), deal.annualFen(), Double::sum);
      all += deal.annualFen();
    }
    double large = options.namedAbove().map(units -> units.doubleValue() * 100).orElse(LARGE * all);
    spend.entrySet().stream()
        .filter(each -> each.getValue() > large)
        .sorted(
            Comparator.<Map.Entry<String, Double>>comparingDouble(each -> -each.getValue())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_NAMED)
        .forEach(each -> named.put(each.getKey(), byBuyer.get(each.getKey())));
  }

  private void cityIds() {
    SortedMap<String, Integer> weights = new TreeMap<>();
    deals.forEach(deal -> weights.merge(deal.city(), 1, Integer::sum));
    List<String> largest =
        weights.keySet().stream()
            .filter(city -> !WhoIsWho.kebab(city).isEmpty())
            .sorted(Comparator.<String>comparingInt(city -> -weights.get(city)))
            .limit(MOST_CITIES - 1)
            .toList();
    for (String city : weights.keySet()) {
      String id = WhoIsWho.kebab(city);
      boolean known = largest.contains(city) && !id.equals("month");
      cities.put(city, known ? id : ELSEWHERE);
    }
  }

  /**
   * The document.
   *
   * @param fitted what the data do not show
   * @param faults hears of what a scenario cannot hold
   */
  ObjectNode write(Fitted fitted, DataFaults faults) {
    assumptions.clear();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("name", options.name());
    document.put("title", "Contracts of " + shortened(options.source()) + ", without any policy");
    document.put("story", story());
    document.put("start", Months.text(window.start()));
    document.put("months", window.months());
    document.put("currency", currency);
    if (options.start().isEmpty()) {
      assume(
          "start",
          Months.text(window.start()),
          60,
          "when a usual contract could have run out since "
              + Months.text(window.first())
              + ", so that the opening stock is whole");
    }
    ObjectNode population = document.putObject("population");
    population.put("buyers", Math.min(stock.size(), Scenario.MAX_BUYERS));
    ObjectNode places = population.putObject("cities");
    cityWeights().forEach(places::put);
    Growth growth = Growth.of(deals, window);
    population.set("segments", segments(fitted, growth, faults));
    if (!named.isEmpty()) {
      population.set("namedBuyers", namedBuyers(faults));
    }
    ObjectNode rules = rules();
    ObjectNode parameters = parameters(fitted, growth);
    document.set("providers", providers(fitted, parameters));
    document.set("rules", rules);
    document.set("parameters", parameters);
    return document;
  }

  private String story() {
    return String.format(
        Locale.ROOT,
        "Made of %,d contracts of %s. One buyer of the model is one contract that ran when the"
            + " market begins. What the data do not say is taken from %s or fitted; the report of"
            + " the import lists it. It has no policy: those are yours to add.",
        deals.size(),
        options.source(),
        BASE);
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private void assume(String path, Object value, int confidence, String why) {
    assumptions.add(new Assumption(path, value.toString(), confidence, why));
  }

  private SortedMap<String, Integer> cityWeights() {
    SortedMap<String, Integer> weights = new TreeMap<>();
    deals.forEach(deal -> weights.merge(cities.get(deal.city()), 1, Integer::sum));
    weights.replaceAll((_, weight) -> Math.min(weight, Ranges.PPM));
    return weights;
  }

  private ObjectNode segments(Fitted fitted, Growth growth, DataFaults faults) {
    SortedMap<Segment, List<Deal>> bySegment = new TreeMap<>();
    deals.forEach(
        deal -> bySegment.computeIfAbsent(deal.segment(), _ -> new ArrayList<>()).add(deal));
    SortedMap<Segment, Double> shares = new TreeMap<>();
    for (Segment segment : bySegment.keySet()) {
      long running = stock.stream().filter(deal -> deal.segment() == segment).count();
      shares.put(segment, stock.isEmpty() ? bySegment.get(segment).size() : (double) running);
    }
    SortedMap<Segment, Integer> sharesPpm = Parts.ppm(shares);
    ObjectNode segments = JsonNodeFactory.instance.objectNode();
    bySegment.forEach(
        (segment, all) ->
            segments.set(
                segment.id(),
                segment(segment, all, sharesPpm.getOrDefault(segment, 0), fitted, growth, faults)));
    return segments;
  }

  private ObjectNode segment(
      Segment segment, List<Deal> all, int share, Fitted fitted, Growth growth, DataFaults faults) {
    String path = "population.segments." + segment.id() + ".";
    List<Deal> running = stock.stream().filter(deal -> deal.segment() == segment).toList();
    boolean few = running.size() < ENOUGH;
    List<Deal> measured = few ? all : running;
    Spend spend = Spend.of(measured);
    JsonNode base = base(segment);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    boolean byTender = publicTender(all, base, path);
    node.put("publicTender", byTender);
    node.put("buyerShare", Ranges.decimal(share));
    if (spend.meanFen() > SegmentProfile.MAX_MEAN_SPEND_FEN) {
      faults.add(
          "segment " + segment.id(),
          "meanAnnualSpendFen",
          String.format(
              Locale.ROOT,
              "is %.0f, and a scenario holds %d at the most: count in thousands, by a row such as"
                  + " 'currency,%s,%s,,0.001' of the mapping",
              spend.meanFen(),
              SegmentProfile.MAX_MEAN_SPEND_FEN,
              currency,
              currency));
    }
    node.put(
        "meanAnnualSpendFen",
        Math.clamp(Math.round(spend.meanFen()), 1, SegmentProfile.MAX_MEAN_SPEND_FEN));
    node.put("spendLogSd", Ranges.decimal(Parts.micro(spend.logSd())));
    node.put("spendCap", spend.cap());
    if (few) {
      assume(
          path + "meanAnnualSpendFen",
          node.get("meanAnnualSpendFen").asText(),
          40,
          "fewer than " + ENOUGH + " contracts run into the first month; measured by all of them");
    }
    node.set("weights", weights(fitted.continuity(), base, path));
    node.set("exposure", base.path("exposure"));
    node.set("dataClasses", base.path("dataClasses"));
    assume(path + "exposure", base.path("exposure").asText(), 0, "as in " + BASE);
    assume(path + "dataClasses", base.path("dataClasses").toString(), 0, "as in " + BASE);
    node.set("termMonths", Parts.node(terms(all), months -> Integer.toString(months)));
    node.set("stock", Parts.node(holders(running.isEmpty() ? all : running), id -> id));
    double ratio = ratio(all, growth);
    node.put("growth", Ranges.decimal(Parts.micro(ratio)));
    node.set("portingCost", base.path("portingCost"));
    assume(path + "portingCost", base.path("portingCost").asText(), 0, "as in " + BASE);
    return node;
  }

  /** The shipped segment that is most like one. */
  private static JsonNode base(Segment segment) {
    JsonNode segments = SHIPPED.path("population").path("segments");
    JsonNode same = segments.path(segment.id());
    return same.isMissingNode() ? segments.path(Segment.CONSUMER_SERVICE.id()) : same;
  }

  private boolean publicTender(List<Deal> all, JsonNode base, String path) {
    long tenders = all.stream().filter(deal -> deal.method() == Method.TENDER).count();
    long direct = all.stream().filter(deal -> deal.method() == Method.DIRECT).count();
    if (tenders + direct == 0) {
      boolean usual = base.path("publicTender").asBoolean();
      assume(path + "publicTender", usual, 20, "the data name no procedure; as in " + BASE);
      return usual;
    }
    assume(
        path + "publicTender",
        tenders >= direct,
        60,
        tenders + " contracts by tender, " + direct + " direct");
    return tenders >= direct;
  }

  private ObjectNode weights(double continuity, JsonNode base, String path) {
    JsonNode usual = base.path("weights");
    double security = usual.path("security").asDouble();
    double standing = usual.path("standing").asDouble();
    double ecosystem = usual.path("ecosystem").asDouble();
    double all = security + standing + ecosystem;
    SortedMap<String, Double> others = new TreeMap<>();
    others.put("continuity", continuity);
    others.put("security", (OTHERS - continuity) * security / all);
    others.put("standing", (OTHERS - continuity) * standing / all);
    others.put("ecosystem", (OTHERS - continuity) * ecosystem / all);
    ObjectNode weights = JsonNodeFactory.instance.objectNode();
    weights.put("price", BigDecimal.valueOf((long) PRICE));
    weights.put("quality", BigDecimal.valueOf((long) QUALITY));
    Parts.ppm(others)
        .forEach((name, part) -> weights.put(name, Ranges.decimal(Math.round(part * OTHERS))));
    for (String name : List.of("security", "standing", "continuity", "ecosystem")) {
      if (!weights.has(name)) {
        weights.put(name, BigDecimal.ZERO);
      }
    }
    assume(
        path + "weights",
        weights.toString(),
        10,
        "price and quality are assumptions, continuity is fitted to renewals");
    return weights;
  }

  private static SortedMap<Integer, Integer> terms(List<Deal> all) {
    SortedMap<Integer, Double> terms = new TreeMap<>();
    all.forEach(
        deal ->
            terms.merge(
                Math.min(deal.termMonths(), SegmentProfile.MAX_TERM_MONTHS), 1.0, Double::sum));
    return Parts.ppm(terms);
  }

  private static SortedMap<String, Integer> holders(List<Deal> running) {
    SortedMap<String, Double> holders = new TreeMap<>();
    running.forEach(deal -> holders.merge(deal.provider(), deal.annualFen(), Double::sum));
    return Parts.ppm(holders);
  }

  /** The growth of a segment, relative to the market's. */
  private double ratio(List<Deal> all, Growth growth) {
    Growth own = Growth.of(all, window);
    return own.known() && growth.valueMonthly() > 0
        ? Math.clamp(own.valueMonthly() / growth.valueMonthly(), 0, 5)
        : 1;
  }

  private ObjectNode namedBuyers(DataFaults faults) {
    ObjectNode buyers = JsonNodeFactory.instance.objectNode();
    int number = 0;
    for (Map.Entry<String, SortedMap<String, List<Deal>>> buyer : named.entrySet()) {
      number++;
      String known = WhoIsWho.kebab(buyer.getKey());
      String id = known.isEmpty() ? "buyer-" + number : "buyer-" + known;
      for (Map.Entry<String, List<Deal>> held : buyer.getValue().entrySet()) {
        String whole = buyer.getValue().size() == 1 ? id : id + "-with-" + held.getKey();
        String free = whole.length() <= 60 ? whole : whole.substring(0, 60).replaceAll("-+$", "");
        for (int i = 2; buyers.has(free); i++) {
          free = "buyer-" + number + "-" + i;
        }
        buyers.set(free, namedBuyer(held.getKey(), held.getValue(), faults));
      }
    }
    return buyers;
  }

  private ObjectNode namedBuyer(String provider, List<Deal> held, DataFaults faults) {
    Deal largest = held.stream().max(Comparator.comparingDouble(Deal::annualFen)).orElseThrow();
    double annual = held.stream().mapToDouble(Deal::annualFen).sum();
    if (annual > NamedBuyer.MAX_SPEND_FEN) {
      faults.add(
          "buyer " + largest.buyer(),
          "annualSpendFen",
          String.format(
              Locale.ROOT,
              "is %.0f, and a scenario holds %d at the most: count in thousands, by a row such as"
                  + " 'currency,%s,%s,,0.001' of the mapping",
              annual,
              NamedBuyer.MAX_SPEND_FEN,
              currency,
              currency));
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("segment", largest.segment().id());
    node.put("city", cities.get(largest.city()));
    node.put("dataClass", "general");
    node.put("annualSpendFen", Math.clamp(Math.round(annual), 1, NamedBuyer.MAX_SPEND_FEN));
    node.set("exposure", base(largest.segment()).path("exposure"));
    node.put("incumbent", provider);
    node.put("contractEnds", Months.text(largest.end()));
    return node;
  }

  private ObjectNode providers(Fitted fitted, JsonNode parameters) {
    ObjectNode providers = JsonNodeFactory.instance.objectNode();
    double markup =
        parameters.path("markupBase").asDouble()
            + parameters.path("markupField").asDouble() / Math.max(1, who.sellers().size());
    long cost = Math.round(UNIT_PRICE_MILLI_FEN / (1 + markup));
    for (WhoIsWho.Seller seller : who.sellers().values()) {
      ObjectNode node = providers.putObject(seller.id());
      boolean foreign = seller.ownership().what() == Ownership.FOREIGN;
      node.put("name", seller.name());
      node.put("ownership", seller.ownership().what().id());
      node.put("foreignCapital", foreign ? 1 : 0);
      node.put("ownerGroup", seller.id());
      node.put("quality", Ranges.decimal(Parts.micro(fitted.quality().get(seller.id()))));
      node.put("certificationLevel", CERTIFIED);
      node.put("unitCostMilliFen", cost);
      node.put("standing", new BigDecimal("0.5"));
      node.put("strategy", "cost-plus");
      if (seller.id().equals(WhoIsWho.REST)) {
        node.put("fringe", true);
      }
      assume(
          "providers." + seller.id() + ".quality",
          node.get("quality").asText(),
          30,
          "fitted to its part of awards: it stands for all that makes buyers choose it");
    }
    assume(
        "providers.*.unitCostMilliFen",
        cost,
        0,
        "all alike: the data tell of prices and not of costs");
    assume("providers.*.certificationLevel", CERTIFIED, 0, "all may bid for all data");
    assume("providers.*.standing", "0.5", 0, "all alike");
    return providers;
  }

  private ObjectNode rules() {
    ObjectNode rules = (ObjectNode) SHIPPED.path("rules").deepCopy();
    boolean heard = !Double.isNaN(observed.meanBidders());
    boolean single = heard && observed.singleBids() > 0;
    int least = !heard || single ? 1 : fewest();
    rules.put("minimumBidders", Math.clamp(least, 1, 10));
    assume(
        "rules.minimumBidders",
        least,
        single ? 80 : heard ? 40 : 10,
        single
            ? "one bid was enough for some contracts"
            : heard ? "the fewest bids of any contract" : "the data do not say how many bid");
    int fringe = heard ? Math.clamp(Math.round(observed.meanBidders() / 2), 1, 5) : 2;
    rules.put("fringeBidders", fringe);
    assume("rules.fringeBidders", fringe, 20, "half of the mean number of bids, at least 1");
    for (Map.Entry<String, JsonNode> each : rules.properties()) {
      if (!each.getKey().endsWith("Bidders")) {
        assume("rules." + each.getKey(), each.getValue().asText(), 0, "as in " + BASE);
      }
    }
    return rules;
  }

  private int fewest() {
    return deals.stream().mapToInt(Deal::bidders).filter(bids -> bids > 0).min().orElse(1);
  }

  private ObjectNode parameters(Fitted fitted, Growth growth) {
    ObjectNode parameters = (ObjectNode) SHIPPED.path("parameters").deepCopy();
    boolean heard = !Double.isNaN(observed.meanBidders());
    parameters.put("participation", Ranges.decimal(Parts.micro(fitted.participation())));
    double monthly = Math.clamp(growth.valueMonthly(), 0, 0.05);
    parameters.put("monthlyGrowth", Ranges.decimal(Parts.micro(monthly)));
    parameters.put("extraGrowth", BigDecimal.ZERO);
    double entry =
        monthly == 0 ? 0.5 : Math.clamp(growth.numberMonthly() / growth.valueMonthly(), 0, 1);
    parameters.put("entryPart", Ranges.decimal(Parts.micro(entry)));
    parameters.put("learningExponent", BigDecimal.ZERO);
    for (Map.Entry<String, JsonNode> each : parameters.properties()) {
      String path = "parameters." + each.getKey();
      String value = each.getValue().asText();
      switch (each.getKey()) {
        case "participation" ->
            assume(path, value, heard ? 50 : 0, heard ? "fitted to bids" : "as in " + BASE);
        case "monthlyGrowth" -> assume(path, value, growth.known() ? 40 : 0, grown(growth));
        case "entryPart" ->
            assume(
                path,
                value,
                monthly > 0 ? 30 : 0,
                monthly > 0 ? "growth of the number of contracts over that of value" : "unknown");
        case "extraGrowth", "learningExponent" -> assume(path, value, 0, "the data say nothing");
        default -> assume(path, value, 0, "as in " + BASE);
      }
    }
    return parameters;
  }

  private static String grown(Growth growth) {
    if (!growth.known()) {
      return "too few contracts, or in too short a time, to say";
    }
    String yearly = String.format(Locale.ROOT, "%.1f percent a year", 100 * growth.valueYearly());
    return growth.valueMonthly() > 0
        ? "the second half of the data over the first: " + yearly
        : "the data shrink by " + yearly.replace("-", "") + ", which a market here cannot";
  }
}
