package org.cloudmarket.frame.web;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes tables as CSV. */
@Provider
@Produces("text/csv")
public final class TableWriter extends TableBody {

  @Override
  protected void write(Table table, MultivaluedMap<String, Object> headers, OutputStream out) {
    headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8");
    write(table.columns().stream().map(Table.Column::name).toList(), out);
    table.rows().forEachOrdered(row -> write(row, out));
  }

  private static void write(Collection<?> values, OutputStream out) {
    try {
      out.write(Table.line(values).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
