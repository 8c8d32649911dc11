package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Canonical;
import org.cloudmarket.model.soundness.Pointer;

/** The object in the body of a request, JSON or YAML, and every fault that is found in it. */
final class JsonBody {

  private static final int MOST_CHANGES = 1_000;
  private static final Tree NOTHING = Tree.json("{}".getBytes(StandardCharsets.UTF_8));

  private final Tree tree;
  private final JsonNode object;
  private final Faults faults;

  private JsonBody(Tree tree) {
    this.tree = tree;
    this.object = tree.root();
    this.faults = tree.faultsSoFar();
  }

  /**
   * Reads a body of either format.
   *
   * @param headers which say the format
   * @param example what it might have been, for those who sent something else
   * @throws Refusal where it is no map of fields
   */
  static JsonBody read(HttpHeaders headers, byte[] body, String example) {
    return BodyFormat.of(headers) == BodyFormat.JSON ? read(body, example) : yaml(body, example);
  }

  /** As {@link #read}, where a body may be left out: then it is an object without fields. */
  static JsonBody readOrEmpty(HttpHeaders headers, byte[] body, String example) {
    return body.length == 0 ? of(() -> NOTHING, "") : read(headers, body, example);
  }

  /**
   * Reads a body of JSON.
   *
   * @param example what it might have been, for those who sent something else
   * @throws Refusal where it is no JSON object
   */
  static JsonBody read(byte[] body, String example) {
    return of(() -> Tree.json(body), "is not a JSON object such as " + example);
  }

  /**
   * Reads a body of YAML, of which JSON is a part.
   *
   * @param example what it might have been, for those who sent something else
   * @throws Refusal where it is no map
   */
  static JsonBody yaml(byte[] body, String example) {
    return of(() -> Tree.read(body), "is not a map of fields such as " + example);
  }

  private static JsonBody of(Supplier<Tree> reading, String otherwise) {
    Tree tree;
    try {
      tree = reading.get();
    } catch (InvalidScenario e) {
      throw Refusal.invalid(Problem.faults(e.faults()));
    }
    if (!tree.root().isObject()) {
      throw Refusal.invalid("", otherwise);
    }
    return new JsonBody(tree);
  }

  /** Finds fault with every unknown field. */
  void allow(Set<String> fields) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!fields.contains(field)) {
                faults.misread(
                    Pointer.to("", field),
                    field,
                    fields.isEmpty()
                        ? "is unknown; no field is known here"
                        : "is unknown; known are " + fields.stream().sorted().toList());
              }
            });
  }

  /**
   * As {@link #allow(Set)}, where some fields have a reason of their own for not being there.
   *
   * @param others fields that are known elsewhere
   * @param why they are not here
   */
  void allow(Set<String> fields, Set<String> others, String why) {
    others.stream().sorted().filter(object::has).forEach(field -> fault("/" + field, why));
    Set<String> all = new TreeSet<>(fields);
    all.addAll(others);
    allow(all);
  }

  /** A field's value; a missing node where there is none. */
  JsonNode field(String name) {
    return object.path(name);
  }

  /** A field's value, to be read; empty where there is none. */
  Optional<Value> value(String field) {
    return value("", field);
  }

  /** The same of a field in a map at some pointer. */
  Optional<Value> value(String map, String field) {
    String pointer = Pointer.to(map, field);
    JsonNode node = object.at(pointer);
    return node.isMissingNode() ? Optional.empty() : Optional.of(new Value(pointer, node, faults));
  }

  /** The scenario's document in a field that holds a map. */
  ScenarioDocument document(String field) {
    return ScenarioDocument.within(tree, field);
  }

  /** As {@link Canonical} writes it. */
  String canonical() {
    return Canonical.text(object);
  }

  /** A whole number, or what it is where the field is missing. */
  long whole(String field, long low, long high, long otherwise) {
    return value(field).map(value -> value.whole(low, high)).orElse(otherwise);
  }

  /** A pace in ms; 0 where the field is missing or at fault. */
  long paceMillis(String field) {
    Optional<Value> value = value(field);
    OptionalLong millis =
        value.map(each -> each.node().textValue()).map(Pace::millis).orElseGet(OptionalLong::empty);
    if (value.isPresent() && millis.isEmpty()) {
      value.get().isNot("not " + Pace.EXPECTED);
    }
    return millis.orElse(0);
  }

  /** Changes by path. None where the field is missing. */
  ValuesByPath changes(String field) {
    JsonNode changes = object.path(field);
    if (!changes.isMissingNode() && !changes.isObject()) {
      value(field).orElseThrow().isNot("not an object of values by path");
    }
    if (changes.size() > MOST_CHANGES) {
      fault("/" + field, "has " + changes.size() + " changes; at most " + MOST_CHANGES + " fit");
      return ValuesByPath.NONE;
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    changes.properties().forEach(change -> values.put(change.getKey(), change.getValue()));
    return new ValuesByPath(values);
  }

  void fault(String pointer, String detail) {
    faults.add(pointer, detail);
  }

  /** Finds fault with a word, of which a character may look like another. */
  void misread(String pointer, String word, String detail) {
    faults.misread(pointer, word, detail);
  }

  /**
   * Ends the reading.
   *
   * @throws Refusal with every fault that was found, if any was
   */
  void close() {
    List<Fault> found = Problem.faults(faults.findings().faults());
    if (!found.isEmpty()) {
      throw Refusal.invalid(found);
    }
  }
}
