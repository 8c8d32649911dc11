package org.cloudmarket.exchange.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmarket.documents.reading.Nearest;
import org.cloudmarket.exchange.contract.DataFaults;

/** A table of comma-separated values in UTF-8 with a header; a row is read at a time. */
public final class Table {

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private static final CsvSchema HEADER = CsvSchema.emptySchema().withHeader().withComments();

  /**
   * A row.
   *
   * @param place file and line
   * @param cells by the name of their column
   */
  public record Row(String place, Map<String, String> cells) {

    /** The text of a cell; empty where the column or the cell is not there. */
    public String text(String column) {
      String text = cells.get(column);
      return text == null ? "" : text.strip();
    }
  }

  private final List<String> required;
  private final List<String> known;

  /**
   * @param required columns that there must be
   * @param known all that there can be
   */
  public Table(List<String> required, List<String> known) {
    this.required = required;
    this.known = known;
  }

  /** Reads the rows of a file; what is wrong with the whole of it is left with the faults. */
  public void read(DataFile file, DataFaults faults, Consumer<Row> use) {
    file.read(
        faults,
        in -> {
          try (MappingIterator<Map<String, String>> rows =
              CSV.readerForMapOf(String.class).with(HEADER).readValues(in)) {
            boolean first = true;
            while (rows.hasNextValue()) {
              int line = rows.getCurrentLocation().getLineNr();
              Map<String, String> cells = rows.nextValue();
              if (first && !headerIsSound(file, cells, faults)) {
                return;
              }
              first = false;
              use.accept(new Row(file + ", line " + line, cells));
            }
            if (first) {
              faults.add(file.toString(), "", "has no row");
            }
          } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            faults.add(file + line, "", "is no table: " + e.getOriginalMessage());
          } catch (RuntimeJsonMappingException e) {
            faults.add(file.toString(), "", "is no table: " + e.getMessage());
          }
        });
  }

  private boolean headerIsSound(DataFile file, Map<String, String> cells, DataFaults faults) {
    int before = faults.count();
    for (String column : required) {
      if (!cells.containsKey(column)) {
        faults.add(file + ", line 1", column, "there is no such column");
      }
    }
    for (String column : cells.keySet()) {
      if (!known.contains(column)) {
        faults.add(
            file + ", line 1", column, "is no column that is read" + Nearest.hint(column, known));
      }
    }
    return faults.count() == before;
  }
}
