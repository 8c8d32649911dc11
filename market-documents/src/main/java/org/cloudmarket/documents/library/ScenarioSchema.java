package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.reading.SchemaRecorder;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.ScenarioReader;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.soundness.Pointer;

/**
 * The JSON schema (draft 2020-12) of scenario documents: what the readers ask of a specimen, and
 * the instruments' own. It says which fields there are, of which types and in which ranges. What
 * ids refer to, what adds up and which months follow each other only a validation finds.
 */
public final class ScenarioSchema {

  /** One of each kind in each map of entries and in each list. */
  private static final String SPECIMEN =
      """
      population:
        cities: {x: 1}
        segments:
          bank: {dataClasses: {general: 1}, termMonths: {12: 1}, stock: {x: 1}}
        namedBuyers: {x: {}}
      providers:
        x: {ecosystem: {bank: 1}}
      statistics: {x: {}}
      acceptedBids:
        x: {x: 1}
      arms:
        x: {set: {}}
      """;

  /** What a trigger can watch, with the fields that go with it. */
  private static final List<String> WATCHED =
      List.of(
          "figure: complaints-per-tender, ofPolicy: x",
          "figure: running-share, ofProvider: x",
          "figure: running-share, ofOwnership: state",
          "figure: concentration");

  private static final String ACTIONS = "actions: [{enact: x}, {repeal: x}, {amend: x, to: x}]";

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("name", "Its id, kebab-case."),
          Map.entry("title", "One line for people."),
          Map.entry("story", "What happened, and where it is known from."),
          Map.entry("kind", "A market is there to be extended and not run."),
          Map.entry("start", "The first month."),
          Map.entry("months", "How many months a run has."),
          Map.entry(
              "currency",
              "The ISO 4217 code of the currency of all sums: fields with Fen in their names count"
                  + " hundredths of its unit. CNY where neither the document nor what it extends"
                  + " says."),
          Map.entry("population", "Who buys: how many, where, of which kinds."),
          Map.entry("providers", "Who sells, by id."),
          Map.entry("rules", "The law of tenders."),
          Map.entry("parameters", "The behaviour of buyers and providers."),
          Map.entry("statistics", "Sets of providers and segments that researchers count, by id."),
          Map.entry("policies", "What government does and when, by id."),
          Map.entry("triggers", "What makes government act by itself, by id."),
          Map.entry(
              "acceptedBids",
              "What providers with the strategy 'external' or 'external-signed' have bid, in"
                  + " hundredths of the currency's unit for the whole contract, by the provider and"
                  + " the tender. An exported run has it, and repeats with it."),
          Map.entry("arms", "Variations of this document, by id."));

  private ScenarioSchema() {}

  /** The schema, anew. */
  public static ObjectNode write() {
    ObjectNode whole = read();
    ObjectNode layer = partial(whole);
    policiesOf(whole).set("additionalProperties", policy());
    policiesOf(layer).set("additionalProperties", nullable(partOfPolicy()));
    layer.putArray("required").add("name").add("extends");
    ObjectNode extended = (ObjectNode) layer.get("properties");
    extended.set(
        "extends",
        Schema.id(
            "The document from which everything is taken that is not said here; null removes."));

    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", Schema.DIALECT);
    schema.put("title", "Scenario");
    schema.put(
        "description",
        "A market, its rules, and what government does. What ids refer to, what has to add up and"
            + " which months follow each other only POST /api/scenarios/validation finds.");
    schema.put("type", "object");
    schema.putObject("if").putArray("required").add("extends");
    schema.set("then", reference("layer"));
    schema.set("else", reference("whole"));
    ObjectNode definitions = schema.putObject("$defs");
    definitions.set("whole", whole);
    definitions.set("layer", layer);
    for (Instruments.CatalogueEntry instrument : Instruments.all()) {
      definitions.set(instrument.type(), instrument.schema().without("$schema"));
    }
    return schema;
  }

  private static ObjectNode read() {
    SchemaRecorder recorder = new SchemaRecorder();
    Faults faults = new Faults(recorder);
    JsonNode specimen = Tree.read(specimen()).root();
    ScenarioReader.read(specimen, List.of(), faults);
    Head.read(Fields.of(Pointer.ROOT, specimen, faults));
    ObjectNode whole = recorder.schema(Pointer.ROOT);
    ObjectNode properties = (ObjectNode) whole.get("properties");
    DESCRIPTIONS.forEach(
        (field, text) -> ((ObjectNode) properties.get(field)).put("description", text));
    return whole;
  }

  private static String specimen() {
    StringBuilder text = new StringBuilder(SPECIMEN).append("triggers:\n");
    for (String watched : WATCHED) {
      for (String side : Kebab.ids(Trigger.Side.class)) {
        String name = "x" + text.length();
        text.append("  %s: {%s, %s: 1, %s}%n".formatted(name, watched, side, ACTIONS));
      }
    }
    return text.toString();
  }

  private static ObjectNode reference(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + definition);
  }

  private static ObjectNode policiesOf(ObjectNode document) {
    return (ObjectNode) document.at("/properties/policies");
  }

  /** A policy is of one instrument, and has its fields. */
  private static ObjectNode policy() {
    List<String> types = Instruments.all().stream().map(Instruments.CatalogueEntry::type).toList();
    ObjectNode policy = Schema.map();
    policy.putArray("required").add("instrument");
    policy.putObject("properties").set("instrument", Schema.word(types));
    ArrayNode each = policy.putArray("allOf");
    for (String type : types) {
      ObjectNode one = each.addObject();
      one.putObject("if").putObject("properties").putObject("instrument").put("const", type);
      one.set("then", reference(type));
    }
    return policy;
  }

  /** Of a policy that another document has, anything that some instrument has may be said anew. */
  private static ObjectNode partOfPolicy() {
    Map<String, ArrayNode> fields = new TreeMap<>();
    for (Instruments.CatalogueEntry instrument : Instruments.all()) {
      for (Map.Entry<String, JsonNode> field :
          partial(instrument.schema()).path("properties").properties()) {
        ArrayNode meanings =
            fields.computeIfAbsent(field.getKey(), _ -> JsonNodeFactory.instance.arrayNode());
        if (meanings.valueStream().noneMatch(field.getValue()::equals)) {
          meanings.add(field.getValue());
        }
      }
    }
    ObjectNode policy = Schema.map();
    ObjectNode properties = policy.putObject("properties");
    fields.forEach((name, meanings) -> properties.putObject(name).set("anyOf", meanings));
    return policy.put("additionalProperties", false);
  }

  /** What may stand of a map in a document that extends another: any of it, and null to remove. */
  private static ObjectNode partial(ObjectNode schema) {
    ObjectNode partial = schema.deepCopy();
    partial.remove("required");
    if (partial.get("properties") instanceof ObjectNode properties) {
      for (Map.Entry<String, JsonNode> field : schema.get("properties").properties()) {
        properties.set(field.getKey(), nullable(partial((ObjectNode) field.getValue())));
      }
    }
    if (partial.get("anyOf") instanceof ArrayNode kinds) {
      for (int i = 0; i < kinds.size(); i++) {
        kinds.set(i, partial((ObjectNode) kinds.get(i)));
      }
    }
    if (partial.get("additionalProperties") instanceof ObjectNode entries) {
      partial.set("additionalProperties", nullable(partial(entries)));
    }
    return partial;
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.path("type").isTextual()) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("null");
    }
    if (schema.get("enum") instanceof ArrayNode words) {
      words.add(NullNode.getInstance());
    }
    if (schema.get("anyOf") instanceof ArrayNode either) {
      either.addObject().put("type", "null");
    }
    return schema;
  }
}
