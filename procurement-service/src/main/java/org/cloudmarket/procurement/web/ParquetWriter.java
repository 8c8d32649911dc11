package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.analysis.report.ParquetFile;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.TableBody;

/** Writes tables as Apache Parquet: the same values as the CSV has. */
@Provider
@Produces(ParquetFile.MEDIA_TYPE)
public final class ParquetWriter extends TableBody {

  /** The media type, behind JSON and CSV where a client takes all of them. */
  public static final String PARQUET = ParquetFile.MEDIA_TYPE + ";qs=0.3";

  @Override
  protected void write(Table table, MultivaluedMap<String, Object> headers, OutputStream out) {
    List<Table.Column> columns = table.columns();
    ParquetFile.write(
        columns.stream()
            .map(column -> new ParquetFile.Column(column.name(), kind(column.kind())))
            .toList(),
        table.rows().map(row -> cells(columns, row)).iterator(),
        out);
  }

  private static ParquetFile.Kind kind(Table.Kind kind) {
    return switch (kind) {
      case TEXT -> ParquetFile.Kind.TEXT;
      case WHOLE -> ParquetFile.Kind.WHOLE;
      case NUMBER -> ParquetFile.Kind.NUMBER;
      case FLAG -> ParquetFile.Kind.FLAG;
    };
  }

  private static List<Object> cells(List<Table.Column> columns, List<Object> row) {
    List<Object> cells = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      cells.add(isNone(row.get(i)) ? null : cell(columns.get(i).kind(), row.get(i)));
    }
    return cells;
  }

  private static boolean isNone(Object value) {
    return value == null
        || (value instanceof JsonNode node && (node.isNull() || node.isMissingNode()));
  }

  private static Object cell(Table.Kind kind, Object value) {
    String text = Table.text(value);
    return switch (kind) {
      case TEXT -> text;
      case WHOLE -> Long.valueOf(text);
      case NUMBER -> text.isEmpty() ? null : Double.valueOf(text);
      case FLAG -> Boolean.valueOf(text);
    };
  }
}
