package org.cloudmarket.model.market;

import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * One number of the market, as a {@link Declaration} has it.
 *
 * @param name in documents
 * @param low the lowest value, as the record counts it
 * @param high the highest value
 * @param absent what a document means that does not have it; empty where every market has to say it
 */
public record Parameter<M>(
    String name, Unit unit, int low, int high, ToIntFunction<M> get, OptionalInt absent) {

  /** How documents write what the record counts. */
  public enum Unit {
    /** A whole number, as it is. */
    WHOLE,
    /** A decimal, of which the record counts parts per million. */
    FRACTION,
    /** Points of a tender, of which the record counts millionths. */
    POINTS
  }

  static <M> Parameter<M> whole(String name, int low, int high, ToIntFunction<M> get) {
    return new Parameter<>(name, Unit.WHOLE, low, high, get, OptionalInt.empty());
  }

  /** A fraction, with its range in parts per million. */
  static <M> Parameter<M> fraction(String name, int low, int high, ToIntFunction<M> get) {
    return new Parameter<>(name, Unit.FRACTION, low, high, get, OptionalInt.empty());
  }

  /** Points, from none to so many whole ones. */
  static <M> Parameter<M> points(String name, int high, ToIntFunction<M> get) {
    return new Parameter<>(name, Unit.POINTS, 0, high * Ranges.PPM, get, OptionalInt.empty());
  }

  /** The same, which older documents need not have: to them it means this value. */
  Parameter<M> absent(int value) {
    return new Parameter<>(name, unit, low, high, get, OptionalInt.of(value));
  }

  /** Its value in a market. */
  public int of(M market) {
    return get.applyAsInt(market);
  }
}
