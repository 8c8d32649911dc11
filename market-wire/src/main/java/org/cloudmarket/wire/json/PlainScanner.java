package org.cloudmarket.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.random.Digest;

/**
 * The values of JSON as {@link JsonWriter} writes them, one after another, without blanks. At
 * anything else it throws {@link Unusual}.
 */
public final class PlainScanner {

  /** These bytes are not as they are written here. */
  public static final class Unusual extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusual() {
      super("not as it is written here", null, false, false);
    }
  }

  /** Numbers with so many digits cannot overflow a long. */
  private static final int SAFE_DIGITS = 18;

  private final IdCache cache = new IdCache();
  private byte[] bytes = {};
  private int at;

  void begin(byte[] value) {
    bytes = value;
    at = 0;
  }

  /** After the last value: it has to be the object that holds all others. */
  void end() {
    if (at != bytes.length || bytes[at - 1] != '}') {
      throw new Unusual();
    }
  }

  void name(FieldName name) {
    if (!skips(name.bytes())) {
      throw new Unusual();
    }
  }

  void open(char start) {
    expect(start);
  }

  void close(char end) {
    if (!closes(end)) {
      throw new Unusual();
    }
  }

  /** Goes past the end of an object or list, if this is one. */
  boolean closes(char end) {
    if (at >= bytes.length) {
      throw new Unusual();
    }
    if (bytes[at] != end) {
      return false;
    }
    if (bytes[at - 1] == ',') {
      throw new Unusual(); // A comma before the end is not JSON.
    }
    at++;
    next();
    return true;
  }

  /** Goes past a value with exactly these bytes, if this is it. */
  boolean passes(byte[] value) {
    if (!skips(value)) {
      return false;
    }
    next();
    return true;
  }

  String text() {
    expect('"');
    int from = at;
    int i = from;
    while (i < bytes.length && bytes[i] != '"') {
      if (bytes[i] < 0x20 || bytes[i] == '\\') {
        throw new Unusual(); // Beyond ASCII (negative here), a control character, or escaped.
      }
      i++;
    }
    endText(i);
    return new String(bytes, from, i - from, StandardCharsets.US_ASCII);
  }

  String ownId() {
    expect('"');
    int from = at;
    int i = from;
    while (i < bytes.length && WireIds.allows(bytes[i])) {
      i++;
    }
    endId(from, i);
    return new String(bytes, from, i - from, StandardCharsets.US_ASCII);
  }

  String sharedId() {
    expect('"');
    int from = at;
    int i = from;
    int hash = 0;
    while (i < bytes.length && WireIds.allows(bytes[i])) {
      hash = hash * 31 + bytes[i];
      i++;
    }
    endId(from, i);
    return cache.get(bytes, from, i, hash);
  }

  long integer() {
    int from = at;
    boolean negative = from < bytes.length && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int i = first;
    long value = 0;
    while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
      value = value * 10 + (bytes[i] - '0');
      i++;
    }
    int digits = i - first;
    if (digits == 0 || (digits > 1 && bytes[first] == '0')) {
      throw new Unusual();
    }
    at = i;
    next();
    if (digits > SAFE_DIGITS) {
      return longInteger(from, i);
    }
    return negative ? -value : value;
  }

  int month() {
    if (bytes.length - at < 9 || bytes[at] != '"' || bytes[at + 5] != '-' || bytes[at + 8] != '"') {
      throw new Unusual();
    }
    int year = digit(at + 1) * 1000 + digit(at + 2) * 100 + digit(at + 3) * 10 + digit(at + 4);
    int month = digit(at + 6) * 10 + digit(at + 7);
    if (month < 1 || month > 12) {
      throw new Unusual();
    }
    at += 9;
    next();
    return Months.of(year, month);
  }

  Digest digest() {
    if (bytes.length - at < 34 || bytes[at] != '"' || bytes[at + 33] != '"') {
      throw new Unusual();
    }
    Digest digest = new Digest(hex(at + 1), hex(at + 17));
    at += 34;
    next();
    return digest;
  }

  /** What is read. */
  byte[] bytes() {
    return bytes;
  }

  /** The place of the next value. */
  int at() {
    return at;
  }

  /**
   * Goes past an object or a list, whatever is in it: only its brackets are counted. Whether it is
   * JSON is for whoever reads what lies between.
   *
   * @return the place behind its end
   */
  int passDocument() {
    int depth = 0;
    boolean inText = false;
    for (int i = at; i < bytes.length; i++) {
      byte c = bytes[i];
      if (inText) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inText = false;
        }
      } else if (c == '"') {
        inText = true;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if ((c == '}' || c == ']') && --depth == 0) {
        at = i + 1;
        next();
        return i + 1;
      }
      if (depth == 0) {
        break; // It is neither.
      }
    }
    throw new Unusual();
  }

  private void expect(char c) {
    if (at >= bytes.length || bytes[at] != c) {
      throw new Unusual();
    }
    at++;
  }

  private boolean skips(byte[] literal) {
    int to = at + literal.length;
    if (to > bytes.length || !Arrays.equals(bytes, at, to, literal, 0, literal.length)) {
      return false;
    }
    at = to;
    return true;
  }

  /** After a value: a comma, or an end, or nothing more. */
  private void next() {
    if (at == bytes.length) {
      return;
    }
    byte c = bytes[at];
    if (c == ',') {
      at++;
    } else if (c != '}' && c != ']') {
      throw new Unusual();
    }
  }

  private void endId(int from, int quote) {
    if (quote == from || quote - from > WireIds.LONGEST) {
      throw new Unusual();
    }
    endText(quote);
  }

  private void endText(int quote) {
    if (quote == bytes.length || bytes[quote] != '"') {
      throw new Unusual();
    }
    at = quote + 1;
    next();
  }

  private long longInteger(int from, int to) {
    try {
      return Long.parseLong(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new Unusual();
    }
  }

  private int digit(int place) {
    int digit = bytes[place] - '0';
    if (digit < 0 || digit > 9) {
      throw new Unusual();
    }
    return digit;
  }

  private long hex(int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      byte c = bytes[i];
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) {
        throw new Unusual();
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
