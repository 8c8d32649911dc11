package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.sensitivity.Rounding;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.model.random.Draws;

/** Reads which numbers of a document vary, and between which bounds. */
final class FactorsReader {

  /** Of so many numbers all corners are looked at. */
  private static final int ALL_CORNERS = 6;

  private static final int MOST_CORNERS = 1 << ALL_CORNERS;

  private FactorsReader() {}

  /** The numbers by the paths of their fields. */
  static List<Factor> read(Fields written) {
    List<Factor> factors = new ArrayList<>();
    SortedMap<String, JsonNode> nodes = written.entries(Schema::anyText, Sensitivity.MOST_FACTORS);
    if (nodes.size() > Sensitivity.MOST_FACTORS) {
      written
          .faults()
          .add(
              written.pointer(),
              "has " + nodes.size() + " entries; at most " + Sensitivity.MOST_FACTORS + " fit");
      return factors;
    }
    if (written.present() && nodes.isEmpty()) {
      written.faults().add(written.pointer(), "names no number; write its path and its range");
    }
    nodes.forEach(
        (path, node) ->
            factor(path, Fields.of(written.at(path), node, written.faults()), node)
                .ifPresent(factors::add));
    return factors;
  }

  private static Optional<Factor> factor(String path, Fields fields, JsonNode node) {
    int mark = fields.mark();
    Optional<BigDecimal> low = number(fields, "from", node);
    Optional<BigDecimal> high = number(fields, "to", node);
    boolean whole = fields.flag("whole", false);
    fields.close();
    return fields
        .faults()
        .make(
            low.isPresent() && high.isPresent() ? mark : -1,
            fields.pointer(),
            () -> new Factor(path, low.get().doubleValue(), high.get().doubleValue(), whole));
  }

  /** A bound, which is rounded as a document holds it: people take bounds from computations. */
  static Optional<BigDecimal> number(Fields fields, String field, JsonNode node) {
    JsonNode value = node.path(field);
    fields.allow(List.of(field));
    if (!fields.present()) {
      return Optional.empty();
    }
    if (value.isMissingNode() || value.isNull()) {
      fields.fault(field, "is missing");
      return Optional.empty();
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      fields.fault(field, "is " + Value.kind(value) + ", not a number");
      return Optional.empty();
    }
    return Optional.of(Rounding.round(value.doubleValue()));
  }

  /**
   * Points at which numbers have one of their bounds each: all of them up to six numbers. Beyond,
   * some are drawn, so that a bound of one stands beside either bound of every other.
   */
  static List<List<String>> corners(List<Factor> factors) {
    int count =
        factors.size() < 31 ? StrictMath.min(1 << factors.size(), MOST_CORNERS) : MOST_CORNERS;
    Set<List<String>> corners = new LinkedHashSet<>();
    corners.add(corner(factors, _ -> false));
    corners.add(corner(factors, _ -> true));
    long stem = Draws.mix(Draws.key("corners"));
    for (int number = 0; number < count; number++) {
      long draws = Draws.with(stem, number);
      int bits = number;
      boolean all = factors.size() <= ALL_CORNERS;
      corners.add(
          corner(factors, i -> (all ? bits >> i & 1 : Draws.below(Draws.with(draws, i), 2)) == 1));
    }
    return List.copyOf(corners);
  }

  private static List<String> corner(List<Factor> factors, IntPredicate high) {
    return IntStream.range(0, factors.size())
        .mapToObj(i -> factors.get(i).at(high.test(i) ? 1 : 0).toPlainString())
        .toList();
  }

  /**
   * Looks whether the document takes the numbers at some points, up to the first that it does not
   * take: there an experiment would fail, after an hour perhaps.
   *
   * @param points of a value for each number
   * @param resolve makes a scenario of one
   * @param faults told what is wrong with it
   */
  static void require(
      List<List<String>> points,
      List<Factor> factors,
      Consumer<List<String>> resolve,
      Consumer<String> faults) {
    for (List<String> point : points) {
      try {
        resolve.accept(point);
      } catch (InvalidScenario e) {
        String where = "with " + named(factors, point) + ": ";
        e.faults().forEach(fault -> faults.accept(where + fault));
        return;
      }
    }
  }

  private static String named(List<Factor> factors, List<String> point) {
    for (boolean high : List.of(false, true)) {
      if (point.equals(corner(factors, _ -> high))) {
        return "every number at its " + (high ? "highest" : "lowest");
      }
    }
    return IntStream.range(0, point.size())
        .mapToObj(i -> factors.get(i).name() + " at " + point.get(i))
        .collect(Collectors.joining(", "));
  }
}
