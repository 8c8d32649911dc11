package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.analysis.report.ParquetFile.Column;
import org.cloudmarket.analysis.report.ParquetFile.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another's reader of Parquet finds in our files what was written. */
class ParquetFileTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", Kind.TEXT),
          new Column("count", Kind.WHOLE),
          new Column("share", Kind.NUMBER),
          new Column("forced", Kind.FLAG));

  /** All rows, each as the text of the list of its values. */
  private static List<String> read(byte[] file, List<Column> columns) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        rows.add(columns.stream().map(column -> value(row, column)).toList().toString());
      }
    }
    return rows;
  }

  private static String value(RowReader row, Column column) {
    String name = column.name();
    if (row.isNull(name)) {
      return "none";
    }
    return switch (column.kind()) {
      case TEXT -> row.getString(name);
      case WHOLE -> String.valueOf(row.getLong(name));
      case NUMBER -> String.valueOf(row.getDouble(name));
      case FLAG -> String.valueOf(row.getBoolean(name));
    };
  }

  private static List<Object> row(int i) {
    return Arrays.asList(
        i % 5 == 4 ? null : "row \u00e9 " + i,
        i % 3 == 0 ? null : Long.MAX_VALUE - i,
        i % 7 == 1 ? null : -i * 1e300,
        i % 4 == 2 ? null : i % 2 == 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 700, 10_000, 25_001})
  void valuesComeBackAndThoseThatAreMissingStaySo(int count) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    ParquetFile.write(
        COLUMNS, IntStream.range(0, count).mapToObj(ParquetFileTest::row).iterator(), file);

    assertThat(read(file.toByteArray(), COLUMNS))
        .isEqualTo(
            IntStream.range(0, count)
                .mapToObj(i -> row(i).stream().map(v -> v == null ? "none" : v).toList())
                .map(Object::toString)
                .toList());
  }

  @Test
  void aResultHasTheSameNumbersAsItsCsv() throws IOException {
    ResultTable table = ResultTable.of(Results.read("attribution"));

    List<Column> columns =
        Stream.concat(
                Stream.of("outcome", "figure", "unit", "of", "from_month", "to_month", "policy")
                    .map(name -> new Column(name, Kind.TEXT)),
                Stream.of("effect", "effect_low", "effect_high")
                    .map(name -> new Column(name, Kind.NUMBER)))
            .toList();
    assertThat(read(table.parquet(), columns))
        .isEqualTo(
            table.csv().lines().skip(1).map(line -> List.of(line.split(",")).toString()).toList());
  }
}
