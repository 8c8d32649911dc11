package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;

/** Reads maps whose keys are no fields but ids or words: cities, policies, parts of a whole. */
public final class Keyed {

  /**
   * Words that stand in results where an id stands: policies that only together displaced an award,
   * tenders that no provider is behind, and the first column of tables.
   */
  private static final Map<String, Set<String>> RESERVED =
      Map.of(
          "policy", Set.of("joint"),
          "provider", Set.of("month", "nobody"),
          "city", Set.of("month"));

  private Keyed() {}

  /** Everything in a map by its id, where the ids are new: cities, policies. */
  public static SortedMap<String, JsonNode> byId(Fields map, String what, int most) {
    SortedMap<String, JsonNode> entries = map.entries(Schema::id, most);
    if (entries.size() > most) {
      map.faults()
          .add(map.pointer(), "has " + entries.size() + " entries; at most " + most + " fit");
      return new TreeMap<>();
    }
    for (String id : entries.keySet()) {
      if (!Ids.valid(id)) {
        map.faults()
            .misread(map.at(id), id, "the id of " + Nouns.a(what) + ": " + Value.notAnId(id));
      } else {
        reserved(what, id).ifPresent(detail -> map.fault(id, detail));
      }
    }
    return entries;
  }

  /** What is wrong with an id that results have for something else. */
  public static Optional<String> reserved(String what, String id) {
    return RESERVED.getOrDefault(what, Set.of()).contains(id)
        ? Optional.of("'" + id + "' stands for something else in results; take another id")
        : Optional.empty();
  }

  /** Everything in a map by its word, where only certain words can be: segments. */
  public static <E extends Enum<E> & Kebab> SortedMap<E, JsonNode> byWord(
      Fields map, String what, Class<E> type) {
    SortedMap<E, JsonNode> entries = new TreeMap<>();
    List<String> words = Kebab.ids(type);
    map.entries(() -> Schema.word(words), words.size())
        .forEach(
            (key, node) ->
                Kebab.find(type, key)
                    .ifPresentOrElse(
                        word -> entries.put(word, node),
                        () ->
                            map.faults()
                                .misread(
                                    map.at(key), key, map.faults().unknown(what, key, words))));
    return entries;
  }

  /** Fractions from 0 to 1 in parts per million, by words that are always the same. */
  public static <K> SortedMap<K, Integer> fractions(Fields map, String what, Map<String, K> words) {
    return fractions(map, what, words, 0, Ranges.PPM);
  }

  /** Fractions within a range in parts per million, by words that are always the same. */
  public static <K> SortedMap<K, Integer> fractions(
      Fields map, String what, Map<String, K> words, int low, int high) {
    List<String> keys = List.copyOf(words.keySet());
    return fractions(
        map, what, words, map.entries(() -> Schema.word(keys), keys.size()).keySet(), low, high);
  }

  private static <K> SortedMap<K, Integer> fractions(
      Fields map, String what, Map<String, K> known, Set<String> names, int low, int high) {
    SortedMap<K, Integer> fractions = new TreeMap<>();
    for (String name : names) {
      int ppm = map.fraction(name, low, high);
      if (known.containsKey(name)) {
        fractions.put(known.get(name), ppm);
      } else {
        map.faults().misread(map.at(name), name, map.faults().unknown(what, name, known.keySet()));
      }
    }
    return fractions;
  }

  /** As fractions, which add up to 1. */
  public static <K> SortedMap<K, Integer> parts(Fields map, String what, Map<String, K> words) {
    int mark = map.mark();
    return addingUp(fractions(map, what, words), mark, map);
  }

  /** As parts, by ids of what the document names elsewhere, of which there are at most so many. */
  public static SortedMap<String, Integer> partsById(
      Fields map, String what, Map<String, String> known, int most) {
    int mark = map.mark();
    Set<String> names = map.entries(Schema::id, most).keySet();
    return addingUp(fractions(map, what, known, names, 0, Ranges.PPM), mark, map);
  }

  private static <K> SortedMap<K, Integer> addingUp(
      SortedMap<K, Integer> parts, int mark, Fields map) {
    long sum = parts.values().stream().mapToLong(Integer::intValue).sum();
    if (map.faults().count() == mark && sum != Ranges.PPM) {
      map.faults().add(map.pointer(), "parts add up to " + Ranges.text(sum) + ", not to 1");
    }
    return parts;
  }

  /** Words of the model by their ids. */
  public static <E extends Enum<E> & Kebab> SortedMap<String, E> words(Class<E> type) {
    return known(Kebab.ids(type), id -> Kebab.find(type, id).orElseThrow());
  }

  /** What ids stand for. */
  public static <K> SortedMap<String, K> known(
      Collection<String> ids, Function<String, K> meaning) {
    SortedMap<String, K> known = new TreeMap<>();
    ids.forEach(id -> known.put(id, meaning.apply(id)));
    return known;
  }
}
