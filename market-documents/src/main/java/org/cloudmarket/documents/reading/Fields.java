package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.soundness.Pointer;

/**
 * One map of a document while it is read. Every field is asked for by name; {@link #close} says
 * what nobody asked for. Where a method takes a value for an absent field, the field may be left
 * out; otherwise its absence is a fault.
 */
public final class Fields {

  /** What stands for every id there is. */
  public static final String ALL = "all";

  /** What stands for a month that does not come. */
  public static final String NEVER = "never";

  private final String pointer;
  private final JsonNode map;
  private final Faults faults;
  private final SortedSet<String> asked = new TreeSet<>();

  private Fields(String pointer, JsonNode map, Faults faults) {
    this.pointer = pointer;
    this.map = map;
    this.faults = faults;
  }

  /** Begins to read; what is no map is a fault here and has no further ones. */
  public static Fields of(String pointer, JsonNode node, Faults faults) {
    if (!node.isObject() && !node.isMissingNode()) {
      faults.add(pointer, "is " + Value.kind(node) + ", not a map of fields");
    }
    return new Fields(pointer, node.isObject() ? node : MissingNode.getInstance(), faults);
  }

  /** The names in a map, sorted, so that the order in which people write changes nothing. */
  public static SortedSet<String> keys(JsonNode map) {
    return new TreeSet<>(map.propertyStream().map(Map.Entry::getKey).toList());
  }

  /** Whether the map is there to be read. */
  public boolean present() {
    return map.isObject();
  }

  /** How many fields the map has. */
  public int size() {
    return map.size();
  }

  /**
   * The faults there are by now, for {@link Faults#make}; before all of them where the map is not
   * there, since nothing can be made of it.
   */
  public int mark() {
    return present() ? faults.count() : -1;
  }

  public String pointer() {
    return pointer;
  }

  public String at(String field) {
    return Pointer.to(pointer, field);
  }

  public Faults faults() {
    return faults;
  }

  public void fault(String field, String detail) {
    faults.add(at(field), detail);
  }

  public boolean has(String field) {
    return map.hasNonNull(field);
  }

  private Optional<Value> optional(String field) {
    asked.add(field);
    return has(field)
        ? Optional.of(new Value(at(field), map.get(field), faults))
        : Optional.empty();
  }

  /** As {@link #required}, for those who may want to know what is asked for. */
  private Optional<Value> required(String field, Supplier<ObjectNode> schema) {
    faults.recorder().ifPresent(recorder -> recorder.field(pointer, field, true, schema.get()));
    return required(field);
  }

  private Optional<Value> optional(String field, Supplier<ObjectNode> schema) {
    faults.recorder().ifPresent(recorder -> recorder.field(pointer, field, false, schema.get()));
    return optional(field);
  }

  private Optional<Value> required(String field) {
    Optional<Value> value = optional(field);
    // Where the map itself is missing or is none, that has been said, and once is enough.
    if (value.isEmpty() && present()) {
      faults.missing(at(field), "is missing" + faults.odd().beside(field));
    }
    return value;
  }

  public String text(String field, int longest) {
    return required(field, () -> Schema.text(longest)).map(value -> value.text(longest)).orElse("");
  }

  public String text(String field, int longest, String absent) {
    return optional(field, () -> Schema.text(longest))
        .map(value -> value.text(longest))
        .orElse(absent);
  }

  public String newId(String field) {
    return required(field, Schema::id).map(Value::newId).orElse("");
  }

  public Optional<String> newIdIfAny(String field) {
    return optional(field).map(Value::newId);
  }

  /** The id of something that the document names elsewhere; empty where it is left out. */
  public String idIfAny(String field, String what, Collection<String> known) {
    return optional(field).map(value -> value.id(what, known)).orElse("");
  }

  /** The id of something that the document names elsewhere. */
  public String id(String field, String what, Collection<String> known) {
    return required(field, Schema::id).map(value -> value.id(what, known)).orElse("");
  }

  /**
   * One of some words, on which it depends what other fields there are.
   *
   * @param words those that go with the same other fields stand together
   */
  public String oneOf(String field, String what, List<List<String>> words) {
    List<String> all = words.stream().flatMap(List::stream).sorted().toList();
    return required(field, () -> Schema.word(alike(map.path(field).asText(), words)))
        .map(value -> value.id(what, all))
        .orElse("");
  }

  private static List<String> alike(String word, List<List<String>> words) {
    return words.stream().filter(each -> each.contains(word)).findFirst().orElseThrow();
  }

  /** Ids of things that the document names elsewhere; none where the field is left out. */
  public SortedSet<String> ids(String field, String what, Collection<String> known) {
    return ids(optional(field, () -> Schema.ids(Schema.id())), what, known);
  }

  private static SortedSet<String> ids(
      Optional<Value> value, String what, Collection<String> known) {
    return value.map(each -> each.ids(what, known, "")).orElseGet(TreeSet::new);
  }

  /**
   * Ids of things that the document names elsewhere; empty for all of them, which is also the
   * default.
   */
  public SortedSet<String> idsOrAll(String field, String what, Collection<String> known) {
    return idsOrAll(optional(field, () -> Schema.someOrAll(Schema.id())), what, known);
  }

  private static SortedSet<String> idsOrAll(
      Optional<Value> list, String what, Collection<String> known) {
    return list.filter(value -> !value.is(ALL))
        .map(value -> some(value, what, known))
        .orElseGet(TreeSet::new);
  }

  private static SortedSet<String> some(Value value, String what, Collection<String> known) {
    String otherwise = "; write '" + ALL + "' for every " + what;
    if (value.node().isArray() && value.node().isEmpty()) {
      value.faults().add(value.pointer(), "is empty, so it names no " + what + otherwise);
    }
    return value.ids(what, known, otherwise);
  }

  public <E extends Enum<E> & Kebab> E word(String field, String what, Class<E> type) {
    return required(field, () -> Schema.word(Kebab.ids(type)))
        .map(value -> value.word(what, type))
        .orElse(type.getEnumConstants()[0]);
  }

  public <E extends Enum<E> & Kebab> E word(String field, String what, Class<E> type, E absent) {
    return optional(field, () -> Schema.word(Kebab.ids(type)))
        .map(value -> value.word(what, type))
        .orElse(absent);
  }

  public <E extends Enum<E> & Kebab> Optional<E> wordIfAny(
      String field, String what, Class<E> type) {
    return optional(field).map(value -> value.word(what, type));
  }

  public <E extends Enum<E> & Kebab> SortedSet<E> wordsOrAll(
      String field, String what, Class<E> type) {
    return constants(
        idsOrAll(
            optional(field, () -> Schema.someOrAll(Schema.word(Kebab.ids(type)))),
            what,
            Kebab.ids(type)),
        type);
  }

  public <E extends Enum<E> & Kebab> SortedSet<E> words(String field, String what, Class<E> type) {
    return constants(
        ids(optional(field, () -> Schema.ids(Schema.word(Kebab.ids(type)))), what, Kebab.ids(type)),
        type);
  }

  private static <E extends Enum<E> & Kebab> SortedSet<E> constants(
      SortedSet<String> ids, Class<E> type) {
    return new TreeSet<>(
        ids.stream().map(id -> Kebab.find(type, id)).flatMap(Optional::stream).toList());
  }

  public boolean flag(String field) {
    return required(field, Schema::flag).map(Value::flag).orElse(false);
  }

  public boolean flag(String field, boolean absent) {
    return optional(field, Schema::flag).map(Value::flag).orElse(absent);
  }

  public int whole(String field, int low, int high) {
    return Math.toIntExact(amount(field, low, high));
  }

  public int whole(String field, int low, int high, int absent) {
    return Math.toIntExact(amount(field, low, high, absent));
  }

  /** A whole number, of money for one. */
  public long amount(String field, long low, long high) {
    return required(field, () -> Schema.whole(low, high))
        .map(value -> value.whole(low, high))
        .orElse(low);
  }

  public long amount(String field, long low, long high, long absent) {
    return optional(field, () -> Schema.whole(low, high))
        .map(value -> value.whole(low, high))
        .orElse(absent);
  }

  /** A fraction in parts per million, within a range in parts per million. */
  public int fraction(String field, int low, int high) {
    return required(field, () -> Schema.micro(low, high))
        .map(value -> fraction(value, low, high))
        .orElse(low);
  }

  public int fraction(String field, int low, int high, int absent) {
    return optional(field, () -> Schema.micro(low, high))
        .map(value -> fraction(value, low, high))
        .orElse(absent);
  }

  public OptionalInt fractionIfAny(String field, int low, int high) {
    return optional(field).stream().mapToInt(value -> fraction(value, low, high)).findFirst();
  }

  private static int fraction(Value value, int low, int high) {
    return Math.toIntExact(value.micro(low, high));
  }

  /** Points in millionths, from 0 to so many whole points. */
  public long points(String field, long high) {
    return required(field, () -> Schema.points(high)).map(value -> points(value, high)).orElse(0L);
  }

  public long points(String field, long high, long absent) {
    return optional(field, () -> Schema.points(high))
        .map(value -> points(value, high))
        .orElse(absent);
  }

  private static long points(Value value, long high) {
    return value.micro(0, high * Ranges.PPM);
  }

  public int month(String field) {
    return required(field, Schema::month).map(Value::month).orElse(Months.of(1900, 1));
  }

  public int month(String field, int absent) {
    return optional(field, Schema::month).map(Value::month).orElse(absent);
  }

  /** A month that may not come, which is also the default. */
  public int monthOrNever(String field) {
    return optional(field, Schema::monthOrNever).map(Value::monthOrNever).orElse(Months.NEVER);
  }

  public Currency currency(String field, Currency absent) {
    return optional(field, Schema::currency).map(Value::currency).orElse(absent);
  }

  public Fields map(String field) {
    return of(at(field), node(required(field, Schema::map)), faults);
  }

  /** A map that may be left out, and then leaves everything in it to its defaults. */
  public Fields optionalMap(String field) {
    return of(at(field), node(optional(field, Schema::map)), faults);
  }

  private static JsonNode node(Optional<Value> value) {
    return value.map(Value::node).orElseGet(MissingNode::getInstance);
  }

  /** The maps of a list, in its order. */
  public List<Fields> list(String field) {
    JsonNode list = node(required(field, Schema::list));
    if (!list.isArray()) {
      if (!list.isMissingNode()) {
        fault(field, "is " + Value.kind(list) + ", not a list");
      }
      return List.of();
    }
    List<Fields> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(of(Pointer.to(at(field), i), list.get(i), faults));
    }
    return elements;
  }

  /**
   * Everything in this map, whatever its keys are.
   *
   * @param keys the schema of what they may be
   * @param most how many there may be
   */
  public SortedMap<String, JsonNode> entries(Supplier<ObjectNode> keys, int most) {
    faults.recorder().ifPresent(recorder -> recorder.entries(pointer, keys.get(), most));
    SortedMap<String, JsonNode> entries = new TreeMap<>();
    keys(map).forEach(key -> entries.put(key, map.get(key)));
    asked.addAll(entries.keySet());
    return entries;
  }

  /** Fields that are no fault here and nobody asks for. */
  public void allow(Collection<String> fields) {
    asked.addAll(fields);
  }

  /** Ends the reading of this map: a field that nobody asked for is a fault. */
  public void close() {
    close(Map.of());
  }

  /**
   * Ends the reading of this map.
   *
   * @param elsewhere fields that belong to something else of the same family, each with what that
   *     is
   */
  public void close(Map<String, String> elsewhere) {
    for (String name : keys(map)) {
      if (!asked.contains(name)) {
        String owner = elsewhere.get(name);
        faults.misread(
            at(name),
            name,
            owner == null
                ? faults.unknown("field", name, asked)
                : "is not a field here: it belongs to " + owner);
      }
    }
  }
}
