package org.cloudmarket.analysis.observed;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What is run: a shipped scenario, an arm of it, and what is changed. Equal studies are one run.
 *
 * @param scenario the name of a shipped one
 * @param arm of it; empty for the scenario as it stands
 * @param changes values by path, as people type them after {@code --set}
 * @param bids whether all bids are looked at, which takes longer
 */
public record Study(
    String scenario, Optional<String> arm, SortedMap<String, String> changes, boolean bids) {

  public Study {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
  }

  /** A shipped scenario as it stands. */
  public static Study of(String scenario) {
    return new Study(scenario, Optional.empty(), Collections.emptySortedMap(), false);
  }

  /** The same in another arm. */
  public Study arm(String other) {
    return new Study(scenario, Optional.of(other), changes, bids);
  }

  /** The same with a value changed. */
  public Study with(String path, String value) {
    return with(Map.of(path, value));
  }

  /** The same with values changed. */
  public Study with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(changes);
    all.putAll(more);
    return new Study(scenario, arm, all, bids);
  }

  /** The same, and all bids are looked at. */
  public Study withBids() {
    return new Study(scenario, arm, changes, true);
  }

  /**
   * The scenario that is run.
   *
   * @throws org.cloudmarket.documents.reading.InvalidScenario with every fault
   */
  public Scenario resolved() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get(scenario), arm, changes);
  }

  /** What a person types after {@code ./run reference} to run the same. */
  public String text() {
    return scenario
        + arm.map(id -> " --arm " + id).orElse("")
        + changes.entrySet().stream()
            .map(each -> " --set '" + each.getKey() + "=" + each.getValue() + "'")
            .collect(Collectors.joining());
  }
}
