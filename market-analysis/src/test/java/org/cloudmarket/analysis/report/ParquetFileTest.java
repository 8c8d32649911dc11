package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another's reader of Parquet finds in our files what was written. */
class ParquetFileTest {

  private static List<String> read(byte[] file, List<String> texts, List<String> numbers)
      throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)));
        RowReader row = reader.rowReader()) {
      while (row.hasNext()) {
        row.next();
        rows.add(
            Stream.concat(
                    texts.stream().map(row::getString),
                    numbers.stream()
                        .map(
                            name ->
                                row.isNull(name) ? "none" : String.valueOf(row.getDouble(name))))
                .toList()
                .toString());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 700})
  void textsAndNumbersComeBackAndWhatIsMissingStaysSo(int count) throws IOException {
    List<List<Object>> rows =
        IntStream.range(0, count)
            .<List<Object>>mapToObj(
                i -> List.of("row \u00e9 " + i, i % 3 == 0 ? "" : i / 7.0, -i * 1e300))
            .toList();

    List<String> read =
        read(
            ParquetFile.of(List.of("name", "some", "all"), rows),
            List.of("name"),
            List.of("some", "all"));

    assertThat(read)
        .isEqualTo(
            rows.stream()
                .map(row -> row.stream().map(cell -> cell.equals("") ? "none" : cell).toList())
                .map(Object::toString)
                .toList());
  }

  @Test
  void aResultHasTheSameNumbersAsItsCsv() throws IOException {
    ResultTable table = ResultTable.of(Results.read("attribution"));

    assertThat(
            read(
                table.parquet(),
                List.of("outcome", "figure", "unit", "of", "from_month", "to_month", "policy"),
                List.of("effect", "effect_low", "effect_high")))
        .isEqualTo(
            table.csv().lines().skip(1).map(line -> List.of(line.split(",")).toString()).toList());
  }
}
