package org.cloudmarket.analysis.experiment;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which market of an experiment is run. Its text names it in records and certificates, and tells it
 * from every other of the same experiment.
 */
public sealed interface Variant {

  /** As records have it, which {@link #parse} reads. */
  String text();

  /**
   * The variant of a text.
   *
   * @throws IllegalArgumentException where it is that of none
   */
  static Variant parse(String text) {
    List<String> words = List.of(text.split(" ", -1));
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "arm" -> new OfArm(String.join(" ", rest));
      case "no" -> new WithPolicies(Collections.emptySortedSet());
      case "policies" -> new WithPolicies(new TreeSet<>(rest));
      case "values" -> new WithValues(rest);
      default -> throw new IllegalArgumentException("'" + text + "' is no variant of a market");
    };
  }

  /**
   * One of the arms of a comparison.
   *
   * @param id of the arm
   */
  record OfArm(String id) implements Variant {
    @Override
    public String text() {
      return "arm " + id;
    }
  }

  /**
   * The market with some of its policies.
   *
   * @param policies ids, sorted; empty for the market left alone
   */
  record WithPolicies(SortedSet<String> policies) implements Variant {
    @Override
    public String text() {
      return policies.isEmpty() ? "no policies" : "policies " + String.join(" ", policies);
    }
  }

  /**
   * The market with other numbers.
   *
   * @param values one for each factor of the experiment, as they are written into the document
   */
  record WithValues(List<String> values) implements Variant {
    public WithValues {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return values.stream().collect(Collectors.joining(" ", "values ", ""));
    }
  }
}
