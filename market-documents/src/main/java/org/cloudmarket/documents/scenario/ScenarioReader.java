package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.instrument.KnownIds;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.policy.Horizon;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;
import org.cloudmarket.model.soundness.Pointer;

/** Reads a document that is whole: its base, its arm and its changes are merged in. */
public final class ScenarioReader {

  private static final int MAX_STORY = 20_000;
  private static final int MAX_STATISTICS = 100;
  private static final int MAX_BIDS = 100_000;

  private ScenarioReader() {}

  /**
   * Reads a document as far as it can be read.
   *
   * @param outer fields of a document that were read and taken out before; what is no field may
   *     have been meant for one
   */
  public static Draft read(JsonNode document, Collection<String> outer, Faults faults) {
    Draft.Known known = KnownIds.of(document);
    Fields fields = Fields.of(Pointer.ROOT, document, faults);
    String name = fields.newId("name");
    String title = fields.text("title", Titles.MAX_LENGTH);
    String story = fields.text("story", MAX_STORY, "");
    int mark = faults.count();
    int start = fields.month("start");
    int months = fields.whole("months", 1, Scenario.MAX_MONTHS);
    Optional<Horizon> horizon = faults.make(mark, Pointer.ROOT, () -> new Horizon(start, months));
    PopulationReader population = new PopulationReader(known, fields.map("population"));
    Fields statistics = fields.optionalMap("statistics");
    Draft draft =
        new Draft(
            known,
            name,
            title,
            story,
            horizon,
            fields.currency("currency", Currencies.CNY),
            population.buyers(),
            population.cities(),
            population.segments(),
            population.namedBuyers(),
            ProviderReader.read(
                fields.map("providers"),
                known,
                horizon.map(Horizon::start).orElse(Months.of(1900, 1))),
            ParametersForm.read(ProcurementRules.DECLARATION, fields.map("rules")),
            ParametersForm.read(MarketParameters.DECLARATION, fields.map("parameters")),
            statistics(statistics, known),
            new PolicyReader(known).policies(fields.optionalMap("policies")),
            new TriggerReader(known).triggers(fields.optionalMap("triggers")),
            acceptedBids(fields.optionalMap("acceptedBids"), known));
    population.close();
    fields.allow(outer);
    fields.close(FieldPlaces.ALL);
    return draft;
  }

  private static Optional<AcceptedBids> acceptedBids(Fields fields, Draft.Known known) {
    SortedMap<String, SortedMap<String, Long>> bids = new TreeMap<>();
    Keyed.byId(fields, "provider", Scenario.MAX_PROVIDERS)
        .forEach(
            (id, node) -> {
              if (!known.providers().contains(id)) {
                fields
                    .faults()
                    .misread(
                        fields.at(id),
                        id,
                        fields.faults().unknown("provider", id, known.providers()));
              }
              bids.put(id, bids(Fields.of(fields.at(id), node, fields.faults())));
            });
    return fields.present() ? Optional.of(new AcceptedBids(bids)) : Optional.empty();
  }

  private static SortedMap<String, Long> bids(Fields fields) {
    int mark = fields.mark();
    SortedMap<String, Long> bids = new TreeMap<>();
    for (String tender : Keyed.byId(fields, "tender", MAX_BIDS).keySet()) {
      bids.put(tender, fields.amount(tender, 1, AcceptedBids.MOST_FEN));
    }
    return fields.faults().count() == mark ? bids : new TreeMap<>();
  }

  private static List<Statistic> statistics(Fields fields, Draft.Known known) {
    List<Statistic> statistics = new ArrayList<>();
    Keyed.byId(fields, "statistic", MAX_STATISTICS)
        .forEach(
            (id, node) -> {
              int mark = fields.faults().count();
              Fields statistic = Fields.of(fields.at(id), node, fields.faults());
              var providers = statistic.idsOrAll("providers", "provider", known.providers());
              var segments = statistic.wordsOrAll("segments", "segment", Segment.class);
              statistic.close();
              fields
                  .faults()
                  .make(mark, statistic.pointer(), () -> new Statistic(id, providers, segments))
                  .ifPresent(statistics::add);
            });
    return statistics;
  }
}
