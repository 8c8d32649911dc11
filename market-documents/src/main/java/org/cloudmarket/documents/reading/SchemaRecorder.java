package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.soundness.Pointer;

/**
 * What the readers ask for while they read a specimen, and so the JSON schema of what they read:
 * nobody has to say a second time which fields there are, and what may stand in them.
 */
public final class SchemaRecorder {

  /** What is asked of one map of the specimen. */
  private static final class MapFields {
    private final Map<String, ObjectNode> fields = new LinkedHashMap<>();
    private final SortedSet<String> required = new TreeSet<>();
    private Optional<ObjectNode> keys = Optional.empty();
    private int most;
  }

  private final SortedMap<String, MapFields> maps = new TreeMap<>();

  private MapFields at(String pointer) {
    return maps.computeIfAbsent(pointer, _ -> new MapFields());
  }

  /** A field of a map is asked for. */
  void field(String map, String field, boolean required, ObjectNode schema) {
    at(map).fields.put(field, schema);
    if (required) {
      at(map).required.add(field);
    }
  }

  /**
   * All entries of a map are asked for, of which the specimen has one of each kind.
   *
   * @param keys the schema of the entries' keys
   * @param most how many entries there may be
   */
  void entries(String map, ObjectNode keys, int most) {
    at(map).keys = Optional.of(keys);
    at(map).most = most;
  }

  /** The schema of a map of the specimen. */
  public ObjectNode schema(String pointer) {
    MapFields map = at(pointer);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    if (map.keys.isPresent()) {
      schema.set("propertyNames", map.keys.get());
      if (map.most < Integer.MAX_VALUE) {
        schema.put("maxProperties", map.most);
      }
      schema.set("additionalProperties", entry(pointer, map));
      return schema;
    }
    ObjectNode properties = schema.putObject("properties");
    map.fields.forEach((name, field) -> properties.set(name, value(pointer, name, field)));
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    map.required.forEach(required::add);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  /** Where entries are values, the one of the specimen was asked for as a field. */
  private JsonNode entry(String pointer, MapFields map) {
    return map.fields.isEmpty() ? below(pointer) : map.fields.values().iterator().next();
  }

  /** The schema of what stands directly below, of which the specimen has one of each kind. */
  private ObjectNode below(String pointer) {
    List<ObjectNode> kinds =
        maps.keySet().stream()
            .filter(
                each ->
                    each.startsWith(pointer + "/") && each.indexOf('/', pointer.length() + 1) < 0)
            .toList()
            .stream()
            .map(this::schema)
            .toList();
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    return switch (kinds.size()) {
      case 0 -> either;
      case 1 -> kinds.getFirst();
      default -> {
        either.putArray("anyOf").addAll(kinds);
        yield either;
      }
    };
  }

  private ObjectNode value(String pointer, String name, ObjectNode field) {
    String at = Pointer.to(pointer, name);
    return switch (field.path("type").asText()) {
      case "object" -> schema(at);
      case "array" -> field.has("items") ? field : field.set("items", below(at));
      default -> field;
    };
  }
}
