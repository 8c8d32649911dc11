package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;

/** Reads who sells. */
final class ProviderReader {

  private static final int MAX_NAME = 100;

  private ProviderReader() {}

  static List<Provider> read(Fields fields, Draft.Known known, int start) {
    List<Provider> providers = new ArrayList<>();
    if (fields.present() && known.providers().isEmpty()) {
      fields.faults().add(fields.pointer(), "names no provider; somebody sells");
    }
    Keyed.byId(fields, "provider", Scenario.MAX_PROVIDERS)
        .forEach((id, node) -> provider(fields, id, node, known, start, providers));
    return providers;
  }

  private static void provider(
      Fields all, String id, JsonNode node, Draft.Known known, int start, List<Provider> into) {
    Faults faults = all.faults();
    int mark = faults.count();
    Fields fields = Fields.of(all.at(id), node, faults);
    String name = fields.text("name", MAX_NAME);
    Ownership ownership = fields.word("ownership", "ownership", Ownership.class);
    int foreignCapital = fields.fraction("foreignCapital", 0, Ranges.PPM, 0);
    String ownerGroup = fields.newId("ownerGroup");
    SortedSet<String> cities = fields.idsOrAll("cities", "city", known.cities());
    int opens = fields.month("opens", start);
    int quality = fields.fraction("quality", 0, Ranges.PPM);
    int certification = fields.whole("certificationLevel", 1, Provider.TOP_CERTIFICATION);
    long unitCost = fields.amount("unitCostMilliFen", 1_000, 10_000_000);
    int standing = fields.fraction("standing", 0, Ranges.PPM);
    SortedMap<Segment, Integer> ecosystem = ecosystem(fields.optionalMap("ecosystem"));
    PricingStrategy strategy = fields.word("strategy", "strategy", PricingStrategy.class);
    boolean fringe = fields.flag("fringe", false);
    fields.close();
    faults
        .make(
            mark,
            fields.pointer(),
            () ->
                new Provider(
                    id,
                    name,
                    ownership,
                    foreignCapital,
                    ownerGroup,
                    cities,
                    opens,
                    quality,
                    certification,
                    unitCost,
                    standing,
                    ecosystem,
                    strategy,
                    fringe))
        .ifPresent(into::add);
  }

  private static SortedMap<Segment, Integer> ecosystem(Fields fields) {
    return Keyed.fractions(fields, "segment", Keyed.words(Segment.class));
  }
}
