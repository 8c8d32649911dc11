package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.Ids;

/** JSON schemas (draft 2020-12) of the values that documents are made of. */
public final class Schema {

  /** The dialect of all of them. */
  public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final String MONTH = "[12][0-9]{3}-(0[1-9]|1[0-2])";

  private Schema() {}

  private static ObjectNode of(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  public static ObjectNode map() {
    return of("object");
  }

  /** A list of maps, which are said elsewhere. */
  static ObjectNode list() {
    return of("array");
  }

  public static ObjectNode anyText() {
    return of("string");
  }

  public static ObjectNode text(int longest) {
    return of("string").put("maxLength", longest);
  }

  public static ObjectNode flag() {
    return of("boolean");
  }

  public static ObjectNode whole(long low, long high) {
    return of("integer").put("minimum", low).put("maximum", high);
  }

  /** A decimal, of which the range is given in millionths. */
  static ObjectNode micro(long low, long high) {
    ObjectNode schema = of("number");
    schema.set("minimum", Decimals.node(low));
    return schema.set("maximum", Decimals.node(high));
  }

  static ObjectNode points(long high) {
    return of("number").put("minimum", 0).put("maximum", high);
  }

  public static ObjectNode month() {
    return of("string").put("pattern", "^" + MONTH + "$");
  }

  public static ObjectNode monthOrNever() {
    return of("string").put("pattern", "^(" + MONTH + "|never)$");
  }

  public static ObjectNode id() {
    return of("string")
        .put("pattern", "^" + Ids.PATTERN.pattern() + "$")
        .put("maxLength", Ids.MAX_LENGTH);
  }

  public static ObjectNode word(List<String> words) {
    ObjectNode schema = of("string");
    words.forEach(schema.putArray("enum")::add);
    return schema;
  }

  static ObjectNode currency() {
    return word(Currencies.codes());
  }

  public static ObjectNode ids(ObjectNode id) {
    ObjectNode schema = of("array").put("uniqueItems", true);
    return schema.set("items", id);
  }

  static ObjectNode someOrAll(ObjectNode id) {
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either
        .putArray("anyOf")
        .add(ids(id).put("minItems", 1))
        .add(JsonNodeFactory.instance.objectNode().put("const", Fields.ALL));
    return either;
  }

  public static ObjectNode described(String description) {
    return JsonNodeFactory.instance.objectNode().put("description", description);
  }

  private static ObjectNode described(String description, ObjectNode schema) {
    return described(description).setAll(schema);
  }

  public static ObjectNode constant(String description, String value) {
    return described(description).put("const", value);
  }

  public static ObjectNode text(String description, int longest) {
    return described(description, text(longest));
  }

  public static ObjectNode flag(String description, boolean otherwise) {
    return described(description, flag()).put("default", otherwise);
  }

  public static ObjectNode whole(String description, long low, long high) {
    return described(description, whole(low, high));
  }

  public static ObjectNode number(String description, double low, double high) {
    return described(description).put("type", "number").put("minimum", low).put("maximum", high);
  }

  public static ObjectNode number(String description, double low, double high, double otherwise) {
    return number(description, low, high).put("default", otherwise);
  }

  /** A map of fractions by word. */
  public static ObjectNode numbers(
      String description, List<String> words, double low, double high) {
    ObjectNode schema = described(description).put("type", "object");
    ArrayNode names = schema.putObject("propertyNames").putArray("enum");
    words.forEach(names::add);
    schema
        .putObject("additionalProperties")
        .put("type", "number")
        .put("minimum", low)
        .put("maximum", high);
    return schema;
  }

  public static ObjectNode month(String description) {
    return described(description, month());
  }

  public static ObjectNode monthOrNever(String description) {
    return described(description, monthOrNever()).put("default", "never");
  }

  public static ObjectNode id(String description) {
    return described(description)
        .put("type", "string")
        .put("pattern", "^" + Ids.PATTERN.pattern() + "$")
        .put("maxLength", Ids.MAX_LENGTH);
  }

  public static ObjectNode word(String description, List<String> words) {
    ObjectNode schema = described(description).put("type", "string");
    words.forEach(schema.putArray("enum")::add);
    return schema;
  }

  public static ObjectNode ids(String description) {
    ObjectNode schema = described(description).put("type", "array").put("uniqueItems", true);
    schema
        .putObject("items")
        .put("type", "string")
        .put("pattern", "^" + Ids.PATTERN.pattern() + "$");
    return schema;
  }

  public static ObjectNode words(String description, List<String> words, int least) {
    ObjectNode schema =
        described(description).put("type", "array").put("uniqueItems", true).put("minItems", least);
    ArrayNode all = schema.putObject("items").put("type", "string").putArray("enum");
    words.forEach(all::add);
    return schema;
  }

  /** The same, or the word for everything. */
  public static ObjectNode orAll(ObjectNode schema) {
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.set("description", schema.remove("description"));
    either
        .putArray("anyOf")
        .add(schema)
        .add(JsonNodeFactory.instance.objectNode().put("const", "all"));
    return either.put("default", "all");
  }
}
