package org.cloudmarket.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/**
 * Reads any JSON, with fields in any order, and says what is wrong where. Slow: for scenarios, for
 * what others wrote, and for records that are at fault.
 */
public final class TolerantReader implements JsonReader {

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

  private JsonNode value;
  private String pointer = "";
  private Set<String> asked = new HashSet<>();

  private TolerantReader(JsonNode root) {
    this.value = root;
  }

  /** Reads a whole value. */
  public static <T> T read(byte[] bytes, Read<T> read) throws UnreadableRecord {
    return read.read(new TolerantReader(WholeJson.parse(bytes)));
  }

  @Override
  public void open() throws UnreadableRecord {
    if (!value.isObject()) {
      throw wrong(pointer, "an object", value);
    }
  }

  @Override
  public void close() throws UnreadableRecord {
    Iterator<String> fields = value.fieldNames();
    while (fields.hasNext()) {
      String field = fields.next();
      if (!asked.contains(field)) {
        throw new UnreadableRecord(
            Fault.UNKNOWN_FIELD,
            Pointer.to(pointer, Excerpt.of(field)),
            "'" + Excerpt.of(field) + "' is an unknown field");
      }
    }
  }

  @Override
  public String text(FieldName name) throws UnreadableRecord {
    return text(at(name), pointer(name), "text");
  }

  @Override
  public String laterText(FieldName name) throws UnreadableRecord {
    asked.add(name.text());
    return value.has(name.text()) ? text(name) : "";
  }

  @Override
  public String ownId(FieldName name) throws UnreadableRecord {
    return idIn(at(name), pointer(name));
  }

  @Override
  public String id(FieldName name) throws UnreadableRecord {
    return idIn(at(name), pointer(name));
  }

  @Override
  public String optionalId(FieldName name) throws UnreadableRecord {
    JsonNode node = at(name);
    return node.isNull() ? "" : idIn(node, pointer(name));
  }

  @Override
  public List<String> ids(FieldName name) throws UnreadableRecord {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : list(name)) {
      ids.add(idIn(item, pointer(name) + "/" + ids.size()));
    }
    return ids;
  }

  @Override
  public long number(FieldName name) throws UnreadableRecord {
    return longIn(at(name), pointer(name));
  }

  @Override
  public long laterNumber(FieldName name) throws UnreadableRecord {
    asked.add(name.text());
    return value.has(name.text()) ? number(name) : 0;
  }

  @Override
  public int integer(FieldName name) throws UnreadableRecord {
    long number = number(name);
    if (number != (int) number) {
      throw bad(pointer(name), number + " is beyond 32 bits");
    }
    return (int) number;
  }

  @Override
  public long[] numbers(FieldName name) throws UnreadableRecord {
    JsonNode list = list(name);
    long[] numbers = new long[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = longIn(list.get(i), pointer(name) + "/" + i);
    }
    return numbers;
  }

  @Override
  public boolean flag(FieldName name) throws UnreadableRecord {
    JsonNode node = at(name);
    if (!node.isBoolean()) {
      throw wrong(pointer(name), "true or false", node);
    }
    return node.booleanValue();
  }

  @Override
  public int month(FieldName name) throws UnreadableRecord {
    String month = text(at(name), pointer(name), "a month");
    if (!MONTH.matcher(month).matches()) {
      throw bad(pointer(name), "'" + Excerpt.of(month) + "' is not a month such as 2021-09");
    }
    return Months.of(Integer.parseInt(month, 0, 4, 10), Integer.parseInt(month, 5, 7, 10));
  }

  @Override
  public int optionalMonth(FieldName name) throws UnreadableRecord {
    return at(name).isNull() ? Months.NEVER : month(name);
  }

  @Override
  public Digest digest(FieldName name) throws UnreadableRecord {
    String digest = text(at(name), pointer(name), "a digest");
    if (!DIGEST.matcher(digest).matches()) {
      throw bad(pointer(name), "'" + Excerpt.of(digest) + "' is not 32 hexadecimal digits");
    }
    return Digest.parse(digest);
  }

  @Override
  public <E extends Enum<E> & Kebab> E constant(FieldName name, Constants<E> constants)
      throws UnreadableRecord {
    String id = text(at(name), pointer(name), "an id");
    for (int i = 0; i < constants.size(); i++) {
      if (constants.get(i).id().equals(id)) {
        return constants.get(i);
      }
    }
    throw bad(pointer(name), "'" + Excerpt.of(id) + "' is none of " + constants.ids());
  }

  @Override
  public <T> T object(FieldName name, Read<T> read) throws UnreadableRecord {
    return within(at(name), pointer(name), read);
  }

  @Override
  public <T> List<T> objects(FieldName name, Read<T> read) throws UnreadableRecord {
    List<T> objects = new ArrayList<>();
    for (JsonNode item : list(name)) {
      objects.add(within(item, pointer(name) + "/" + objects.size(), read));
    }
    return objects;
  }

  @Override
  public Scenario scenario(FieldName name) throws UnreadableRecord {
    return document(name, ScenarioJson::read);
  }

  @Override
  public Policy policy(FieldName name) throws UnreadableRecord {
    return document(name, PolicyJson::read);
  }

  @Override
  public List<Policy> policies(FieldName name) throws UnreadableRecord {
    return document(name, PolicyJson::readAll);
  }

  private <T> T document(FieldName name, Function<JsonNode, T> read) throws UnreadableRecord {
    JsonNode document = at(name);
    try {
      return read.apply(document);
    } catch (IllegalArgumentException e) {
      throw bad(pointer(name), e.getMessage());
    }
  }

  private <T> T within(JsonNode inner, String innerPointer, Read<T> read) throws UnreadableRecord {
    JsonNode outer = value;
    String outerPointer = pointer;
    Set<String> outerAsked = asked;
    value = inner;
    pointer = innerPointer;
    asked = new HashSet<>();
    T object = read.read(this);
    value = outer;
    pointer = outerPointer;
    asked = outerAsked;
    return object;
  }

  private JsonNode at(FieldName name) throws UnreadableRecord {
    asked.add(name.text());
    JsonNode node = value.get(name.text());
    if (node == null) {
      throw new UnreadableRecord(Fault.MISSING_FIELD, pointer(name), "it has to be there");
    }
    return node;
  }

  private JsonNode list(FieldName name) throws UnreadableRecord {
    JsonNode node = at(name);
    if (!node.isArray()) {
      throw wrong(pointer(name), "a list", node);
    }
    return node;
  }

  private String pointer(FieldName name) {
    return pointer + "/" + name;
  }

  private static String idIn(JsonNode node, String where) throws UnreadableRecord {
    String id = text(node, where, "an id");
    if (!WireIds.valid(id)) {
      throw bad(where, "'" + Excerpt.of(id) + "' is not an id in kebab-case");
    }
    return id;
  }

  private static String text(JsonNode node, String where, String what) throws UnreadableRecord {
    if (!node.isTextual()) {
      throw wrong(where, what, node);
    }
    return node.textValue();
  }

  private static long longIn(JsonNode node, String where) throws UnreadableRecord {
    if (!node.isIntegralNumber()) {
      throw wrong(where, "an integer", node);
    }
    if (!node.canConvertToLong()) {
      throw bad(where, "the number is beyond 64 bits");
    }
    return node.longValue();
  }

  private static UnreadableRecord wrong(String where, String what, JsonNode found) {
    JsonNodeType type = found.getNodeType();
    String kind = found.isNumber() ? "the number " + found : type.name().toLowerCase(Locale.ROOT);
    return new UnreadableRecord(Fault.WRONG_TYPE, where, what + " is expected, not " + kind);
  }

  private static UnreadableRecord bad(String where, String what) {
    return new UnreadableRecord(Fault.BAD_VALUE, where, what);
  }
}
