package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;

/**
 * One map of a document while it is read. Every field is asked for by name; {@link #close} says
 * what nobody asked for. A method that finds a fault notes it and answers with a stand-in, so that
 * the reader goes on to the next fault. Where a method takes a value for an absent field, the field
 * may be left out; otherwise its absence is a fault.
 */
final class Fields {

  /** What stands for every id there is. */
  static final String ALL = "all";

  /** What stands for a month that does not come. */
  static final String NEVER = "never";

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
  static Fields of(String pointer, JsonNode node, Faults faults) {
    if (!node.isObject() && !node.isMissingNode()) {
      faults.add(pointer, "is " + kind(node) + ", not a map of fields");
    }
    return new Fields(pointer, node.isObject() ? node : MissingNode.getInstance(), faults);
  }

  /** What a value is, in the words of those who write documents. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "a map";
      case ARRAY -> "a list";
      case STRING -> "the text '" + shortened(node.textValue()) + "'";
      case NUMBER -> "the number " + shortened(node.asText());
      case BOOLEAN -> node.asText();
      case NULL, MISSING -> "nothing";
      case BINARY, POJO -> "something that is not data";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }

  /** Whether the map is there to be read. */
  boolean present() {
    return map.isObject();
  }

  /**
   * The faults there are by now, for {@link Faults#make}; before all of them where the map is not
   * there, since nothing can be made of it.
   */
  int mark() {
    return present() ? faults.count() : -1;
  }

  String pointer() {
    return pointer;
  }

  String at(String field) {
    return Pointer.to(pointer, field);
  }

  Faults faults() {
    return faults;
  }

  void fault(String field, String detail) {
    faults.add(at(field), detail);
  }

  boolean has(String field) {
    return map.hasNonNull(field);
  }

  /** The field, if it is there. */
  Optional<JsonNode> optional(String field) {
    asked.add(field);
    JsonNode value = map.get(field);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
  }

  private Optional<JsonNode> required(String field) {
    Optional<JsonNode> value = optional(field);
    // Where the map itself is missing or is none, that has been said, and once is enough.
    if (value.isEmpty() && map.isObject()) {
      fault(field, "is missing");
    }
    return value;
  }

  // --- text and ids

  String text(String field, int longest) {
    return required(field).map(value -> text(field, value, longest)).orElse("");
  }

  String text(String field, int longest, String absent) {
    return optional(field).map(value -> text(field, value, longest)).orElse(absent);
  }

  private String text(String field, JsonNode value, int longest) {
    if (!value.isTextual()) {
      fault(field, "is " + kind(value) + ", not text; put it in quotes if it is meant as text");
      return "";
    }
    if (value.textValue().length() > longest) {
      fault(
          field, "has " + value.textValue().length() + " characters; at most " + longest + " fit");
    }
    return value.textValue();
  }

  /** A new id, which nothing needs to know. */
  String newId(String field) {
    return required(field).map(value -> newId(field, value)).orElse("");
  }

  private String newId(String field, JsonNode value) {
    String id = text(field, value, Integer.MAX_VALUE);
    if (value.isTextual() && !Ids.valid(id)) {
      fault(field, notAnId(id));
    }
    return id;
  }

  private static String notAnId(String id) {
    return "'"
        + shortened(id)
        + "' is no id: kebab-case such as alibaba-cloud, at most "
        + Ids.MAX_LENGTH
        + " characters";
  }

  /** The id of something that the document names elsewhere. */
  String id(String field, String what, Collection<String> known) {
    return required(field).map(value -> id(at(field), value, what, known)).orElse("");
  }

  private String id(String where, JsonNode value, String what, Collection<String> known) {
    if (!value.isTextual()) {
      faults.add(where, "is " + kind(value) + ", not the id of a " + what);
      return "";
    }
    if (!known.contains(value.textValue())) {
      faults.add(where, unknown(what, value.textValue(), known));
    }
    return value.textValue();
  }

  private String unknown(String what, String id, Collection<String> known) {
    return "there is no "
        + what
        + " '"
        + shortened(id)
        + "'"
        + (faults.full() ? "" : Nearest.hint(id, known));
  }

  /** Ids of things that the document names elsewhere; empty where the document says {@code all}. */
  SortedSet<String> idsOrAll(String field, String what, Collection<String> known) {
    Optional<JsonNode> value = optional(field);
    if (value.isEmpty() || isAll(value.get())) {
      return new TreeSet<>();
    }
    SortedSet<String> ids =
        ids(field, value.get(), what, known, "; write '" + ALL + "' for every " + what);
    if (ids.isEmpty() && value.get().isArray() && value.get().isEmpty()) {
      fault(
          field,
          "is empty, so it names no "
              + what
              + "; write '"
              + ALL
              + "' or leave it out for every "
              + what);
    }
    return ids;
  }

  /** Ids of things that the document names elsewhere; none where the field is left out. */
  SortedSet<String> ids(String field, String what, Collection<String> known) {
    return optional(field).map(value -> ids(field, value, what, known, "")).orElseGet(TreeSet::new);
  }

  private static boolean isAll(JsonNode value) {
    return value.isTextual() && value.textValue().equals(ALL);
  }

  private SortedSet<String> ids(
      String field, JsonNode value, String what, Collection<String> known, String otherwise) {
    SortedSet<String> ids = new TreeSet<>();
    if (!value.isArray()) {
      fault(field, "is " + kind(value) + ", not a list such as [one, other]" + otherwise);
      return ids;
    }
    for (int i = 0; i < value.size(); i++) {
      String where = Pointer.to(at(field), i);
      if (!ids.add(id(where, value.get(i), what, known)) && value.get(i).isTextual()) {
        faults.add(
            where,
            "names the " + what + " '" + shortened(value.get(i).textValue()) + "' a second time");
      }
    }
    return ids;
  }

  // --- words of the model

  <E extends Enum<E> & Kebab> E word(String field, String what, Class<E> type) {
    return required(field)
        .map(value -> word(field, value, what, type))
        .orElse(type.getEnumConstants()[0]);
  }

  private <E extends Enum<E> & Kebab> E word(
      String field, JsonNode value, String what, Class<E> type) {
    String id = id(at(field), value, what, Kebab.ids(type));
    return Kebab.find(type, id).orElse(type.getEnumConstants()[0]);
  }

  <E extends Enum<E> & Kebab> SortedSet<E> wordsOrAll(String field, String what, Class<E> type) {
    return constants(idsOrAll(field, what, Kebab.ids(type)), type);
  }

  <E extends Enum<E> & Kebab> SortedSet<E> words(String field, String what, Class<E> type) {
    return constants(ids(field, what, Kebab.ids(type)), type);
  }

  private static <E extends Enum<E> & Kebab> SortedSet<E> constants(
      SortedSet<String> ids, Class<E> type) {
    return new TreeSet<>(
        ids.stream().map(id -> Kebab.find(type, id)).flatMap(Optional::stream).toList());
  }

  boolean flag(String field) {
    return required(field).map(value -> flag(field, value)).orElse(false);
  }

  boolean flag(String field, boolean absent) {
    return optional(field).map(value -> flag(field, value)).orElse(absent);
  }

  private boolean flag(String field, JsonNode value) {
    if (!value.isBoolean()) {
      fault(field, "is " + kind(value) + ", neither true nor false");
    }
    return value.booleanValue();
  }

  // --- numbers

  int whole(String field, int low, int high) {
    return Math.toIntExact(amount(field, low, high));
  }

  /** A whole number, money for one. */
  long amount(String field, long low, long high) {
    return required(field).map(value -> whole(at(field), value, low, high)).orElse(low);
  }

  private long whole(String where, JsonNode value, long low, long high) {
    if (!value.isNumber() || !Decimals.finite(value)) {
      faults.add(where, "is " + kind(value) + ", not a whole number");
      return low;
    }
    BigDecimal number = value.decimalValue();
    if (!Decimals.huge(number) && number.stripTrailingZeros().scale() > 0) {
      faults.add(where, "is " + kind(value) + ", not a whole number");
      return low;
    }
    if (outside(number, BigDecimal.valueOf(low), BigDecimal.valueOf(high))) {
      faults.add(where, "is " + shortened(value.asText()) + ", outside " + low + ".." + high);
      return low;
    }
    return number.longValueExact();
  }

  /** A fraction in parts per million, within a range in parts per million. */
  int fraction(String field, int low, int high) {
    return required(field).map(value -> fraction(field, value, low, high)).orElse(low);
  }

  int fraction(String field, int low, int high, int absent) {
    return optional(field).map(value -> fraction(field, value, low, high)).orElse(absent);
  }

  private int fraction(String field, JsonNode value, int low, int high) {
    return Math.toIntExact(micro(at(field), value, low, high).orElse((long) low));
  }

  /** Points in millionths, within a range in whole points. */
  long points(String field, int low, int high) {
    return required(field).map(value -> points(field, value, low, high)).orElse(micro(low));
  }

  long points(String field, int low, int high, long absent) {
    return optional(field).map(value -> points(field, value, low, high)).orElse(absent);
  }

  private long points(String field, JsonNode value, int low, int high) {
    return micro(at(field), value, micro(low), micro(high)).orElse(micro(low));
  }

  private static long micro(int whole) {
    return (long) whole * Ranges.PPM;
  }

  private Optional<Long> micro(String where, JsonNode value, long low, long high) {
    if (!value.isNumber() || !Decimals.finite(value)) {
      faults.add(where, "is " + kind(value) + ", not a number");
      return Optional.empty();
    }
    BigDecimal number = value.decimalValue();
    if (outside(number, Decimals.decimal(low), Decimals.decimal(high))) {
      faults.add(
          where,
          "is "
              + shortened(value.asText())
              + ", outside "
              + Decimals.text(low)
              + ".."
              + Decimals.text(high));
      return Optional.empty();
    }
    if (Decimals.tooFine(number)) {
      faults.add(
          where,
          "is "
              + shortened(value.asText())
              + "; at most "
              + Decimals.MAX_DECIMALS
              + " decimals are kept");
      return Optional.empty();
    }
    return Optional.of(Decimals.micro(number));
  }

  private static boolean outside(BigDecimal number, BigDecimal low, BigDecimal high) {
    return Decimals.huge(number) || number.compareTo(low) < 0 || number.compareTo(high) > 0;
  }

  // --- months

  int month(String field) {
    return required(field).map(value -> month(field, value, "")).orElse(Months.of(1900, 1));
  }

  int month(String field, int absent) {
    return optional(field).map(value -> month(field, value, "")).orElse(absent);
  }

  int monthOrNever(String field) {
    Optional<JsonNode> value = optional(field);
    if (value.isEmpty() || (value.get().isTextual() && value.get().textValue().equals(NEVER))) {
      return Months.NEVER;
    }
    return month(field, value.get(), " nor '" + NEVER + "'");
  }

  private int month(String field, JsonNode value, String otherwise) {
    String not =
        otherwise.isEmpty()
            ? ", not a month such as 2021-09"
            : ", neither a month such as 2021-09" + otherwise;
    if (!value.isTextual()) {
      fault(field, "is " + kind(value) + not);
      return Months.of(1900, 1);
    }
    try {
      return Months.parse(value.textValue());
    } catch (IllegalArgumentException e) {
      fault(field, "is " + kind(value) + not + ", from 1900-01 to 2999-12");
      return Months.of(1900, 1);
    }
  }

  // --- maps and lists

  Fields map(String field) {
    return of(at(field), required(field).orElse(MissingNode.getInstance()), faults);
  }

  /** A map that may be left out, and then leaves everything in it to its defaults. */
  Fields optionalMap(String field) {
    return of(at(field), optional(field).orElse(MissingNode.getInstance()), faults);
  }

  /** The maps of a list, in its order. */
  List<Fields> list(String field) {
    List<Fields> elements = new ArrayList<>();
    JsonNode list = required(field).orElse(MissingNode.getInstance());
    if (!list.isArray() && !list.isMissingNode()) {
      fault(field, "is " + kind(list) + ", not a list");
    }
    for (int i = 0; i < list.size() && list.isArray(); i++) {
      elements.add(of(Pointer.to(at(field), i), list.get(i), faults));
    }
    return elements;
  }

  /**
   * Everything in this map by its id, where the ids are new: a city by its name, a policy by its
   * own.
   */
  SortedMap<String, JsonNode> byId(String what, int most) {
    SortedMap<String, JsonNode> entries = new TreeMap<>();
    map.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    asked.addAll(entries.keySet());
    if (entries.size() > most) {
      faults.add(pointer, "has " + entries.size() + " entries; at most " + most + " fit");
      return new TreeMap<>();
    }
    entries.forEach(
        (id, value) -> {
          if (!Ids.valid(id)) {
            fault(id, "the id of a " + what + ": " + notAnId(id));
          }
        });
    return entries;
  }

  /** Everything in this map by its word, where only certain words can be. */
  <E extends Enum<E> & Kebab> SortedMap<E, JsonNode> byWord(String what, Class<E> type) {
    SortedMap<E, JsonNode> entries = new TreeMap<>();
    keys()
        .forEach(
            key ->
                Kebab.find(type, key)
                    .ifPresentOrElse(
                        constant -> entries.put(constant, map.get(key)),
                        () -> fault(key, unknown(what, key, Kebab.ids(type)))));
    return entries;
  }

  private SortedSet<String> keys() {
    SortedSet<String> keys = keys(map);
    asked.addAll(keys);
    return keys;
  }

  /**
   * The names in a map, sorted, so that the order in which people write changes nothing; none where
   * it is no map.
   */
  static SortedSet<String> keys(JsonNode map) {
    return new TreeSet<>(map.propertyStream().map(Map.Entry::getKey).toList());
  }

  /** Parts of a whole, in parts per million that add up to a million. */
  <K> SortedMap<K, Integer> parts(
      String field, String what, Collection<String> known, Function<String, K> key) {
    Fields parts = map(field);
    int mark = faults.count();
    SortedMap<K, Integer> sizes = parts.fractions(what, known, key);
    long sum = sizes.values().stream().mapToLong(Integer::intValue).sum();
    if (parts.map.isObject() && faults.count() == mark && sum != Ranges.PPM) {
      faults.add(parts.pointer, "parts add up to " + Decimals.text(sum) + ", not to 1");
    }
    return sizes;
  }

  /** Fractions from 0 to 1 by a word or an id that is known elsewhere. */
  <K> SortedMap<K, Integer> fractions(
      String what, Collection<String> known, Function<String, K> key) {
    SortedMap<K, Integer> fractions = new TreeMap<>();
    for (String name : keys()) {
      if (!known.contains(name)) {
        fault(name, unknown(what, name, known));
      }
      int mark = faults.count();
      int ppm = fraction(name, 0, Ranges.PPM);
      if (faults.count() == mark && known.contains(name)) {
        fractions.put(key.apply(name), ppm);
      }
    }
    return fractions;
  }

  /**
   * Ends the reading of this map: a field that nobody asked for is a fault.
   *
   * @param elsewhere fields that would make sense here if something else were different, each with
   *     what that is
   */
  void close(Elsewhere... elsewhere) {
    SortedSet<String> unknown = keys(map);
    unknown.removeAll(asked);
    unknown.forEach(name -> fault(name, unknownField(name, elsewhere)));
  }

  private String unknownField(String name, Elsewhere... elsewhere) {
    Optional<Elsewhere> known =
        Arrays.stream(elsewhere).filter(e -> e.field().equals(name)).findFirst();
    if (known.isPresent()) {
      return "is not a field here: it belongs to " + known.get().owner();
    }
    return "is not a field here" + (faults.full() ? "" : Nearest.hint(name, asked));
  }

  /** A field that belongs to something else of the same family. */
  record Elsewhere(String field, String owner) {}
}
