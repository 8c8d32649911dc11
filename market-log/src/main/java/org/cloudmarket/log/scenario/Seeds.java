package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.cloudmarket.model.message.RunsMessage;

/** Seeds as people write them. */
public final class Seeds {

  private static final BigDecimal MAX = BigDecimal.valueOf(RunsMessage.MAX_SEED);

  private Seeds() {}

  /**
   * A seed, spelled as any number in a document can be: {@code 7}, {@code 1e6}, {@code 0x1F}.
   *
   * @throws IllegalArgumentException where it is no whole number, or outside -{@value
   *     RunsMessage#MAX_SEED}..{@value RunsMessage#MAX_SEED}
   */
  public static long parse(String text) {
    JsonNode number = Scalars.plain(text.strip());
    BigDecimal value = number.isNumber() ? number.decimalValue() : MAX.add(BigDecimal.ONE);
    if (value.abs().compareTo(MAX) > 0 || value.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "'" + Value.shortened(text) + "' is not a whole number in -" + MAX + ".." + MAX);
    }
    return value.longValueExact();
  }
}
