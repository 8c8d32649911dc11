package org.cloudmarket.procurement.store.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;

/** Changes as a row of a list shows them, so that what is listed can be told apart. */
public final class ShownChanges {

  /** The most that a row shows. */
  public static final int MOST = 20;

  private static final int LONGEST = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ShownChanges() {}

  /** A value, or the beginning of one that is long. */
  public static JsonNode shortened(JsonNode value) {
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= LONGEST ? value : TextNode.valueOf(text.substring(0, LONGEST) + "...");
  }

  /**
   * Changes as they are stored.
   *
   * @param stored JSON that we have written
   */
  public static JsonNode read(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("changes were JSON when they were written", e);
    }
  }
}
