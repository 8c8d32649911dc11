package org.cloudmarket.analysis.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes a table as Apache Parquet: a group for every so many rows, one page a column in each,
 * plain values in gzip. The library that usually writes such files needs all of Hadoop; this one
 * knows the format's own structures. Rows are read while they are written, so that there may be
 * more of them than memory has room for. Every value may be missing.
 */
public final class ParquetFile {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/vnd.apache.parquet";

  /** What a column is of, and as what its values come. */
  public enum Kind {
    /** {@link String}. */
    TEXT(Type.BYTE_ARRAY),
    /** {@link Long}. */
    WHOLE(Type.INT64),
    /** {@link Double}. */
    NUMBER(Type.DOUBLE),
    /** {@link Boolean}. */
    FLAG(Type.BOOLEAN);

    private final Type type;

    Kind(Type type) {
      this.type = type;
    }
  }

  /** A column. */
  public record Column(String name, Kind kind) {}

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  /** Of awards, with their 43 columns, some ten megabytes at a time. */
  private static final int GROUP_ROWS = 10_000;

  private final List<Column> columns;
  private final OutputStream out;
  private final List<RowGroup> groups = new ArrayList<>();
  private long written;
  private long rows;

  private ParquetFile(List<Column> columns, OutputStream out) {
    this.columns = columns;
    this.out = out;
  }

  /**
   * Writes a table, and leaves the stream open.
   *
   * @param rows with a value of its column's kind in each cell, or null for none
   * @throws UncheckedIOException what the stream throws
   */
  public static void write(List<Column> columns, Iterator<List<Object>> rows, OutputStream out) {
    try {
      new ParquetFile(columns, out).write(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Iterator<List<Object>> table) throws IOException {
    put(MAGIC);
    List<List<Object>> group = new ArrayList<>();
    while (table.hasNext()) {
      group.add(table.next());
      if (group.size() == GROUP_ROWS || !table.hasNext()) {
        group(group);
        group.clear();
      }
    }
    FileMetaData end = new FileMetaData(VERSION, schema(), rows, groups);
    end.setCreated_by("Cloud Procurement Simulator");
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(end, footer);
    put(footer.toByteArray());
    put(littleEndian(Integer.BYTES).putInt(footer.size()).array());
    put(MAGIC);
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> schema = new ArrayList<>();
    SchemaElement root = new SchemaElement("table");
    root.setNum_children(columns.size());
    schema.add(root);
    for (Column column : columns) {
      SchemaElement element = new SchemaElement(column.name());
      element.setType(column.kind().type);
      element.setRepetition_type(FieldRepetitionType.OPTIONAL);
      if (column.kind() == Kind.TEXT) {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      }
      schema.add(element);
    }
    return schema;
  }

  private void group(List<List<Object>> group) throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < columns.size(); i++) {
      int place = i;
      List<Object> cells = new ArrayList<>(group.size());
      group.forEach(row -> cells.add(row.get(place)));
      ColumnChunk chunk = chunk(columns.get(i), cells);
      chunks.add(chunk);
      bytes += chunk.getMeta_data().getTotal_uncompressed_size();
    }
    groups.add(new RowGroup(chunks, bytes, group.size()));
    rows += group.size();
  }

  private ColumnChunk chunk(Column column, List<Object> cells) throws IOException {
    byte[] page = page(column.kind(), cells);
    byte[] compressed = gzip(page);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, compressed.length);
    header.setData_page_header(
        new DataPageHeader(cells.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    Util.writePageHeader(header, begin);
    long begins = written;
    put(begin.toByteArray());
    put(compressed);
    ColumnChunk chunk = new ColumnChunk(begins);
    chunk.setMeta_data(
        new ColumnMetaData(
            column.kind().type,
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(column.name()),
            CompressionCodec.GZIP,
            cells.size(),
            (long) begin.size() + page.length,
            (long) begin.size() + compressed.length,
            begins));
    return chunk;
  }

  /** Which values are there, and then those. */
  private static byte[] page(Kind kind, List<Object> cells) {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    byte[] there = bits(cells.stream().map(cell -> cell != null).toList());
    // One run of groups of eight.
    varint((there.length << 1) | 1, levels);
    levels.writeBytes(there);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(littleEndian(Integer.BYTES).putInt(levels.size()).array());
    page.writeBytes(levels.toByteArray());
    page.writeBytes(values(kind, cells.stream().filter(Objects::nonNull).toList()));
    return page.toByteArray();
  }

  private static byte[] values(Kind kind, List<Object> values) {
    if (kind == Kind.FLAG) {
      return bits(values.stream().map(Boolean.class::cast).toList());
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (Object value : values) {
      switch (kind) {
        case WHOLE -> plain.writeBytes(littleEndian(Long.BYTES).putLong((long) value).array());
        case NUMBER ->
            plain.writeBytes(littleEndian(Double.BYTES).putDouble((double) value).array());
        case TEXT -> {
          byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
          plain.writeBytes(littleEndian(Integer.BYTES).putInt(text.length).array());
          plain.writeBytes(text);
        }
        case FLAG -> throw new IllegalStateException("flags are bits");
      }
    }
    return plain.toByteArray();
  }

  /** Eight a byte, the first in the lowest bit. */
  private static byte[] bits(List<Boolean> flags) {
    byte[] bits = new byte[(flags.size() + 7) / 8];
    for (int i = 0; i < flags.size(); i++) {
      if (flags.get(i)) {
        bits[i / 8] |= (byte) (1 << (i % 8));
      }
    }
    return bits;
  }

  /** Seven bits a byte, the lowest first. */
  private static void varint(int value, ByteArrayOutputStream into) {
    int rest = value;
    while (rest > 0x7f) {
      into.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    into.write(rest);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
