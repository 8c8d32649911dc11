package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;

/** Reads maps whose keys are no fields but ids or words: cities, policies, parts of a whole. */
final class Keyed {

  private Keyed() {}

  /** Everything in a map by its id, where the ids are new: cities, policies. */
  static SortedMap<String, JsonNode> byId(Fields map, String what, int most) {
    SortedMap<String, JsonNode> entries = map.entries();
    if (entries.size() > most) {
      map.faults()
          .add(map.pointer(), "has " + entries.size() + " entries; at most " + most + " fit");
      return new TreeMap<>();
    }
    for (String id : entries.keySet()) {
      if (!Ids.valid(id)) {
        map.fault(id, "the id of a " + what + ": " + Value.notAnId(id));
      }
    }
    return entries;
  }

  /** Everything in a map by its word, where only certain words can be: segments. */
  static <E extends Enum<E> & Kebab> SortedMap<E, JsonNode> byWord(
      Fields map, String what, Class<E> type) {
    SortedMap<E, JsonNode> entries = new TreeMap<>();
    map.entries()
        .forEach(
            (key, node) ->
                Kebab.find(type, key)
                    .ifPresentOrElse(
                        word -> entries.put(word, node),
                        () -> map.fault(key, map.faults().unknown(what, key, Kebab.ids(type)))));
    return entries;
  }

  /** Fractions from 0 to 1 in parts per million, by what is known elsewhere. */
  static <K> SortedMap<K, Integer> fractions(Fields map, String what, Map<String, K> known) {
    return fractions(map, what, known, 0, Ranges.PPM);
  }

  /** Fractions within a range in parts per million, by what is known elsewhere. */
  static <K> SortedMap<K, Integer> fractions(
      Fields map, String what, Map<String, K> known, int low, int high) {
    SortedMap<K, Integer> fractions = new TreeMap<>();
    for (String name : map.entries().keySet()) {
      int ppm = map.fraction(name, low, high);
      if (known.containsKey(name)) {
        fractions.put(known.get(name), ppm);
      } else {
        map.fault(name, map.faults().unknown(what, name, known.keySet()));
      }
    }
    return fractions;
  }

  /** As fractions, which add up to 1. */
  static <K> SortedMap<K, Integer> parts(Fields map, String what, Map<String, K> known) {
    int mark = map.mark();
    SortedMap<K, Integer> parts = fractions(map, what, known);
    long sum = parts.values().stream().mapToLong(Integer::intValue).sum();
    if (map.faults().count() == mark && sum != Ranges.PPM) {
      map.faults().add(map.pointer(), "parts add up to " + Decimals.text(sum) + ", not to 1");
    }
    return parts;
  }

  /** Words of the model by their ids. */
  static <E extends Enum<E> & Kebab> SortedMap<String, E> words(Class<E> type) {
    return known(Kebab.ids(type), id -> Kebab.find(type, id).orElseThrow());
  }

  /** What ids stand for. */
  static <K> SortedMap<String, K> known(Collection<String> ids, Function<String, K> meaning) {
    SortedMap<String, K> known = new TreeMap<>();
    ids.forEach(id -> known.put(id, meaning.apply(id)));
    return known;
  }
}
