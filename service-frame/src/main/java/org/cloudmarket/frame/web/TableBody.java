package org.cloudmarket.frame.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes tables in one format, for as long as the client is there. */
public abstract class TableBody implements MessageBodyWriter<Table> {

  @Override
  public final boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Table.class;
  }

  @Override
  public final void writeTo(
      Table table,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    try {
      write(table, headers, out);
    } catch (UncheckedIOException e) {
      // The client has gone; nobody is there to be told.
    }
  }

  /**
   * Writes a table.
   *
   * @param headers of the answer, which has not begun
   * @throws UncheckedIOException what the stream throws
   */
  protected abstract void write(
      Table table, MultivaluedMap<String, Object> headers, OutputStream out);
}
