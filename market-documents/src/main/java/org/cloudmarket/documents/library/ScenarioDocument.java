package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.OddCharacters;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/**
 * A document as somebody wrote it. It can be read; whether it can be run, {@link
 * DocumentLibrary#resolve} finds out.
 */
public final class ScenarioDocument {

  /** The kind of document that others extend and nobody runs. */
  static final String MARKET = "market";

  private final Supplier<String> text;
  private final ObjectNode tree;
  private final List<Fault> faults;
  private final OddCharacters odd;

  private ScenarioDocument(
      Supplier<String> text, ObjectNode tree, List<Fault> faults, OddCharacters odd) {
    this.text = text;
    this.tree = tree;
    this.faults = faults;
    this.odd = odd;
  }

  /**
   * Reads YAML, or JSON where the text begins with a brace and a quote.
   *
   * @throws InvalidScenario where the text is neither, is longer than a million characters or
   *     nested deeper than 32
   */
  public static ScenarioDocument parse(String text) {
    return of(text, Tree.read(text));
  }

  /**
   * A document that has been read.
   *
   * @param text as it was written
   * @throws InvalidScenario where it is no map of fields
   */
  public static ScenarioDocument of(String text, Tree read) {
    if (!(read.root() instanceof ObjectNode map)) {
      throw InvalidScenario.unreadable(
          "the document is " + Value.kind(read.root()) + ", not a map of fields");
    }
    return new ScenarioDocument(() -> text, map, read.faults(), read.odd());
  }

  /**
   * A document that is a part of another text, such as an order.
   *
   * @param whole what it is a part of
   * @param name of the field that holds it, a map
   */
  public static ScenarioDocument within(Tree whole, String name) {
    ObjectNode map = (ObjectNode) whole.root().path(name);
    OddCharacters odd = whole.odd().in(Pointer.to(Pointer.ROOT, name));
    return new ScenarioDocument(map::toString, map, List.of(), odd);
  }

  /**
   * Reads YAML or JSON in UTF-8.
   *
   * @throws InvalidScenario as {@link #parse(String)}, and where the bytes are no UTF-8
   */
  public static ScenarioDocument parse(byte[] text) {
    return parse(Tree.text(text));
  }

  /** Its id as written; empty where it has none, which is one of its faults. */
  public String name() {
    return tree.path("name").asText("");
  }

  /**
   * One line for people, as written in this very document; empty where it takes the title of what
   * it extends.
   */
  public String title() {
    return tree.path("title").asText("");
  }

  /**
   * What happened, as written in this very document; empty where it takes the story of what it
   * extends.
   */
  public String story() {
    return tree.path("story").asText("").strip();
  }

  /** The document that this one extends. */
  public Optional<String> base() {
    return Optional.ofNullable(tree.path("extends").textValue());
  }

  /** Whether it is a market for others to extend, and no scenario to be run. */
  public boolean market() {
    return MARKET.equals(tree.path("kind").textValue());
  }

  /** As it was written, comments included. */
  public String text() {
    return text.get();
  }

  /** As it was written, as JSON. */
  public JsonNode json() {
    return tree.deepCopy();
  }

  /** The document without base, arm and changes; not to be altered. */
  ObjectNode tree() {
    return tree;
  }

  /** What is wrong with the writing: keys written twice, for one. */
  List<Fault> faults() {
    return faults;
  }

  /** Characters of it that look like others. */
  OddCharacters odd() {
    return odd;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScenarioDocument document && text().equals(document.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return "document " + name();
  }
}
