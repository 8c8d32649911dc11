package org.cloudmarket.analysis.published;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalDouble;

/**
 * One published quantity.
 *
 * @param file the table of {@code docs/data} that holds it
 * @param id what it is called there
 * @param what it is, in words; empty where the id says all
 * @param value empty where the source has a sign or a ranking only
 * @param low the least that has been published; empty where there is one figure
 * @param high the most that has been published; empty where there is one figure
 * @param unit of all three
 * @param source where it was read
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Target(
    String file,
    String id,
    String what,
    OptionalDouble value,
    OptionalDouble low,
    OptionalDouble high,
    String unit,
    String source,
    Quality quality) {

  public Target {
    double least = low.orElse(Double.NEGATIVE_INFINITY);
    double most = high.orElse(Double.POSITIVE_INFINITY);
    if (least > most) {
      throw new IllegalArgumentException("'low' is above 'high'");
    }
    if (value.isPresent() && (value.getAsDouble() < least || value.getAsDouble() > most)) {
      throw new IllegalArgumentException("'value' is not between 'low' and 'high'");
    }
  }

  /** The figure, of which a comparison has need. */
  public double figure() {
    return value.orElseThrow(
        () -> new IllegalStateException(file + " has no value for '" + id + "'"));
  }
}
