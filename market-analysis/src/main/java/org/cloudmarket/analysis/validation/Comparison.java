package org.cloudmarket.analysis.validation;

import java.util.List;
import java.util.function.Function;
import org.cloudmarket.analysis.published.Target;

/**
 * How ours is compared with what has been published.
 *
 * @param words in which a reader is told
 * @param range where our mean has to be, from the figures that the row names
 * @param derived whether the range is other than the first figure, a tolerance around it or its own
 *     range: then only the words say how the two hang together
 */
record Comparison(String words, Function<List<Target>, Range> range, boolean derived) {

  private Comparison(String words, Function<List<Target>, Range> range) {
    this(words, range, false);
  }

  /** The range that the first figure has been published with. */
  static Comparison published() {
    return new Comparison(
        "the published range",
        targets ->
            Range.of(
                targets.getFirst().low().orElseThrow(), targets.getFirst().high().orElseThrow()));
  }

  /**
   * The first figure, and so much to both sides.
   *
   * @param tolerance in the figure's unit
   * @param why it is as wide as that
   */
  static Comparison about(double tolerance, String why) {
    return new Comparison(
        "the figure, " + Rounding.exact(tolerance) + " more or less: " + why,
        targets ->
            Range.of(
                targets.getFirst().figure() - tolerance, targets.getFirst().figure() + tolerance));
  }

  /**
   * The first figure, and so many percent of it to both sides.
   *
   * @param why it is as wide as that
   */
  static Comparison aboutPercent(double percent, String why) {
    return new Comparison(
        "the figure, " + Rounding.exact(percent) + " percent more or less: " + why,
        targets -> {
          double figure = targets.getFirst().figure();
          return Range.of(figure * (1 - percent / 100), figure * (1 + percent / 100));
        });
  }

  /** From the least to the most of all figures that the row names. */
  static Comparison spanned(String why) {
    return new Comparison(
        "between the least and the most of the figures: " + why,
        targets ->
            Range.of(
                targets.stream().mapToDouble(Target::figure).min().orElseThrow(),
                targets.stream().mapToDouble(Target::figure).max().orElseThrow()),
        true);
  }

  /** A range that follows from the figures by some arithmetic, in words. */
  static Comparison derived(String words, Function<List<Target>, Range> range) {
    return new Comparison(words, range, true);
  }

  /** A range that the source has in words, or that is read from them. */
  static Comparison stated(double low, double high, String words) {
    return new Comparison(words, _ -> Range.of(low, high), true);
  }

  /** The sign alone. */
  static Comparison positive(String words) {
    return new Comparison("the sign alone: " + words, _ -> Range.above(0), true);
  }

  /** With every seed; the measure is 100 where it holds and else 0. */
  static Comparison always() {
    return new Comparison("with every seed", _ -> Range.of(100, 100), true);
  }
}
