package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.documents.scenario.Merge;

/** Lays a document over the one that it extends, and that over the next. */
final class Layers {

  private static final int MAX_LAYERS = 8;

  private Layers() {}

  /**
   * The document with all its bases under it; empty, and a fault, where one of them cannot be
   * found.
   *
   * @param documents among which the bases are, by name
   */
  static Optional<ObjectNode> merged(
      Map<String, ScenarioDocument> documents, ScenarioDocument document, Faults faults) {
    int mark = faults.count();
    Deque<ScenarioDocument> layers = layers(documents, document, faults);
    if (faults.count() > mark) {
      return Optional.empty();
    }
    ObjectNode merged = Tree.map();
    for (ScenarioDocument layer : layers) {
      // What a document is called and is for is its own; all else it takes from its base.
      merged.remove(List.of("name", "kind"));
      ObjectNode top = layer.tree().deepCopy();
      top.remove("extends");
      merged = Merge.of(merged, top, layer.equals(document) ? faults : new Faults());
    }
    return Optional.of(merged);
  }

  /** The lowest first. */
  private static Deque<ScenarioDocument> layers(
      Map<String, ScenarioDocument> documents, ScenarioDocument document, Faults faults) {
    Deque<ScenarioDocument> layers = new ArrayDeque<>();
    layers.push(document);
    Optional<ScenarioDocument> below = below(documents, document, faults);
    while (below.isPresent()) {
      ScenarioDocument base = below.get();
      if (layers.stream().anyMatch(layer -> layer.name().equals(base.name()))) {
        faults.add("/extends", "leads back to '" + base.name() + "'");
        return layers;
      }
      if (layers.size() == MAX_LAYERS) {
        faults.add("/extends", "leads through more than " + MAX_LAYERS + " documents");
        return layers;
      }
      layers.push(base);
      below = below(documents, base, faults);
    }
    return layers;
  }

  private static Optional<ScenarioDocument> below(
      Map<String, ScenarioDocument> documents, ScenarioDocument document, Faults faults) {
    JsonNode base = document.tree().path("extends");
    if (base.isMissingNode()) {
      return Optional.empty();
    }
    String id = new Value("/extends", base, faults).id("document", documents.keySet());
    return Optional.ofNullable(documents.get(id));
  }
}
