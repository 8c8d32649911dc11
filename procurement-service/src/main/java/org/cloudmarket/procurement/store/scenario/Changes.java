package org.cloudmarket.procurement.store.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What two resolved scenarios say differently. */
public final class Changes {

  /** What is only said to people. */
  private static final Set<String> WORDS = Set.of("/name", "/title", "/story");

  private Changes() {}

  /**
   * A place where two scenarios differ.
   *
   * @param pointer a JSON pointer
   * @param baseline what stands there; null for nothing
   * @param treatment what stands there; null for nothing
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Change(
      String pointer,
      @Schema(nullable = true) JsonNode baseline,
      @Schema(nullable = true) JsonNode treatment) {}

  /** Every difference, as deep as it goes, sorted by pointer. */
  public static List<Change> between(JsonNode baseline, JsonNode treatment) {
    List<Change> changes = new ArrayList<>();
    compare(JsonPointer.empty(), baseline, treatment, changes);
    return changes;
  }

  private static void compare(
      JsonPointer at, JsonNode baseline, JsonNode treatment, List<Change> into) {
    if (baseline.equals(treatment) || WORDS.contains(at.toString())) {
      return;
    }
    if (!baseline.isObject() || !treatment.isObject()) {
      into.add(new Change(at.toString(), orNull(baseline), orNull(treatment)));
      return;
    }
    Set<String> names = new TreeSet<>();
    baseline.fieldNames().forEachRemaining(names::add);
    treatment.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(at.appendProperty(name), baseline.path(name), treatment.path(name), into);
    }
  }

  private static JsonNode orNull(JsonNode node) {
    return node.isMissingNode() ? NullNode.getInstance() : node;
  }
}
