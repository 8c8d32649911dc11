package org.cloudmarket.frame.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What columns of tables mean, from {@code columns.csv}: a line has the table, the column, the unit
 * and the meaning. Without a table it is true of all; without a column it is of the table itself;
 * the column {@code *} is each that has no line of its own.
 */
final class ColumnMeanings {

  /**
   * What a column means.
   *
   * @param unit empty where it is counted in none
   * @param text empty where nobody has said it
   */
  record Meaning(String unit, String text) {}

  private static final Meaning UNSAID = new Meaning("", "");
  private static final int CELLS = 4;
  private static final Map<String, Meaning> KNOWN = read();

  private ColumnMeanings() {}

  private static Map<String, Meaning> read() {
    Map<String, Meaning> known = new TreeMap<>();
    try (InputStream file = ColumnMeanings.class.getResourceAsStream("columns.csv")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", CELLS))
          .forEach(cells -> known.put(cells[0] + "/" + cells[1], new Meaning(cells[2], cells[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  /** What a table is; empty where nobody has said it. */
  static String ofTable(String table) {
    return KNOWN.getOrDefault(table + "/", UNSAID).text();
  }

  /** What a column of a table is. */
  static Meaning of(String table, String column) {
    Meaning anywhere = KNOWN.getOrDefault("/" + column, UNSAID);
    Meaning other = KNOWN.getOrDefault(table + "/*", anywhere);
    return KNOWN.getOrDefault(table + "/" + column, anywhere.equals(UNSAID) ? other : anywhere);
  }
}
