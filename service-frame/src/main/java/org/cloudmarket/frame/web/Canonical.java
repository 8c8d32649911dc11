package org.cloudmarket.frame.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * The same text for all documents that say the same: neither format nor spaces nor the order of
 * fields count, nor how a number is spelled.
 */
public final class Canonical {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  /** The longest number that is compared digit by digit. */
  private static final int MOST_DIGITS = 100;

  private Canonical() {}

  /** The text of a document that was read. */
  public static String text(JsonNode document) {
    try {
      return JSON.writeValueAsString(canonical(document));
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static JsonNode canonical(JsonNode node) {
    return switch (node) {
      case ObjectNode map -> {
        ObjectNode all = JSON.createObjectNode();
        map.properties().forEach(each -> all.set(each.getKey(), canonical(each.getValue())));
        yield all;
      }
      case ArrayNode list -> {
        ArrayNode all = JSON.createArrayNode();
        list.forEach(each -> all.add(canonical(each)));
        yield all;
      }
      case DecimalNode number -> canonical(number.decimalValue().stripTrailingZeros());
      default -> node;
    };
  }

  private static JsonNode canonical(BigDecimal number) {
    boolean whole = number.scale() <= 0 && (long) number.precision() - number.scale() < MOST_DIGITS;
    return whole ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
  }
}
