package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which types of JSON a field of a document takes, by its path and as the schema has it. A field of
 * a policy has the types that it has with any instrument.
 *
 * @param types none where there is no such field
 * @param anyText whether every text fits: a title, and neither an id nor a month
 */
record FieldTypes(Set<JsonNodeType> types, boolean anyText) {

  /** Of a document that extends another, since that has the fields of every instrument at once. */
  private static final JsonNode DOCUMENT = ScenarioSchema.write().at("/$defs/layer");

  /**
   * The types of a field.
   *
   * @param path names of fields and ids
   */
  static FieldTypes at(List<String> path) {
    List<JsonNode> schemas = alternatives(List.of(DOCUMENT));
    for (String name : path) {
      List<JsonNode> below = new ArrayList<>();
      for (JsonNode schema : schemas) {
        JsonNode field = schema.path("properties").path(name);
        below.add(
            field.isMissingNode() && takes(schema.path("propertyNames"), name)
                ? schema.path("additionalProperties")
                : field);
      }
      schemas = alternatives(below);
    }
    Set<JsonNodeType> types = EnumSet.noneOf(JsonNodeType.class);
    schemas.forEach(schema -> addTypes(schema, types));
    return new FieldTypes(types, schemas.stream().anyMatch(FieldTypes::takesAnyText));
  }

  /** Whether a schema of keys, if there is one, takes a key. */
  private static boolean takes(JsonNode keys, String name) {
    return (!keys.has("pattern") || name.matches(keys.path("pattern").asText()))
        && (!keys.has("enum")
            || keys.path("enum").valueStream().anyMatch(each -> each.asText().equals(name)));
  }

  /** Whether documents can have a field or an id there. */
  static boolean known(List<String> path) {
    return !at(path).types.isEmpty();
  }

  private static List<JsonNode> alternatives(List<JsonNode> schemas) {
    List<JsonNode> each = new ArrayList<>();
    for (JsonNode schema : schemas) {
      if (schema.has("anyOf")) {
        each.addAll(alternatives(List.copyOf(schema.path("anyOf").valueStream().toList())));
      } else if (schema.isObject()) {
        each.add(schema);
      }
    }
    return each;
  }

  private static void addTypes(JsonNode schema, Set<JsonNodeType> types) {
    if (schema.has("const")) {
      types.add(schema.get("const").getNodeType());
    }
    JsonNode type = schema.path("type");
    (type.isArray() ? type : List.of(type)).forEach(each -> addType(each.asText(), types));
  }

  private static void addType(String type, Set<JsonNodeType> types) {
    switch (type) {
      case "string" -> types.add(JsonNodeType.STRING);
      case "number", "integer" -> types.add(JsonNodeType.NUMBER);
      case "boolean" -> types.add(JsonNodeType.BOOLEAN);
      case "array" -> types.add(JsonNodeType.ARRAY);
      case "object" -> types.add(JsonNodeType.OBJECT);
      default -> {
        // Null removes a field, whatever its type is.
      }
    }
  }

  private static boolean takesAnyText(JsonNode schema) {
    boolean text = schema.path("type").toString().contains("\"string\"");
    return text && !schema.has("pattern") && !schema.has("enum");
  }

  /** Whether a value of a type fits; every type fits where there is no such field. */
  boolean take(JsonNodeType type) {
    return types.isEmpty() || types.contains(type);
  }
}
