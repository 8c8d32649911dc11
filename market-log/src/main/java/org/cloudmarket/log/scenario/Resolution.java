package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A document on its way to a scenario: its base laid under it, its arms read, and then one arm and
 * changes applied.
 */
final class Resolution {

  /** Fields that are dealt with here, before there is a scenario. */
  private static final Set<String> OUTER = Set.of("kind", "extends", "arms");

  private static final int MAX_ARMS = 50;
  private static final int MAX_BASES = 8;

  /** What a document is for. */
  private enum Kind implements Kebab {
    SCENARIO,
    MARKET
  }

  /**
   * A variation of a document.
   *
   * @param title one line for people
   * @param changes what is different
   */
  record Arm(String title, List<Change> changes) {}

  private final ObjectNode merged;
  private final SortedMap<String, Arm> arms;
  private final Faults faults;
  private final Kind kind;

  private Resolution(ObjectNode merged, SortedMap<String, Arm> arms, Faults faults, Kind kind) {
    this.merged = merged;
    this.arms = Collections.unmodifiableSortedMap(arms);
    this.faults = faults;
    this.kind = kind;
  }

  static Resolution of(DocumentLibrary library, ScenarioDocument document) {
    Faults faults = new Faults();
    faults.add(document.faults());
    ObjectNode merged = Tree.map();
    for (ScenarioDocument layer : layers(library, document, faults)) {
      ObjectNode under = merged;
      // What a document is called and is for is its own; all else it takes from its base.
      under.remove(List.of("name", "kind"));
      ObjectNode over = layer.tree().deepCopy();
      over.remove("extends");
      merged = Merge.of(under, over, layer.equals(document) ? faults : new Faults());
    }
    Fields head = Fields.of(Pointer.ROOT, merged, faults);
    Kind kind = head.word("kind", "kind of document", Kind.class, Kind.SCENARIO);
    SortedMap<String, Arm> arms = arms(head.optionalMap("arms"));
    merged.remove(List.of("kind", "arms"));
    Resolution resolution = new Resolution(merged, arms, faults, kind);
    arms.values().forEach(arm -> resolution.changed(arm.changes(), faults));
    return resolution;
  }

  /** The documents that lie under each other, the lowest first. */
  private static Iterable<ScenarioDocument> layers(
      DocumentLibrary library, ScenarioDocument document, Faults faults) {
    Deque<ScenarioDocument> layers = new ArrayDeque<>();
    layers.push(document);
    Optional<ScenarioDocument> below = below(library, document, faults);
    while (below.isPresent()) {
      ScenarioDocument base = below.get();
      boolean circle = layers.stream().anyMatch(layer -> layer.name().equals(base.name()));
      if (circle || layers.size() > MAX_BASES) {
        faults.add(
            "/extends",
            circle
                ? "leads back to '" + base.name() + "'"
                : "leads through more than " + MAX_BASES + " documents");
        return layers;
      }
      layers.push(base);
      below = below(library, base, faults);
    }
    return layers;
  }

  private static Optional<ScenarioDocument> below(
      DocumentLibrary library, ScenarioDocument document, Faults faults) {
    JsonNode base = document.tree().path("extends");
    if (base.isMissingNode()) {
      return Optional.empty();
    }
    String name = new Value("/extends", base, faults).id("document", library.documents().keySet());
    return library.find(name);
  }

  private static SortedMap<String, Arm> arms(Fields fields) {
    SortedMap<String, Arm> arms = new TreeMap<>();
    fields
        .byId("arm", MAX_ARMS)
        .forEach(
            (id, node) -> {
              Fields arm = Fields.of(fields.at(id), node, fields.faults());
              String title = arm.text("title", ScenarioReader.MAX_TITLE);
              Fields set = arm.optionalMap("set");
              List<Change> changes =
                  set.entries().entrySet().stream()
                      .map(
                          entry ->
                              new Change(entry.getKey(), entry.getValue(), set.at(entry.getKey())))
                      .toList();
              arm.close();
              arms.put(id, new Arm(title, changes));
            });
    return arms;
  }

  SortedMap<String, Arm> arms() {
    return arms;
  }

  /** The same, with a fault where the document is no scenario to be run. */
  Resolution runnable() {
    if (kind == Kind.MARKET) {
      faults.add("/kind", "is a market for other documents to extend, not a scenario to be run");
    }
    return this;
  }

  Scenario scenario(Optional<String> arm, Map<String, String> sets) {
    Draft draft = draft(arm, sets, faults);
    faults.throwIfAny();
    return draft.scenario();
  }

  Findings findings(Optional<String> arm, Map<String, String> sets) {
    draft(arm, sets, faults);
    return faults.findings();
  }

  /** What is found in the document as it stands, and what each arm adds to that. */
  Findings findings() {
    Faults all = new Faults();
    all.add(faults.findings());
    Findings plain = read(merged, new Faults());
    all.add(plain);
    arms.forEach(
        (id, arm) -> {
          Findings more = read(changed(arm.changes(), new Faults()), new Faults()).without(plain);
          more.faults()
              .forEach(fault -> all.add(fault.pointer(), "in arm " + id + ": " + fault.detail()));
          more.warnings()
              .forEach(
                  warning -> all.warn(warning.pointer(), "in arm " + id + ": " + warning.detail()));
        });
    return all.findings();
  }

  private static Findings read(ObjectNode document, Faults into) {
    draft(document, into);
    return into.findings();
  }

  private Draft draft(Optional<String> arm, Map<String, String> sets, Faults into) {
    ObjectNode document = merged;
    if (arm.isPresent()) {
      Arm chosen = arms.get(arm.get());
      if (chosen == null) {
        into.add("/arms", into.unknown("arm", arm.get(), arms.keySet()));
      } else {
        // Its faults were noted when the document was read, as those of all arms.
        document = changed(chosen.changes(), new Faults());
      }
    }
    ObjectNode whole = document.deepCopy();
    changes(sets, into).forEach(change -> change.apply(whole, into));
    return draft(whole, into);
  }

  private static Draft draft(ObjectNode document, Faults into) {
    Draft draft = ScenarioReader.read(document, OUTER, into);
    Consistency.check(draft, into);
    return draft;
  }

  private ObjectNode changed(List<Change> changes, Faults into) {
    ObjectNode document = merged.deepCopy();
    changes.forEach(change -> change.apply(document, into));
    return document;
  }

  /**
   * Changes in the order of their paths, so that a whole map comes before a part of it, however
   * they were given.
   */
  private static List<Change> changes(Map<String, String> sets, Faults into) {
    return new TreeMap<>(sets)
        .entrySet().stream()
            .map(set -> change(set.getKey(), set.getValue(), into))
            .flatMap(Optional::stream)
            .toList();
  }

  private static Optional<Change> change(String path, String text, Faults into) {
    String pointer = Pointer.of(List.of(path.split("\\.", -1)));
    if (text.isBlank()) {
      into.add(pointer, "is set to nothing; write null to remove what is there");
      return Optional.empty();
    }
    try {
      Tree value = Tree.read(text);
      value.faults().forEach(fault -> into.add(pointer + fault.pointer(), fault.detail()));
      return Optional.of(new Change(path, value.root(), pointer));
    } catch (InvalidScenario e) {
      e.faults().forEach(fault -> into.add(pointer + fault.pointer(), fault.detail()));
      return Optional.empty();
    }
  }
}
