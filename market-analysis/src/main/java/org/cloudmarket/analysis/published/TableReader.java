package org.cloudmarket.analysis.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one table, and names every row that is not as it should be. */
final class TableReader {

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_HEADER_COLUMNS)
          .build();

  private final String file;
  private final List<String> faults = new ArrayList<>();

  private TableReader(String file) {
    this.file = file;
  }

  /** A row of a table: its line, and texts by the names of columns. */
  record Line(int number, Map<String, String> cells) {

    String text(String column) {
      return Optional.ofNullable(cells.get(column))
          .orElseThrow(() -> new IllegalArgumentException("there is no column '" + column + "'"));
    }

    String filled(String column) {
      String text = text(column);
      if (text.isBlank()) {
        throw new IllegalArgumentException("'" + column + "' is empty");
      }
      return text;
    }

    /** A number; nothing where the cell is empty. */
    OptionalDouble number(String column) {
      String text = text(column);
      if (text.isBlank()) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(
          decimal(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "'" + column + "' is the text '" + text + "', not a number")));
    }

    static Optional<Double> decimal(String text) {
      return text.matches("-?[0-9]+(\\.[0-9]+)?")
          ? Optional.of(Double.parseDouble(text))
          : Optional.empty();
    }
  }

  /**
   * The targets of a table.
   *
   * @param text the table, with a header, and comments on lines that begin with #
   * @param read what a row holds
   * @throws InvalidTable with everything that is wrong with it
   */
  static List<Target> read(String file, String text, Function<Line, Stream<Target>> read) {
    TableReader reader = new TableReader(file);
    List<Target> targets = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Line line : reader.lines(text)) {
      try {
        read.apply(line)
            .forEach(
                target -> {
                  Integer before = lines.putIfAbsent(target.id(), line.number());
                  if (before != null) {
                    reader.fault(line, "'" + target.id() + "' is on line " + before + " already");
                  }
                  targets.add(target);
                });
      } catch (IllegalArgumentException e) {
        reader.fault(line, e.getMessage());
      }
    }
    if (!reader.faults.isEmpty()) {
      throw new InvalidTable(reader.faults);
    }
    return targets;
  }

  private List<Line> lines(String text) {
    List<Line> lines = new ArrayList<>();
    CsvSchema schema = CsvSchema.emptySchema().withHeader().withComments();
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class).with(schema).readValues(text)) {
      while (rows.hasNextValue()) {
        int number = rows.getCurrentLocation().getLineNr();
        lines.add(new Line(number, rows.nextValue()));
      }
    } catch (JsonProcessingException e) {
      faults.add(at(e.getLocation().getLineNr()) + e.getOriginalMessage());
    } catch (RuntimeJsonMappingException e) {
      faults.add(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private void fault(Line line, String what) {
    faults.add(at(line.number()) + what);
  }

  private String at(int line) {
    return file + ", line " + line + ": ";
  }
}
