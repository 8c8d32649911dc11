package org.cloudmarket.wire.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What a codec asks of an object when it reads one, as a JSON Schema. There is no object: the codec
 * gets a plausible value for each field, and what it makes of them is thrown away.
 */
public final class MessageSchema implements JsonReader {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$";
  private static final String ID = "^[a-z0-9]+(-[a-z0-9]+)*$";
  private static final String DIGEST = "^[0-9a-f]{32}$";
  private static final int SOME_MONTH = Months.parse("2019-01");

  private final ObjectNode properties = JSON.objectNode();
  private final ArrayNode required = JSON.arrayNode();

  private MessageSchema() {}

  /** The schema of what a codec reads. */
  public static ObjectNode of(Read<?> read) {
    MessageSchema schema = new MessageSchema();
    schema.follow(read);
    ObjectNode object = JSON.objectNode();
    object.put("type", "object");
    object.set("required", schema.required);
    object.set("properties", schema.properties);
    return object;
  }

  private void follow(Read<?> read) {
    try {
      read.read(this);
    } catch (UnreadableRecord | IllegalArgumentException | NullPointerException e) {
      // The values do not fit together, or a document is missing: all fields had been asked for.
    }
  }

  private ObjectNode field(FieldName name, String type) {
    required.add(name.text());
    return properties.putObject(name.text()).put("type", type);
  }

  private ObjectNode optional(FieldName name) {
    required.add(name.text());
    ObjectNode field = properties.putObject(name.text());
    field.putArray("type").add("string").add("null");
    return field;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public String text(FieldName name) {
    field(name, "string");
    return "x";
  }

  @Override
  public String laterText(FieldName name) {
    properties.putObject(name.text()).put("type", "string").put("default", "");
    return "";
  }

  @Override
  public String ownId(FieldName name) {
    return id(name);
  }

  @Override
  public String id(FieldName name) {
    field(name, "string").put("pattern", ID);
    return "x";
  }

  @Override
  public String optionalId(FieldName name) {
    optional(name).put("pattern", ID);
    return "x";
  }

  @Override
  public List<String> ids(FieldName name) {
    field(name, "array").putObject("items").put("type", "string").put("pattern", ID);
    return List.of();
  }

  @Override
  public long number(FieldName name) {
    field(name, "integer").put("format", "int64");
    return 1;
  }

  @Override
  public long laterNumber(FieldName name) {
    properties
        .putObject(name.text())
        .put("type", "integer")
        .put("format", "int64")
        .put("default", 0);
    return 1;
  }

  @Override
  public int integer(FieldName name) {
    field(name, "integer").put("format", "int32");
    return 1;
  }

  @Override
  public long[] numbers(FieldName name) {
    field(name, "array").putObject("items").put("type", "integer").put("format", "int64");
    return new long[0];
  }

  @Override
  public boolean flag(FieldName name) {
    field(name, "boolean");
    return true;
  }

  @Override
  public int month(FieldName name) {
    field(name, "string").put("pattern", MONTH);
    return SOME_MONTH;
  }

  @Override
  public int optionalMonth(FieldName name) {
    optional(name).put("pattern", MONTH);
    return SOME_MONTH;
  }

  @Override
  public Digest digest(FieldName name) {
    field(name, "string").put("pattern", DIGEST);
    return Digest.ZERO;
  }

  @Override
  public <E extends Enum<E> & Kebab> E constant(FieldName name, Constants<E> constants) {
    ArrayNode ids = field(name, "string").putArray("enum");
    Stream.of(constants.ids().split(", ")).forEach(ids::add);
    return constants.get(0);
  }

  @Override
  public <T> T object(FieldName name, Read<T> read) {
    required.add(name.text());
    properties.set(name.text(), of(read));
    return null;
  }

  @Override
  public <T> List<T> objects(FieldName name, Read<T> read) {
    field(name, "array").set("items", of(read));
    return List.of();
  }

  @Override
  public Scenario scenario(FieldName name) {
    field(name, "object")
        .put("description", "A scenario document: its schema is at GET /api/scenarios/schema.");
    return null;
  }

  @Override
  public Policy policy(FieldName name) {
    field(name, "object").put("description", "A policy, as scenario documents have it.");
    return null;
  }

  @Override
  public List<Policy> policies(FieldName name) {
    field(name, "array")
        .putObject("items")
        .put("type", "object")
        .put("description", "A policy, as scenario documents have it.");
    return List.of();
  }
}
