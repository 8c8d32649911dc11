package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.HttpHeaders;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.log.scenario.InvalidScenario;
import org.cloudmarket.log.scenario.Tree;
import org.cloudmarket.log.scenario.ValuesByPath;

/** The object in the body of a request, JSON or YAML, and every fault that is found in it. */
final class JsonBody {

  private static final int LONGEST_SHOWN = 60;

  /** Nobody reads more. */
  private static final int MOST_FAULTS = 500;

  private static final int MOST_CHANGES = 1_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

  private final JsonNode object;
  private final List<Fault> faults = new ArrayList<>();

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a body of either format.
   *
   * @param headers which say the format
   * @param example what it might have been, for those who sent something else
   * @throws Refusal where it is no map of fields
   */
  static JsonBody read(HttpHeaders headers, byte[] body, String example) {
    return BodyFormat.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)) == BodyFormat.JSON
        ? read(body, example)
        : yaml(body, example);
  }

  /** As {@link #read}, where a body may be left out: then it is an object without fields. */
  static JsonBody readOrEmpty(HttpHeaders headers, byte[] body, String example) {
    return body.length == 0 ? new JsonBody(JSON.createObjectNode()) : read(headers, body, example);
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
      throw Refusal.invalid(
          e.faults().stream().map(fault -> new Fault(fault.pointer(), fault.detail())).toList());
    }
    if (!tree.root().isObject()) {
      throw Refusal.invalid("", otherwise);
    }
    JsonBody read = new JsonBody(tree.root());
    tree.faults().forEach(fault -> read.fault(fault.pointer(), fault.detail()));
    return read;
  }

  /** Finds fault with every field that nobody knows. */
  void allow(Set<String> fields) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!fields.contains(field)) {
                fault(
                    "/" + escaped(field),
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

  /**
   * The same for all that says the same: neither format nor spaces nor the order of fields count.
   */
  String canonical() {
    try {
      return JSON.writeValueAsString(object);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** A whole number, or what it is where the field is missing or at fault. */
  long whole(String field, long low, long high, long otherwise) {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!wholeWithin(value, low, high)) {
      fault("/" + field, "is " + shortened(value) + ", not a whole number in " + low + ".." + high);
      return otherwise;
    }
    return value.decimalValue().longValueExact();
  }

  /** Whether it is such a number, however it is spelled: 7, 7.0 or 0.7e1. */
  private static boolean wholeWithin(JsonNode value, long low, long high) {
    if (!value.isNumber()) {
      return false;
    }
    BigDecimal number = value.decimalValue();
    return number.compareTo(BigDecimal.valueOf(low)) >= 0
        && number.compareTo(BigDecimal.valueOf(high)) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }

  /** A pace in ms; 0 where the field is missing or at fault. */
  long paceMillis(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode()) {
      return 0;
    }
    OptionalLong millis = value.isTextual() ? Pace.millis(value.textValue()) : OptionalLong.empty();
    if (millis.isEmpty()) {
      fault("/" + field, "is " + shortened(value) + ", not " + Pace.EXPECTED);
    }
    return millis.orElse(0);
  }

  /** Changes by path. None where the field is missing. */
  ValuesByPath changes(String field) {
    JsonNode changes = object.path(field);
    if (!changes.isMissingNode() && !changes.isObject()) {
      fault("/" + field, "is " + shortened(changes) + ", not an object of values by path");
    }
    if (changes.size() > MOST_CHANGES) {
      fault("/" + field, "has " + changes.size() + " changes; at most " + MOST_CHANGES + " fit");
      return ValuesByPath.NONE;
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    changes.properties().forEach(change -> values.put(change.getKey(), change.getValue()));
    return new ValuesByPath(values);
  }

  /**
   * Where the changes in a field say what a scenario has at some place; empty where none of them
   * does.
   *
   * @param paths of the changes
   * @param pointer into the scenario
   */
  static Optional<String> inChanges(String field, Set<String> paths, String pointer) {
    return paths.stream()
        .filter(path -> (pointer + "/").startsWith(pointer(path) + "/"))
        .max(Comparator.comparingInt(String::length))
        .map(path -> "/" + field + "/" + escaped(path) + pointer.substring(pointer(path).length()));
  }

  private static String pointer(String path) {
    return "/" + escaped(path).replace('.', '/');
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  void fault(String pointer, String detail) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(pointer, detail));
    }
  }

  /**
   * Ends the reading.
   *
   * @throws Refusal with every fault that was found, if any was
   */
  void close() {
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  static String shortened(JsonNode value) {
    String text = value.toString();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }
}
