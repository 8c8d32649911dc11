package org.cloudmarket.documents.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Nearest;
import org.cloudmarket.documents.reading.OddCharacters;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Findings;

/** Documents by their names: those that are shipped, and those that somebody adds. Immutable. */
public final class DocumentLibrary {

  private static final String FOLDER = "/scenarios/";
  private static final String INDEX = "index.txt";

  private final SortedMap<String, ScenarioDocument> documents;

  private DocumentLibrary(SortedMap<String, ScenarioDocument> documents) {
    this.documents = Collections.unmodifiableSortedMap(documents);
  }

  /** What is shipped on the class path. */
  public static DocumentLibrary shipped() {
    return Shipped.LIBRARY;
  }

  /** Read once: the class path does not change. */
  private static final class Shipped {
    private static final DocumentLibrary LIBRARY = read();

    private static DocumentLibrary read() {
      SortedMap<String, ScenarioDocument> documents = new TreeMap<>();
      for (String name : resource(INDEX).lines().filter(line -> !line.isBlank()).toList()) {
        documents.put(name, ScenarioDocument.parse(resource(name + ".yaml")));
      }
      return new DocumentLibrary(documents);
    }

    private static String resource(String file) {
      try (InputStream in = DocumentLibrary.class.getResourceAsStream(FOLDER + file)) {
        if (in == null) {
          throw new IllegalStateException("the class path has no " + FOLDER + file);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** This library and one more document, in place of one of the same name. */
  public DocumentLibrary with(ScenarioDocument document) {
    SortedMap<String, ScenarioDocument> more = new TreeMap<>(documents);
    more.put(document.name(), document);
    return new DocumentLibrary(more);
  }

  /**
   * The documents that take something from one of a name, directly or through others, sorted by
   * name.
   */
  public List<ScenarioDocument> extending(String name) {
    return documents.values().stream()
        .filter(document -> !document.name().equals(name) && restsOn(document, name))
        .toList();
  }

  private boolean restsOn(ScenarioDocument document, String name) {
    Set<String> passed = new HashSet<>();
    Optional<String> base = document.base();
    while (base.isPresent() && passed.add(base.get())) {
      if (base.get().equals(name)) {
        return true;
      }
      base = find(base.get()).flatMap(ScenarioDocument::base);
    }
    return false;
  }

  /** Every document, by its name: scenarios and the markets that they extend. */
  public SortedMap<String, ScenarioDocument> documents() {
    return documents;
  }

  /** The documents that can be run, sorted by name. */
  public List<ScenarioDocument> scenarios() {
    return documents.values().stream().filter(document -> !document.market()).toList();
  }

  /** The document of this name, if there is one. */
  public Optional<ScenarioDocument> find(String name) {
    return Optional.ofNullable(documents.get(name));
  }

  /**
   * The document of this name.
   *
   * @throws InvalidScenario where there is none, with a suggestion
   */
  public ScenarioDocument get(String name) {
    return find(name).orElseThrow(() -> InvalidScenario.unreadable(unknown(name)));
  }

  private String unknown(String name) {
    String detail =
        "there is no scenario '" + Excerpt.quoted(name) + "'" + Nearest.hint(name, names());
    return detail + OddCharacters.in(name, detail);
  }

  private List<String> names() {
    return scenarios().stream().map(ScenarioDocument::name).toList();
  }

  /**
   * The arms of a document by their ids, each with its title; those of the documents that it
   * extends are among them.
   */
  public SortedMap<String, String> arms(ScenarioDocument document) {
    return headings(document).arms();
  }

  /**
   * What a document and its arms are called.
   *
   * @param title its own, or that of what it extends
   * @param arms titles by id
   */
  public record Headings(String title, SortedMap<String, String> arms) {}

  /** What a document and its arms are called, those too that it has from what it extends. */
  public Headings headings(ScenarioDocument document) {
    Resolution resolution = Resolution.of(documents, document);
    SortedMap<String, String> titles = new TreeMap<>();
    resolution.arms().forEach((id, arm) -> titles.put(id, arm.title()));
    return new Headings(resolution.title().orElse(document.title()), titles);
  }

  /**
   * The scenario of a document as it stands.
   *
   * @throws InvalidScenario with everything that is wrong with it
   */
  public Scenario resolve(ScenarioDocument document) {
    return resolve(document, Optional.empty(), ValuesByPath.NONE);
  }

  /**
   * The scenario of a document.
   *
   * @param arm the id of one of its arms; none leaves the document as it stands
   * @param sets changes, after the arm's
   * @throws InvalidScenario with everything that is wrong with document, arm and changes
   */
  public Scenario resolve(ScenarioDocument document, Optional<String> arm, ValuesByPath sets) {
    return Resolution.of(documents, document).runnable().scenario(arm, sets);
  }

  /**
   * The scenario of a document, with changes as somebody types them.
   *
   * @throws InvalidScenario as {@link #resolve(ScenarioDocument, Optional, ValuesByPath)}
   * @see ValuesByPath#typed
   */
  public Scenario resolve(
      ScenarioDocument document, Optional<String> arm, Map<String, String> typed) {
    return resolve(document, arm, ValuesByPath.typed(typed));
  }

  /** Examines a document and every one of its arms, and never throws. */
  public Findings check(ScenarioDocument document) {
    return Resolution.of(documents, document).findings();
  }

  /**
   * Examines a document under an arm and changes as {@link #resolve(ScenarioDocument, Optional,
   * Map)} would, and never throws.
   */
  public Findings check(
      ScenarioDocument document, Optional<String> arm, Map<String, String> typed) {
    return Resolution.of(documents, document).runnable().findings(arm, ValuesByPath.typed(typed));
  }
}
