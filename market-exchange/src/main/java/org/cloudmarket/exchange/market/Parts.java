package org.cloudmarket.exchange.market;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.cloudmarket.model.market.Ranges;

/** Parts of a whole in millionths that add up exactly, by the method of largest remainders. */
final class Parts {

  private Parts() {}

  /**
   * The parts that weights make.
   *
   * @param weights at least one above 0
   */
  static <K extends Comparable<K>> SortedMap<K, Integer> ppm(SortedMap<K, Double> weights) {
    double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    SortedMap<K, Integer> parts = new TreeMap<>();
    List<Map.Entry<K, Double>> rests = new ArrayList<>();
    int left = Ranges.PPM;
    for (Map.Entry<K, Double> each : weights.entrySet()) {
      double exact = each.getValue() / all * Ranges.PPM;
      int whole = (int) exact;
      left -= whole;
      parts.put(each.getKey(), whole);
      rests.add(Map.entry(each.getKey(), exact - whole));
    }
    // Sorting is stable: of equal remainders the first by key.
    rests.sort(Comparator.comparingDouble(each -> -each.getValue()));
    for (int i = 0; left > 0; i = (i + 1) % rests.size(), left--) {
      parts.merge(rests.get(i).getKey(), 1, Integer::sum);
    }
    parts.values().removeIf(part -> part == 0);
    return parts;
  }

  /** Parts as a document writes them. */
  static <K> ObjectNode node(SortedMap<K, Integer> ppm, Function<K, String> id) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ppm.forEach((key, part) -> node.put(id.apply(key), Ranges.decimal(part)));
    return node;
  }

  /** A number of documents: a fraction with six places. */
  static int micro(double value) {
    return (int) Math.round(value * Ranges.PPM);
  }
}
