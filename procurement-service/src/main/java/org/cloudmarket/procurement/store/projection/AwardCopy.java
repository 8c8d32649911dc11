package org.cloudmarket.procurement.store.projection;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.cloudmarket.procurement.store.award.AwardColumn;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of {@code award} in PostgreSQL's binary format of {@code COPY}. The values of a row are set
 * one by one, and then its end; what was not set is null, or 0 where a value is required.
 */
final class AwardCopy {

  private static final String COPY =
      "copy award (" + AwardColumn.ALL + ") from stdin (format binary)";

  private static final AwardColumn[] COLUMNS = AwardColumn.values();

  /** With two integers behind it: no flags, and no extension. */
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** In place of the number of a row's values, behind the last row. */
  private static final short END = -1;

  private static final int NULL = -1;

  /** The number in PostgreSQL's catalogue of the type {@code smallint}. */
  private static final int SMALLINT_OID = 21;

  /** More than a row takes beside its arrays. */
  private static final int MOST_OF_VALUES = 2 + COLUMNS.length * (Integer.BYTES + Long.BYTES);

  private static final int[] NONE = {};

  private final long[] values = new long[COLUMNS.length];
  private final boolean[] always = new boolean[COLUMNS.length];
  private final int[][] arrays = new int[COLUMNS.length][];
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
  private int rows;

  AwardCopy() {
    bytes.put(SIGNATURE).putInt(0).putInt(0);
    clear();
  }

  /** Sets a value of the row; 0 stands for null where none is required. */
  void set(AwardColumn column, long value) {
    values[column.ordinal()] = value;
  }

  /** Sets a value of the row, also if it is 0. */
  void setAlways(AwardColumn column, long value) {
    set(column, value);
    always[column.ordinal()] = true;
  }

  /** Sets an array of the row; an empty one stands for null. */
  void set(AwardColumn column, int[] array) {
    arrays[column.ordinal()] = array;
  }

  /**
   * Ends the row.
   *
   * @throws IllegalArgumentException where a value does not fit its column
   */
  void endRow() {
    int ofArrays = 0;
    for (int[] array : arrays) {
      ofArrays += 32 + array.length * (Integer.BYTES + Short.BYTES);
    }
    if (bytes.remaining() < MOST_OF_VALUES + ofArrays) {
      bytes = ByteBuffer.allocate(2 * bytes.capacity() + ofArrays).put(bytes.flip());
    }
    bytes.putShort((short) COLUMNS.length);
    for (AwardColumn column : COLUMNS) {
      put(column);
    }
    rows++;
    clear();
  }

  private void put(AwardColumn column) {
    int place = column.ordinal();
    if (column.kind() == AwardColumn.Kind.SMALLINTS) {
      put(column, arrays[place]);
      return;
    }
    long value = values[place];
    if (value == 0 && !column.required() && !always[place]) {
      bytes.putInt(NULL);
      return;
    }
    switch (column.kind()) {
      case BIGINT -> bytes.putInt(Long.BYTES).putLong(value);
      case INTEGER -> bytes.putInt(Integer.BYTES).putInt(fitting(column, value, (int) value));
      case SMALLINT ->
          bytes.putInt(Short.BYTES).putShort((short) fitting(column, value, (short) value));
      case BYTE -> bytes.putInt(Byte.BYTES).put((byte) fitting(column, value, (byte) value));
      case SMALLINTS -> throw new AssertionError(column);
    }
  }

  private void put(AwardColumn column, int[] array) {
    if (array.length == 0) {
      bytes.putInt(NULL);
      return;
    }
    // The length of all that follows: dimensions, whether there are nulls, the type of elements,
    // how many there are, and the place of the first.
    bytes.putInt(5 * Integer.BYTES + array.length * (Integer.BYTES + Short.BYTES));
    bytes.putInt(1).putInt(0).putInt(SMALLINT_OID).putInt(array.length).putInt(1);
    for (int value : array) {
      bytes.putInt(Short.BYTES).putShort((short) fitting(column, value, (short) value));
    }
  }

  private static int fitting(AwardColumn column, long value, int narrow) {
    if (narrow != value) {
      throw new IllegalArgumentException(column + " is " + value + ", which is too much for it");
    }
    return narrow;
  }

  private void clear() {
    Arrays.fill(values, 0);
    Arrays.fill(always, false);
    Arrays.fill(arrays, NONE);
  }

  /** Adds the rows to the table, once. Leaves the transaction to its caller. */
  void write(Connection connection) throws SQLException {
    if (rows == 0) {
      return;
    }
    byte[] all = bytes.putShort(END).array();
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      copy.writeToCopy(all, 0, bytes.position());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
