package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.procurement.store.run.RunLedger.Changed;
import org.cloudmarket.procurement.store.scenario.ShownChanges;

/** What an order changes against its scenario, so that runs in a list can be told apart. */
final class OrderedChanges {

  /** What a document says of itself, and not of the market. */
  private static final Set<String> WORDS =
      Set.of("name", "title", "story", "extends", "kind", "arms");

  private OrderedChanges() {}

  /** The changes of an order that has no faults. */
  static Changed of(JsonBody order) {
    SortedMap<String, JsonNode> changes = new TreeMap<>();
    JsonNode document = order.field("scenario");
    if (document.has("extends")) {
      document
          .properties()
          .forEach(
              field -> {
                if (!WORDS.contains(field.getKey())) {
                  leaves(field.getKey(), field.getValue(), changes);
                }
              });
    }
    order.field("set").properties().forEach(each -> changes.put(each.getKey(), each.getValue()));
    order
        .field("changes")
        .properties()
        .forEach(each -> changes.put(each.getKey(), each.getValue()));
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    changes.entrySet().stream()
        .limit(ShownChanges.MOST)
        .forEach(each -> shown.set(each.getKey(), ShownChanges.shortened(each.getValue())));
    return new Changed(shown.toString(), Math.max(0, changes.size() - ShownChanges.MOST));
  }

  private static void leaves(String path, JsonNode value, SortedMap<String, JsonNode> into) {
    if (!value.isObject() || value.isEmpty()) {
      into.put(path, value);
      return;
    }
    value
        .properties()
        .forEach(field -> leaves(path + "." + field.getKey(), field.getValue(), into));
  }
}
