package org.cloudmarket.documents.scenario;

import static org.cloudmarket.documents.reading.Decimals.node;
import static org.cloudmarket.documents.reading.Decimals.whole;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.function.Function;
import org.cloudmarket.documents.reading.CanonicalValues;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Writes the canonical document of a scenario: every default said, ids sorted, fields in one order,
 * and nothing that still has to be resolved.
 */
public final class ScenarioWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScenarioWriter() {}

  public static ObjectNode write(Scenario scenario) {
    ObjectNode document = NODES.objectNode();
    document.put("name", scenario.name());
    document.put("title", scenario.title());
    document.put("story", scenario.story());
    document.put("start", Months.text(scenario.start()));
    document.put("months", scenario.months());
    document.put("currency", scenario.currency().getCurrencyCode());
    document.set("population", population(scenario));
    ObjectNode providers = document.putObject("providers");
    scenario.providers().forEach(provider -> providers.set(provider.id(), provider(provider)));
    document.set("rules", ParametersForm.write(ProcurementRules.DECLARATION, scenario.rules()));
    document.set(
        "parameters", ParametersForm.write(MarketParameters.DECLARATION, scenario.parameters()));
    ObjectNode statistics = document.putObject("statistics");
    scenario
        .statistics()
        .forEach(
            statistic -> {
              ObjectNode into = statistics.putObject(statistic.id());
              into.set("providers", CanonicalValues.idsOrAll(statistic.providers()));
              into.set("segments", CanonicalValues.wordsOrAll(statistic.segments()));
            });
    ObjectNode policies = document.putObject("policies");
    scenario.policies().forEach(policy -> policies.set(policy.id(), PolicyWriter.policy(policy)));
    ObjectNode triggers = document.putObject("triggers");
    scenario
        .triggers()
        .forEach(trigger -> triggers.set(trigger.id(), PolicyWriter.trigger(trigger)));
    scenario.acceptedBids().ifPresent(bids -> document.set("acceptedBids", acceptedBids(bids)));
    return document;
  }

  private static ObjectNode acceptedBids(AcceptedBids bids) {
    ObjectNode written = NODES.objectNode();
    bids.fen()
        .forEach(
            (provider, ofProvider) -> {
              ObjectNode into = written.putObject(provider);
              ofProvider.forEach((tender, fen) -> into.set(tender, whole(fen)));
            });
    return written;
  }

  private static ObjectNode population(Scenario scenario) {
    ObjectNode population = NODES.objectNode();
    population.put("buyers", scenario.buyers());
    ObjectNode cities = population.putObject("cities");
    scenario.cities().forEach(city -> cities.put(city.id(), city.weight()));
    ObjectNode segments = population.putObject("segments");
    scenario.segments().forEach((segment, profile) -> segments.set(segment.id(), segment(profile)));
    ObjectNode named = population.putObject("namedBuyers");
    scenario.namedBuyers().forEach(buyer -> named.set(buyer.id(), namedBuyer(buyer)));
    return population;
  }

  private static ObjectNode segment(SegmentProfile profile) {
    ObjectNode segment = NODES.objectNode();
    segment.put("publicTender", profile.publicTender());
    segment.set("buyerShare", node(profile.buyerSharePpm()));
    segment.set("meanAnnualSpendFen", whole(profile.meanAnnualSpendFen()));
    segment.set("spendLogSd", node(profile.spendLogSdPpm()));
    segment.put("spendCap", profile.spendCap());
    segment.set("weights", weights(profile.weights()));
    segment.set("exposure", node(profile.exposurePpm()));
    segment.set("dataClasses", fractions(profile.dataClassesPpm(), dataClass -> dataClass.id()));
    segment.set("termMonths", fractions(profile.termsPpm(), term -> Integer.toString(term)));
    segment.set("stock", fractions(profile.stockPpm(), Function.identity()));
    segment.set("growth", node(profile.growthPpm()));
    segment.set("portingCost", node(profile.portingCostPpm()));
    return segment;
  }

  private static ObjectNode weights(Weights points) {
    ObjectNode weights = NODES.objectNode();
    weights.set("price", node(points.price()));
    weights.set("quality", node(points.quality()));
    weights.set("security", node(points.security()));
    weights.set("standing", node(points.standing()));
    weights.set("continuity", node(points.continuity()));
    weights.set("ecosystem", node(points.ecosystem()));
    return weights;
  }

  private static <K> ObjectNode fractions(SortedMap<K, Integer> ppm, Function<K, String> id) {
    ObjectNode fractions = NODES.objectNode();
    ppm.forEach((key, value) -> fractions.set(id.apply(key), node(value)));
    return fractions;
  }

  private static ObjectNode namedBuyer(NamedBuyer buyer) {
    ObjectNode named = NODES.objectNode();
    named.put("segment", buyer.segment().id());
    named.put("city", buyer.city());
    named.put("dataClass", buyer.dataClass().id());
    named.set("annualSpendFen", whole(buyer.annualSpendFen()));
    named.set("exposure", node(buyer.exposurePpm()));
    named.put("incumbent", buyer.incumbent());
    named.put("contractEnds", Months.text(buyer.contractEnds()));
    return named;
  }

  private static ObjectNode provider(Provider provider) {
    ObjectNode written = NODES.objectNode();
    written.put("name", provider.name());
    written.put("ownership", provider.ownership().id());
    written.set("foreignCapital", node(provider.foreignCapitalPpm()));
    written.put("ownerGroup", provider.ownerGroup());
    written.set("cities", CanonicalValues.idsOrAll(provider.cities()));
    written.put("opens", Months.text(provider.opens()));
    written.set("quality", node(provider.qualityPpm()));
    written.put("certificationLevel", provider.certificationLevel());
    written.set("unitCostMilliFen", whole(provider.unitCostMilliFen()));
    written.set("standing", node(provider.standingPpm()));
    written.set("ecosystem", fractions(provider.ecosystemPpm(), Segment::id));
    written.put("strategy", provider.strategy().id());
    written.put("fringe", provider.fringe());
    return written;
  }
}
