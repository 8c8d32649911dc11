package org.cloudmarket.system;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Parquet file, as somebody else's library reads it.
 *
 * @param rows with commas between their values; what is missing is empty
 */
record ParquetTable(List<String> columns, List<String> rows) {

  static ParquetTable read(byte[] file) throws IOException {
    List<String> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(file)))) {
      var schema = reader.getFileSchema();
      List<String> columns = schema.getColumns().stream().map(column -> column.name()).toList();
      List<PhysicalType> types = schema.getColumns().stream().map(column -> column.type()).toList();
      try (RowReader row = reader.rowReader()) {
        while (row.hasNext()) {
          row.next();
          rows.add(
              IntStream.range(0, columns.size())
                  .mapToObj(i -> value(row, i, types.get(i)))
                  .collect(Collectors.joining(",")));
        }
      }
      return new ParquetTable(columns, rows);
    }
  }

  private static String value(RowReader row, int column, PhysicalType type) {
    if (row.isNull(column)) {
      return "";
    }
    return switch (type) {
      case INT64 -> String.valueOf(row.getLong(column));
      case DOUBLE -> String.valueOf(row.getDouble(column));
      case BOOLEAN -> String.valueOf(row.getBoolean(column));
      default -> row.getString(column);
    };
  }
}
