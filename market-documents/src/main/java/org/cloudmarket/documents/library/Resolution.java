package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.instrument.KnownIds;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.scenario.ScenarioReader;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;
import org.cloudmarket.model.soundness.Pointer;
import org.cloudmarket.model.soundness.Soundness;

/**
 * A document on its way to a scenario: its base laid under it, its arms read, and then one arm and
 * changes applied.
 */
final class Resolution {

  /**
   * The most steps of an examination, which take a second at the most. No document without arms
   * needs more.
   */
  static final long MAX_STEPS = 3_000_000;

  /** What reading a value takes, in steps. */
  private static final long STEPS_OF_A_VALUE = 8;

  /**
   * A variation of a document.
   *
   * @param title one line for people
   * @param at where its changes are
   * @param set what is different
   */
  record Arm(String title, String at, ValuesByPath set) {

    private static Arm of(Head.Arm written) {
      return new Arm(written.title(), written.at(), new ValuesByPath(written.set()));
    }

    List<Change> changes() {
      return set.values().entrySet().stream()
          .map(each -> new Change(each.getKey(), each.getValue(), Pointer.to(at, each.getKey())))
          .toList();
    }

    /** Where the arm says what the changed document has at some place, if it does. */
    Optional<String> within(String pointer) {
      return set.within(pointer).map(rest -> at + rest);
    }
  }

  /** With its base under it; empty where the base cannot be found. */
  private final Optional<ObjectNode> merged;

  private final SortedMap<String, Arm> arms;
  private final Faults faults;
  private final Head.Kind kind;

  private Resolution(
      Optional<ObjectNode> merged, SortedMap<String, Arm> arms, Faults faults, Head.Kind kind) {
    this.merged = merged;
    this.arms = Collections.unmodifiableSortedMap(arms);
    this.faults = faults;
    this.kind = kind;
  }

  static Resolution of(Map<String, ScenarioDocument> documents, ScenarioDocument document) {
    Faults faults = new Faults(document.odd());
    faults.add(document.faults());
    Optional<ObjectNode> layered = Layers.merged(documents, document, faults);
    if (layered.isEmpty()) {
      return new Resolution(Optional.empty(), new TreeMap<>(), faults, Head.Kind.SCENARIO);
    }
    ObjectNode merged = layered.get();
    Head head = Head.read(Fields.of(Pointer.ROOT, merged, faults));
    SortedMap<String, Arm> arms = new TreeMap<>();
    head.arms().forEach((id, arm) -> arms.put(id, Arm.of(arm)));
    merged.remove(Head.FIELDS);
    arms.values().forEach(arm -> changed(merged, arm.changes(), faults));
    return new Resolution(layered, arms, faults, head.kind());
  }

  SortedMap<String, Arm> arms() {
    return arms;
  }

  /** The document's own, or that of its base. */
  Optional<String> title() {
    return merged.map(document -> document.path("title").textValue());
  }

  /** The same, with a fault where the document is no scenario to be run. */
  Resolution runnable() {
    if (kind == Head.Kind.MARKET) {
      faults.add("/kind", "is a market for other documents to extend, not a scenario to be run");
    }
    return this;
  }

  /**
   * @throws InvalidScenario where there is any fault
   */
  Scenario scenario(Optional<String> arm, ValuesByPath sets) {
    Optional<Draft> draft = merged.map(document -> draft(document, arm, sets));
    faults.throwIfAny();
    return draft.orElseThrow().scenario();
  }

  Findings findings(Optional<String> arm, ValuesByPath sets) {
    merged.ifPresent(document -> draft(document, arm, sets));
    return faults.findings();
  }

  /** What is found in the document as it stands, and what each arm adds to that. */
  Findings findings() {
    merged.ifPresent(this::examine);
    return faults.findings();
  }

  private void examine(ObjectNode document) {
    Findings plain = read(document);
    faults.add(plain);
    long steps = steps(document);
    for (Map.Entry<String, Arm> arm : arms.entrySet()) {
      ObjectNode changed = changed(document, arm.getValue().changes(), new Faults());
      steps += steps(changed);
      if (steps > MAX_STEPS) {
        faults.add(
            Pointer.to("/arms", arm.getKey()),
            "takes the document to more than "
                + MAX_STEPS
                + " steps of examination, which are values, and kinds of buyers times policies, of"
                + " all arms together; leave out arms, or some of its cities, policies or named"
                + " buyers");
        return;
      }
      examine(arm.getKey(), arm.getValue(), changed, plain);
    }
  }

  private void examine(String id, Arm arm, ObjectNode changed, Findings plain) {
    Findings more = read(changed).without(plain);
    more.faults().stream()
        .map(fault -> told(id, arm, fault))
        .forEach(fault -> faults.add(fault.pointer(), fault.detail()));
    more.warnings().stream()
        .map(warning -> told(id, arm, warning))
        .forEach(warning -> faults.warn(warning.pointer(), warning.detail()));
  }

  /** Where the arm itself says it, or else that it comes of the arm. */
  private static Fault told(String id, Arm arm, Fault fault) {
    return arm.within(fault.pointer())
        .map(pointer -> new Fault(pointer, fault.detail()))
        .orElseGet(() -> new Fault(fault.pointer(), "in arm " + id + ": " + fault.detail()));
  }

  /** How many steps it takes to examine a document, about. */
  static long steps(ObjectNode document) {
    Draft.Known known = KnownIds.of(document);
    long kinds =
        (long) known.cities().size() * known.segments().size() * DataClass.values().length
            + known.namedBuyers().size();
    return STEPS_OF_A_VALUE * values(document) + kinds * (1 + known.policies().size());
  }

  private static long values(JsonNode node) {
    long values = 1;
    for (JsonNode each : node) {
      values += values(each);
    }
    return values;
  }

  private Findings read(ObjectNode document) {
    Faults found = new Faults(faults);
    draft(document, found);
    return found.findings();
  }

  private Draft draft(ObjectNode document, Optional<String> arm, ValuesByPath sets) {
    Optional<Arm> chosen = arm.map(id -> arms.get(id));
    if (arm.isPresent() && chosen.isEmpty()) {
      faults.misread("/arms", arm.get(), faults.unknown("arm", arm.get(), arms.keySet()));
    }
    // What is wrong with the arm's paths was noted when the document was read, as for all arms.
    ObjectNode whole = changed(document, chosen.map(Arm::changes).orElse(List.of()), new Faults());
    ObjectNode before = whole.deepCopy();
    Change.all(sets, faults).forEach(change -> change.apply(whole, faults));
    Instruments.leaveBehindInAll(before, whole);
    Faults found = new Faults(faults);
    Draft draft = draft(whole, found);
    for (Fault fault : found.findings().faults()) {
      // What is changed last counts.
      boolean set = sets.within(fault.pointer()).isPresent();
      faults.add(
          chosen
              .filter(_ -> !set)
              .flatMap(each -> each.within(fault.pointer()))
              .orElse(fault.pointer()),
          fault.detail());
    }
    found.findings().warnings().forEach(each -> faults.warn(each.pointer(), each.detail()));
    return draft;
  }

  private static Draft draft(ObjectNode document, Faults into) {
    Draft draft = ScenarioReader.read(document, Head.FIELDS, into);
    Soundness.check(draft, into);
    return draft;
  }

  private static ObjectNode changed(ObjectNode document, List<Change> changes, Faults into) {
    ObjectNode changed = document.deepCopy();
    changes.forEach(change -> change.apply(changed, into));
    Instruments.leaveBehindInAll(document, changed);
    return changed;
  }
}
