package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;

/** Reads who buys. */
final class PopulationReader {

  private static final int MAX_CITIES = 1_000;
  private static final int MAX_CITY_WEIGHT = 1_000_000;
  private static final int MAX_NAMED_BUYERS = 10_000;

  /** Ids that the population gives to the buyers that it draws. */
  private static final Pattern DRAWN =
      Pattern.compile("(" + String.join("|", Kebab.ids(Segment.class)) + ")-(new-)?[0-9]+");

  private static final SortedMap<String, Integer> TERMS =
      Keyed.known(
          IntStream.rangeClosed(1, SegmentProfile.MAX_TERM_MONTHS)
              .mapToObj(Integer::toString)
              .toList(),
          Integer::valueOf);

  private final Draft.Known known;
  private final SortedMap<String, String> providers;
  private final Fields population;
  private final Faults faults;

  PopulationReader(Draft.Known known, Fields population) {
    this.known = known;
    this.providers = Keyed.known(known.providers(), id -> id);
    this.population = population;
    this.faults = population.faults();
  }

  int buyers() {
    return population.whole("buyers", 0, Scenario.MAX_BUYERS);
  }

  List<City> cities() {
    Fields fields = population.map("cities");
    List<City> cities = new ArrayList<>();
    for (String id : Keyed.byId(fields, "city", MAX_CITIES).keySet()) {
      int mark = faults.count();
      int weight = fields.whole(id, 1, MAX_CITY_WEIGHT);
      faults.make(mark, fields.at(id), () -> new City(id, weight)).ifPresent(cities::add);
    }
    if (population.has("cities") && known.cities().isEmpty()) {
      population.fault("cities", "has no city; buyers sit somewhere");
    }
    return cities;
  }

  SortedMap<Segment, SegmentProfile> segments() {
    Fields fields = population.map("segments");
    SortedMap<Segment, SegmentProfile> segments = new TreeMap<>();
    int mark = faults.count();
    Keyed.byWord(fields, "segment", Segment.class)
        .forEach((segment, node) -> segment(fields, segment, node, segments));
    if (population.has("segments") && faults.count() == mark) {
      long sum = segments.values().stream().mapToLong(SegmentProfile::buyerSharePpm).sum();
      if (sum != Ranges.PPM) {
        population.fault(
            "segments", "their buyerShare adds up to " + Ranges.text(sum) + ", not to 1");
      }
    }
    return segments;
  }

  private void segment(
      Fields segments, Segment segment, JsonNode node, SortedMap<Segment, SegmentProfile> into) {
    int mark = faults.count();
    Fields fields = Fields.of(segments.at(segment.id()), node, faults);
    boolean publicTender = fields.flag("publicTender");
    int buyerShare = fields.fraction("buyerShare", 0, Ranges.PPM);
    long spend = fields.amount("meanAnnualSpendFen", 1, SegmentProfile.MAX_MEAN_SPEND_FEN);
    int spendLogSd = fields.fraction("spendLogSd", 0, 3 * Ranges.PPM);
    int spendCap = fields.whole("spendCap", 2, 50);
    Weights weights = weights(fields.map("weights"));
    int exposure = fields.fraction("exposure", 0, Ranges.PPM);
    SortedMap<DataClass, Integer> dataClasses =
        Keyed.parts(fields.map("dataClasses"), "data class", Keyed.words(DataClass.class));
    SortedMap<Integer, Integer> terms =
        Keyed.parts(fields.map("termMonths"), "term of 1..60 months", TERMS);
    SortedMap<String, Integer> stock =
        Keyed.partsById(fields.map("stock"), "provider", providers, Scenario.MAX_PROVIDERS);
    int growth = fields.fraction("growth", 0, 5 * Ranges.PPM, Ranges.PPM);
    int portingCost = fields.fraction("portingCost", 0, Ranges.PPM, 0);
    fields.close(FieldPlaces.ALL);
    faults
        .make(
            mark,
            fields.pointer(),
            () ->
                new SegmentProfile(
                    segment,
                    publicTender,
                    buyerShare,
                    spend,
                    spendLogSd,
                    spendCap,
                    weights,
                    exposure,
                    dataClasses,
                    terms,
                    stock,
                    growth,
                    portingCost))
        .ifPresent(profile -> into.put(segment, profile));
  }

  private Weights weights(Fields fields) {
    int mark = fields.mark();
    long price = fields.points("price", 100);
    long quality = fields.points("quality", 100);
    long security = fields.points("security", 100);
    long standing = fields.points("standing", 100);
    long continuity = fields.points("continuity", 100);
    long ecosystem = fields.points("ecosystem", 100);
    fields.close();
    long sum = price + quality + security + standing + continuity + ecosystem;
    if (faults.count() == mark && sum != 100 * Weights.POINT) {
      faults.add(fields.pointer(), "weights add up to " + Ranges.text(sum) + " points, not to 100");
    }
    return faults
        .make(
            mark,
            fields.pointer(),
            () -> new Weights(price, quality, security, standing, continuity, ecosystem))
        .orElse(Weights.points(100, 0, 0, 0, 0, 0));
  }

  List<NamedBuyer> namedBuyers() {
    Fields fields = population.optionalMap("namedBuyers");
    List<NamedBuyer> buyers = new ArrayList<>();
    Keyed.byId(fields, "buyer", MAX_NAMED_BUYERS)
        .forEach((id, node) -> namedBuyer(fields, id, node, buyers));
    return buyers;
  }

  private void namedBuyer(Fields buyers, String id, JsonNode node, List<NamedBuyer> into) {
    int mark = faults.count();
    Matcher drawn = DRAWN.matcher(id);
    if (drawn.matches()) {
      buyers.fault(
          id,
          "is the id that the population gives to a buyer of segment "
              + drawn.group(1)
              + " that it draws; choose another");
    }
    Fields fields = Fields.of(buyers.at(id), node, faults);
    Segment segment = fields.word("segment", "segment", Segment.class);
    String city = fields.id("city", "city", known.cities());
    DataClass dataClass = fields.word("dataClass", "data class", DataClass.class);
    long spend = fields.amount("annualSpendFen", 1, NamedBuyer.MAX_SPEND_FEN);
    int exposure = fields.fraction("exposure", 0, Ranges.PPM);
    String incumbent = fields.id("incumbent", "provider", known.providers());
    int ends = fields.month("contractEnds");
    fields.close();
    faults
        .make(
            mark,
            fields.pointer(),
            () -> new NamedBuyer(id, segment, city, dataClass, spend, exposure, incumbent, ends))
        .ifPresent(into::add);
  }

  void close() {
    population.close(FieldPlaces.ALL);
  }
}
