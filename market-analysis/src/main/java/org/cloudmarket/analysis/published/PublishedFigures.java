package org.cloudmarket.analysis.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.cloudmarket.documents.reading.Nearest;

/** All published figures, by table and id. Immutable. */
public final class PublishedFigures {

  private static final String FOLDER = "/published/";

  private final Map<String, Map<String, Target>> tables;

  private PublishedFigures(Map<String, Map<String, Target>> tables) {
    this.tables = Collections.unmodifiableMap(tables);
  }

  /** What is shipped on the class path. */
  public static PublishedFigures shipped() {
    return read(PublishedFigures::resource);
  }

  /**
   * What some texts hold.
   *
   * @param text of each table by its file's name
   * @throws InvalidTable with everything that is wrong in all of them
   */
  public static PublishedFigures read(UnaryOperator<String> text) {
    Map<String, Map<String, Target>> tables = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (PublishedTable table : PublishedTable.values()) {
      try {
        Map<String, Target> targets = new TreeMap<>();
        TableReader.read(table.file(), text.apply(table.file()), table::targets)
            .forEach(target -> targets.put(target.id(), target));
        tables.put(table.file(), targets);
      } catch (InvalidTable e) {
        faults.add(e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidTable(faults);
    }
    return new PublishedFigures(tables);
  }

  /** The text of a table that is shipped. */
  public static String resource(String file) {
    try (InputStream in = PublishedFigures.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + FOLDER + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A figure.
   *
   * @throws IllegalArgumentException where there is none, with a suggestion
   */
  public Target get(PublishedTable table, String id) {
    Map<String, Target> targets = tables.get(table.file());
    return Optional.ofNullable(targets.get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    table.file() + " has no '" + id + "'" + Nearest.hint(id, targets.keySet())));
  }
}
