package org.cloudmarket.analysis.sensitivity;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cloudmarket.analysis.statistics.Faults;

/**
 * A number that is varied between two bounds, both of which it may take.
 *
 * @param name for example the path of a field in a scenario document; not blank
 * @param low in the unit of the field, as a document holds it (see {@link Rounding})
 * @param high likewise, above the low bound
 * @param whole whether it takes whole numbers only, which are then all equally likely
 */
public record Factor(String name, double low, double high, boolean whole) {

  /** The greatest whole number up to which a double holds all of them. */
  private static final double MOST_WHOLE = 1L << 53;

  /**
   * @throws IllegalArgumentException naming all that is wrong
   */
  public Factor {
    String of = "factor " + name + ": ";
    boolean finite = Double.isFinite(low) && Double.isFinite(high);
    Faults faults =
        new Faults()
            .unless(!name.isBlank(), "a factor has no name")
            .unless(finite, of + "a bound is not finite")
            .unless(low < high, of + "the low bound must be below the high one");
    if (finite) {
      for (double bound : new double[] {low, high}) {
        faults.unless(
            whole
                ? StrictMath.rint(bound) == bound && StrictMath.abs(bound) <= MOST_WHOLE
                : Rounding.round(bound).doubleValue() == bound,
            of
                + "the bound "
                + bound
                + (whole
                    ? " is not a whole number"
                    : " has more digits than a document holds, use " + Rounding.round(bound)));
      }
    }
    faults.raise();
  }

  /** A factor that takes all decimals that a document holds. */
  public static Factor real(String name, double low, double high) {
    return new Factor(name, low, high, false);
  }

  /** A factor that takes whole numbers only. */
  public static Factor whole(String name, double low, double high) {
    return new Factor(name, low, high, true);
  }

  /**
   * Refuses lists of factors that no analysis can take.
   *
   * @return a copy
   * @throws IllegalArgumentException where there is none, or two have the same name
   */
  public static List<Factor> distinct(List<Factor> factors) {
    Faults faults = new Faults().unless(!factors.isEmpty(), "there must be a factor");
    Set<String> names = new HashSet<>();
    factors.forEach(
        each -> faults.unless(names.add(each.name), "two factors are named " + each.name));
    faults.raise();
    return List.copyOf(factors);
  }

  /**
   * The value at a point of the unit interval: linear from the low bound to the high one and
   * rounded by {@link Rounding}; for whole numbers the interval is cut into equal parts, one for
   * each.
   *
   * @param unit 0 to 1
   */
  public BigDecimal at(double unit) {
    if (whole) {
      double values = high - low + 1;
      return Rounding.whole(low + StrictMath.min(StrictMath.floor(unit * values), values - 1));
    }
    return Rounding.round(low + unit * (high - low));
  }

  /** Whether a value is one that it may take. */
  public boolean holds(BigDecimal value) {
    double number = value.doubleValue();
    return low <= number && number <= high && !(whole && StrictMath.rint(number) != number);
  }

  /**
   * Where a value lies in the unit interval: {@link #at} gives it back, but for the rounding.
   *
   * @param value one that it holds
   */
  public double unit(BigDecimal value) {
    double above = value.doubleValue() - low;
    return whole ? (above + 0.5) / (high - low + 1) : above / (high - low);
  }

  /** The values of factors at a point of the unit cube, in the order of the factors. */
  public static List<BigDecimal> at(List<Factor> factors, double[] unit) {
    BigDecimal[] values = new BigDecimal[unit.length];
    for (int i = 0; i < unit.length; i++) {
      values[i] = factors.get(i).at(unit[i]);
    }
    return List.of(values);
  }
}
