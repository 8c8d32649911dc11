package org.cloudmarket.analysis.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
 * Writes a small table as Apache Parquet: one row group, one page a column, plain values in gzip.
 * The library that writes large ones needs all of Hadoop; this one knows the format's own
 * structures. A column is of texts, none of which is missing, or of numbers, which may be.
 */
final class ParquetFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<ColumnChunk> chunks = new ArrayList<>();
  private final int rows;
  private long uncompressedBytes;

  private ParquetFile(int rows) {
    this.rows = rows;
  }

  /**
   * A table as a file.
   *
   * @param names of the columns
   * @param rows with a text or a number in each cell; an empty text among numbers is none
   */
  static byte[] of(List<String> names, List<List<Object>> rows) {
    try {
      return new ParquetFile(rows.size()).write(names, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] write(List<String> names, List<List<Object>> table) throws IOException {
    file.write(MAGIC);
    SchemaElement root = new SchemaElement("table");
    root.setNum_children(names.size());
    schema.add(root);
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      List<Object> cells = table.stream().map(row -> row.get(place)).toList();
      boolean texts = cells.stream().anyMatch(cell -> cell instanceof String s && !s.isEmpty());
      column(names.get(i), texts ? texts(cells) : numbers(cells), texts);
    }
    RowGroup group = new RowGroup(chunks, uncompressedBytes, rows);
    FileMetaData end = new FileMetaData(VERSION, schema, rows, List.of(group));
    end.setCreated_by("Cloud Procurement Simulator");
    int begins = file.size();
    Util.writeFileMetaData(end, file);
    file.write(littleEndian(Integer.BYTES).putInt(file.size() - begins).array());
    file.write(MAGIC);
    return file.toByteArray();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] texts(List<Object> cells) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    for (Object cell : cells) {
      byte[] text = cell.toString().getBytes(StandardCharsets.UTF_8);
      page.writeBytes(littleEndian(Integer.BYTES).putInt(text.length).array());
      page.writeBytes(text);
    }
    return page.toByteArray();
  }

  /** Which of them are there, bit by bit in groups of eight, and then those. */
  private static byte[] numbers(List<Object> cells) {
    int groups = (cells.size() + 7) / 8;
    byte[] there = new byte[groups];
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof Double number) {
        there[i / 8] |= (byte) (1 << (i % 8));
        values.writeBytes(littleEndian(Double.BYTES).putDouble(number).array());
      }
    }
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    varint((groups << 1) | 1, run);
    run.writeBytes(there);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    page.writeBytes(littleEndian(Integer.BYTES).putInt(run.size()).array());
    page.writeBytes(run.toByteArray());
    page.writeBytes(values.toByteArray());
    return page.toByteArray();
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

  private void column(String name, byte[] page, boolean texts) throws IOException {
    SchemaElement element = new SchemaElement(name);
    element.setType(texts ? Type.BYTE_ARRAY : Type.DOUBLE);
    element.setRepetition_type(texts ? FieldRepetitionType.REQUIRED : FieldRepetitionType.OPTIONAL);
    if (texts) {
      element.setConverted_type(ConvertedType.UTF8);
      element.setLogicalType(LogicalType.STRING(new StringType()));
    }
    schema.add(element);

    byte[] compressed = gzip(page);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, compressed.length);
    header.setData_page_header(
        new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    int begins = file.size();
    Util.writePageHeader(header, file);
    int headerBytes = file.size() - begins;
    file.write(compressed);
    ColumnChunk chunk = new ColumnChunk(begins);
    chunk.setMeta_data(
        new ColumnMetaData(
            texts ? Type.BYTE_ARRAY : Type.DOUBLE,
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(name),
            CompressionCodec.GZIP,
            rows,
            (long) headerBytes + page.length,
            (long) headerBytes + compressed.length,
            begins));
    chunks.add(chunk);
    uncompressedBytes += headerBytes + page.length;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }
}
