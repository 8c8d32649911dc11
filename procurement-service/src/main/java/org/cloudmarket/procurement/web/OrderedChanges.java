package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.procurement.store.run.RunLedger.Changed;

/** What an order changes against its scenario, so that runs in a list can be told apart. */
final class OrderedChanges {

  /** The most that a row of a list shows. */
  static final int MOST = 20;

  private static final int LONGEST = 200;

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
        .limit(MOST)
        .forEach(each -> shown.set(each.getKey(), shortened(each.getValue())));
    return new Changed(shown.toString(), Math.max(0, changes.size() - MOST));
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

  private static JsonNode shortened(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= LONGEST ? value : TextNode.valueOf(text.substring(0, LONGEST) + "...");
  }
}
