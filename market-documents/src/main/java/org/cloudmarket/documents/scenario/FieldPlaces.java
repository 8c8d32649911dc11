package org.cloudmarket.documents.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.market.Declaration;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.ProcurementRules;

/** Where fields belong that people write in another place of the market. */
final class FieldPlaces {

  private static final String SEGMENT = "population.segments.SEGMENT";

  private static final List<String> OF_SEGMENTS =
      List.of(
          "publicTender",
          "buyerShare",
          "meanAnnualSpendFen",
          "spendLogSd",
          "spendCap",
          "weights",
          "exposure",
          "dataClasses",
          "termMonths",
          "stock",
          "growth",
          "portingCost");

  private static final List<String> OF_THE_POPULATION =
      List.of("buyers", "cities", "segments", "namedBuyers");

  /** For each field, the path of the map that it belongs to. */
  static final Map<String, String> ALL = all();

  private FieldPlaces() {}

  private static Map<String, String> all() {
    Map<String, String> places = new TreeMap<>();
    OF_THE_POPULATION.forEach(field -> places.put(field, "population"));
    OF_SEGMENTS.forEach(field -> places.put(field, SEGMENT));
    put(ProcurementRules.DECLARATION, "rules", places);
    put(MarketParameters.DECLARATION, "parameters", places);
    return Collections.unmodifiableMap(places);
  }

  private static void put(Declaration<?> declaration, String place, Map<String, String> into) {
    declaration.parameters().forEach(parameter -> into.put(parameter.name(), place));
  }
}
