package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.sensitivity.Rounding;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.reading.Value;

/** Reads which numbers of a document vary, and between which bounds. */
final class FactorsReader {

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
   * What the document does not take at a bound it would not take in the middle of an experiment.
   *
   * @param pointer where the numbers stand
   * @param resolve makes a scenario of values of all of them
   */
  static void requireBounds(
      String pointer, List<Factor> factors, Consumer<List<String>> resolve, Faults faults) {
    for (boolean high : List.of(false, true)) {
      List<String> values =
          factors.stream().map(each -> each.at(high ? 1 : 0).toPlainString()).toList();
      try {
        resolve.accept(values);
      } catch (InvalidScenario e) {
        String bound = "with every number at its " + (high ? "highest" : "lowest") + ": ";
        e.faults().forEach(fault -> faults.add(pointer, bound + fault));
        return;
      }
    }
  }
}
