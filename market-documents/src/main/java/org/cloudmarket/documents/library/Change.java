package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.model.soundness.Pointer;

/**
 * A change of a document at a path such as {@code policies.tianjin-mandate.graceMonths}: puts a
 * value there, in place of what was there; null removes it.
 *
 * @param path names of fields and ids, joined by dots
 * @param value what goes there
 * @param pointer where faults of the change itself are said to be
 */
record Change(String path, JsonNode value, String pointer) {

  /** Maps that a document may leave out; a change can be the first to put something there. */
  private static final Set<List<String>> OPTIONAL =
      Set.of(
          List.of("statistics"),
          List.of("policies"),
          List.of("triggers"),
          List.of("acceptedBids"),
          List.of("population", "namedBuyers"));

  private static final Set<String> OPTIONAL_ANYWHERE =
      Set.of("scope", "ecosystem", "ecosystemChange");

  private static final List<String> CITIES = List.of("population", "cities");

  /**
   * Changes in the order of their paths, so that a whole map comes before a part of it, however
   * they were given.
   */
  static List<Change> all(ValuesByPath sets, Faults into) {
    return sets.values().entrySet().stream()
        .map(set -> read(set.getKey(), set.getValue(), into))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Change> read(String path, JsonNode value, Faults into) {
    List<String> names = ValuesByPath.names(path);
    String pointer = Pointer.of(names);
    if (!value.isTextual() || FieldTypes.at(names).take(JsonNodeType.STRING)) {
      return Optional.of(new Change(path, value, pointer));
    }
    String text = value.textValue();
    if (text.isBlank()) {
      into.add(pointer, "is set to nothing; write null to remove what is there");
      return Optional.empty();
    }
    try {
      Tree read = Tree.read(text);
      read.faults().forEach(fault -> into.add(pointer + fault.pointer(), fault.detail()));
      return Optional.of(new Change(path, read.root(), pointer));
    } catch (InvalidScenario e) {
      e.faults().forEach(fault -> into.add(pointer + fault.pointer(), fault.detail()));
      return Optional.empty();
    }
  }

  /**
   * Changes the document; where the path names nothing, notes a fault and leaves the document
   * alone.
   */
  void apply(ObjectNode document, Faults faults) {
    List<String> names = ValuesByPath.names(path);
    if (Head.FIELDS.contains(names.getFirst())) {
      faults.add(pointer, "'" + names.getFirst() + "' is not changed by path");
      return;
    }
    ObjectNode map = document;
    for (int depth = 0; depth < names.size() - 1; depth++) {
      List<String> walked = names.subList(0, depth + 1);
      JsonNode next = map.get(names.get(depth));
      if (next == null && optional(walked)) {
        next = map.putObject(names.get(depth));
      }
      if (next == null) {
        namesNothing(map, names.subList(0, depth), names.get(depth), faults);
        return;
      }
      if (!(next instanceof ObjectNode below)) {
        faults.add(
            pointer, dotted(walked) + " is " + Value.kind(next) + ", which is changed as a whole");
        return;
      }
      map = below;
    }
    put(map, names, faults);
  }

  private static boolean optional(List<String> path) {
    return OPTIONAL.contains(path)
        || (path.size() == 3 && OPTIONAL_ANYWHERE.contains(path.getLast()));
  }

  private void put(ObjectNode map, List<String> names, Faults faults) {
    List<String> parent = names.subList(0, names.size() - 1);
    String name = names.getLast();
    // Elsewhere a new name is a field that the reader knows or complains about; any word could be a
    // new city.
    boolean mustBeThere = value.isNull() || parent.equals(CITIES);
    if (mustBeThere && !map.has(name)) {
      namesNothing(map, parent, name, faults);
    } else if (value.isNull()) {
      map.remove(name);
    } else {
      map.set(name, value.deepCopy());
    }
  }

  private void namesNothing(ObjectNode map, List<String> parent, String name, Faults faults) {
    String where = parent.isEmpty() ? "in the document" : "in " + dotted(parent);
    // Not what is a fault itself, and was written by the same hand.
    List<String> meant =
        Fields.keys(map).stream()
            .filter(
                key -> FieldTypes.known(Stream.concat(parent.stream(), Stream.of(key)).toList()))
            .toList();
    faults.misread(
        pointer,
        name,
        "'"
            + path
            + "' names nothing: there is no '"
            + Excerpt.quoted(name)
            + "' "
            + where
            + faults.hint(name, meant));
  }

  private static String dotted(List<String> names) {
    return String.join(".", names);
  }
}
