package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Changes of a document: by path, such as {@code policies.tianjin-mandate.graceMonths}, the value
 * that goes there; null removes what is there.
 *
 * @param values as JSON. A text is that text, character by character. Where the field takes no
 *     text, it is read as YAML instead
 */
public record ValuesByPath(SortedMap<String, JsonNode> values) {

  /** No change. */
  public static final ValuesByPath NONE = new ValuesByPath(Collections.emptySortedMap());

  public ValuesByPath {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Values as somebody types them, without a type: YAML where that is a number, a flag, a list or a
   * map and the field takes such a value, and otherwise the text itself. {@code null} removes what
   * is there, unless the field takes any text.
   */
  public static ValuesByPath typed(Map<String, String> texts) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    texts.forEach((path, text) -> values.put(path, typed(names(path), text)));
    return new ValuesByPath(values);
  }

  private static JsonNode typed(List<String> path, String text) {
    FieldTypes field = FieldTypes.at(path);
    JsonNode asItIs = TextNode.valueOf(text);
    if (field.anyText()) {
      return asItIs;
    }
    try {
      Tree read = Tree.read(text);
      JsonNode yaml = read.root();
      boolean fits = yaml.isNull() || field.take(yaml.getNodeType());
      return fits && read.faults().isEmpty() ? yaml : asItIs;
    } catch (InvalidScenario e) {
      return asItIs;
    }
  }

  /** The names that a path joins by dots. */
  static List<String> names(String path) {
    return List.of(path.split("\\.", -1));
  }

  /** These and some more, in place of those with the same paths. */
  public ValuesByPath with(Iterable<Map.Entry<String, JsonNode>> more) {
    SortedMap<String, JsonNode> all = new TreeMap<>(values);
    more.forEach(each -> all.put(each.getKey(), each.getValue()));
    return new ValuesByPath(all);
  }

  /** Those whose paths do not begin with one of some names. */
  public ValuesByPath without(String... names) {
    SortedMap<String, JsonNode> rest = new TreeMap<>(values);
    rest.keySet().removeIf(path -> List.of(names).contains(names(path).getFirst()));
    return new ValuesByPath(rest);
  }

  /**
   * Where the changes themselves say what a changed document has at some place: a path and what
   * follows in its value. Empty where none of them does.
   */
  public Optional<String> within(String pointer) {
    return values.keySet().stream()
        .filter(path -> (pointer + "/").startsWith(Pointer.of(names(path)) + "/"))
        .max(Comparator.comparingInt(String::length))
        .map(
            path ->
                Pointer.to(Pointer.ROOT, path)
                    + pointer.substring(Pointer.of(names(path)).length()));
  }

  /** Where the document is changed. */
  public SortedSet<String> paths() {
    return new TreeSet<>(values.keySet());
  }
}
