package org.cloudmarket.documents.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cloudmarket.documents.reading.CanonicalValues;
import org.cloudmarket.documents.reading.Decimals;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.soundness.Draft;

/**
 * A field of an instrument, said once: what it means, how it is read, and how it is written.
 *
 * @param name of the field in documents
 * @param schema the JSON schema of its value
 * @param required whether it may not be left out
 * @param read reads it from a policy's fields, given what the document names elsewhere; a fault
 *     leaves a stand-in
 * @param write writes it; null leaves it out
 */
record FieldSpec<I, T>(
    String name,
    ObjectNode schema,
    boolean required,
    BiFunction<Fields, Draft.Known, T> read,
    Function<I, JsonNode> write) {

  private static final double MILLION = Ranges.PPM;

  /** Words of the model; none where the field is left out, unless at least one is required. */
  static <I, E extends Enum<E> & Kebab> FieldSpec<I, SortedSet<E>> words(
      String name,
      String description,
      String what,
      Class<E> type,
      int least,
      Function<I, SortedSet<E>> get) {
    return new FieldSpec<>(
        name,
        Schema.words(description, Kebab.ids(type), least),
        least > 0,
        (fields, known) -> fields.words(name, what, type),
        instrument -> CanonicalValues.words(get.apply(instrument)));
  }

  /** A word of the model. */
  static <I, E extends Enum<E> & Kebab> FieldSpec<I, E> word(
      String name, String description, String what, Class<E> type, Function<I, E> get) {
    return new FieldSpec<>(
        name,
        Schema.word(description, Kebab.ids(type)),
        true,
        (fields, known) -> fields.word(name, what, type),
        instrument -> TextNode.valueOf(get.apply(instrument).id()));
  }

  /** A word of the model that may be left out. */
  static <I, E extends Enum<E> & Kebab> FieldSpec<I, E> word(
      String name, String description, String what, Class<E> type, E absent, Function<I, E> get) {
    return new FieldSpec<>(
        name,
        Schema.word(description, Kebab.ids(type)).put("default", absent.id()),
        false,
        (fields, known) -> fields.word(name, what, type, absent),
        instrument -> TextNode.valueOf(get.apply(instrument).id()));
  }

  /** Ids of providers; none where the field is left out. */
  static <I> FieldSpec<I, SortedSet<String>> providers(
      String name, String description, Function<I, SortedSet<String>> get) {
    return new FieldSpec<>(
        name,
        Schema.ids(description),
        false,
        (fields, known) -> fields.ids(name, "provider", known.providers()),
        instrument -> CanonicalValues.ids(get.apply(instrument)));
  }

  /** The id of a provider. */
  static <I> FieldSpec<I, String> provider(
      String name, String description, Function<I, String> get) {
    return new FieldSpec<>(
        name,
        Schema.id(description),
        true,
        (fields, known) -> fields.id(name, "provider", known.providers()),
        instrument -> TextNode.valueOf(get.apply(instrument)));
  }

  /** The id of a provider, which may be left out. */
  static <I> FieldSpec<I, String> providerIfAny(
      String name, String description, Function<I, String> get) {
    return new FieldSpec<>(
        name,
        Schema.id(description),
        false,
        (fields, known) -> fields.idIfAny(name, "provider", known.providers()),
        instrument ->
            get.apply(instrument).isEmpty() ? null : TextNode.valueOf(get.apply(instrument)));
  }

  /** Ids of buyers that the scenario names; none where the field is left out. */
  static <I> FieldSpec<I, SortedSet<String>> namedBuyers(
      String name, String description, Function<I, SortedSet<String>> get) {
    return new FieldSpec<>(
        name,
        Schema.ids(description),
        false,
        (fields, known) -> fields.ids(name, "named buyer", known.namedBuyers()),
        instrument -> CanonicalValues.ids(get.apply(instrument)));
  }

  /** Ids of cities; none where the field is left out. */
  static <I> FieldSpec<I, SortedSet<String>> cities(
      String name, String description, Function<I, SortedSet<String>> get) {
    return new FieldSpec<>(
        name,
        Schema.ids(description),
        false,
        (fields, known) -> fields.ids(name, "city", known.cities()),
        instrument -> CanonicalValues.ids(get.apply(instrument)));
  }

  /** A word of the model that may be left out, which is then said. */
  static <I, E extends Enum<E> & Kebab> FieldSpec<I, Optional<E>> wordIfAny(
      String name, String description, String what, Class<E> type, Function<I, Optional<E>> get) {
    return new FieldSpec<>(
        name,
        Schema.word(description, Kebab.ids(type)),
        false,
        (fields, known) -> fields.wordIfAny(name, what, type),
        instrument -> get.apply(instrument).map(word -> TextNode.valueOf(word.id())).orElse(null));
  }

  /** An id of something that the document names nowhere else; it may be left out. */
  static <I> FieldSpec<I, Optional<String>> newIdIfAny(
      String name, String description, Function<I, Optional<String>> get) {
    return new FieldSpec<>(
        name,
        Schema.id(description),
        false,
        (fields, known) -> fields.newIdIfAny(name),
        instrument -> get.apply(instrument).map(TextNode::valueOf).orElse(null));
  }

  /** A fraction that may be left out, which is then said. */
  static <I> FieldSpec<I, OptionalInt> fractionIfAny(
      String name, String description, int low, int high, Function<I, OptionalInt> get) {
    return new FieldSpec<>(
        name,
        Schema.number(description, low / MILLION, high / MILLION),
        false,
        (fields, known) -> fields.fractionIfAny(name, low, high),
        instrument ->
            get.apply(instrument).isEmpty()
                ? null
                : Decimals.node(get.apply(instrument).getAsInt()));
  }

  /** Fractions by segment, within a range in parts per million; none where it is left out. */
  static <I> FieldSpec<I, SortedMap<Segment, Integer>> fractionsBySegment(
      String name,
      String description,
      int low,
      int high,
      Function<I, SortedMap<Segment, Integer>> get) {
    return new FieldSpec<>(
        name,
        Schema.numbers(description, Kebab.ids(Segment.class), low / MILLION, high / MILLION),
        false,
        (fields, known) ->
            Keyed.fractions(
                fields.optionalMap(name), "segment", Keyed.words(Segment.class), low, high),
        instrument -> {
          ObjectNode written = JsonNodeFactory.instance.objectNode();
          get.apply(instrument)
              .forEach((segment, ppm) -> written.set(segment.id(), Decimals.node(ppm)));
          return written;
        });
  }

  /** A sum of money, in fen. */
  static <I> FieldSpec<I, Long> amount(
      String name, String description, long low, long high, Function<I, Long> get) {
    return new FieldSpec<>(
        name,
        Schema.whole(description, low, high),
        true,
        (fields, known) -> fields.amount(name, low, high),
        instrument -> Decimals.whole(get.apply(instrument)));
  }

  /** Yes or no. */
  static <I> FieldSpec<I, Boolean> flag(
      String name, String description, boolean absent, Function<I, Boolean> get) {
    return new FieldSpec<>(
        name,
        Schema.flag(description, absent),
        false,
        (fields, known) -> fields.flag(name, absent),
        instrument -> BooleanNode.valueOf(get.apply(instrument)));
  }

  /** A whole number within a range. */
  static <I> FieldSpec<I, Integer> whole(
      String name, String description, int low, int high, Function<I, Integer> get) {
    return new FieldSpec<>(
        name,
        Schema.whole(description, low, high),
        true,
        (fields, known) -> fields.whole(name, low, high),
        instrument -> IntNode.valueOf(get.apply(instrument)));
  }

  /** A month, or never, which is what it is where it is left out. */
  static <I> FieldSpec<I, Integer> monthOrNever(
      String name, String description, Function<I, Integer> get) {
    return new FieldSpec<>(
        name,
        Schema.monthOrNever(description),
        false,
        (fields, known) -> fields.monthOrNever(name),
        instrument -> TextNode.valueOf(CanonicalValues.monthOrNever(get.apply(instrument))));
  }

  /** A fraction, in parts per million, within a range of them. */
  static <I> FieldSpec<I, Integer> fraction(
      String name, String description, int low, int high, Function<I, Integer> get) {
    ObjectNode schema = Schema.number(description, low / MILLION, high / MILLION);
    return new FieldSpec<>(
        name,
        schema,
        true,
        (fields, known) -> fields.fraction(name, low, high),
        instrument -> Decimals.node(get.apply(instrument)));
  }

  /** A fraction that may be left out. */
  static <I> FieldSpec<I, Integer> fraction(
      String name, String description, int low, int high, int absent, Function<I, Integer> get) {
    return new FieldSpec<>(
        name,
        Schema.number(description, low / MILLION, high / MILLION, absent / MILLION),
        false,
        (fields, known) -> fields.fraction(name, low, high, absent),
        instrument -> Decimals.node(get.apply(instrument)));
  }

  /** Points of 100, in millionths, from none, which is what they are where they are left out. */
  static <I> FieldSpec<I, Long> points(
      String name, String description, int high, Function<I, Long> get) {
    return new FieldSpec<>(
        name,
        Schema.number(description, 0, high, 0),
        false,
        (fields, known) -> fields.points(name, high, 0),
        instrument -> Decimals.node(get.apply(instrument)));
  }
}
