package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/** Takes back what {@link BinaryWriter} wrote, in the same order. */
final class BinaryReader {

  private final byte[] bytes;
  private int at;

  BinaryReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int one() throws UnreadableRecord {
    demand(1);
    return bytes[at++] & 0xff;
  }

  long number() throws UnreadableRecord {
    long value = bits();
    return (value >>> 1) ^ -(value & 1);
  }

  int integer() throws UnreadableRecord {
    long value = number();
    if (value != (int) value) {
      throw broken(value + " is beyond 32 bits");
    }
    return (int) value;
  }

  boolean flag() throws UnreadableRecord {
    int value = one();
    if (value > 1) {
      throw broken(value + " is neither true nor false");
    }
    return value == 1;
  }

  long bits() throws UnreadableRecord {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = one();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw broken("a number does not end");
  }

  /** How many of something follow, each of at least one byte. */
  int count() throws UnreadableRecord {
    long count = bits();
    if (count < 0 || count > bytes.length - at) {
      throw broken(count + " entries cannot be in what is left");
    }
    return (int) count;
  }

  Digest digest() throws UnreadableRecord {
    demand(16);
    return new Digest(fixed(), fixed());
  }

  String text() throws UnreadableRecord {
    return new String(raw(), StandardCharsets.UTF_8);
  }

  List<String> texts() throws UnreadableRecord {
    int count = count();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return List.copyOf(texts);
  }

  byte[] raw() throws UnreadableRecord {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  void end() throws UnreadableRecord {
    if (at != bytes.length) {
      throw new UnreadableRecord(Fault.TRAILING_GARBAGE, "byte " + at, "more follows");
    }
  }

  private long fixed() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  private void demand(int count) throws UnreadableRecord {
    if (bytes.length - at < count) {
      throw broken("it ends too soon");
    }
  }

  private UnreadableRecord broken(String what) {
    return new UnreadableRecord(Fault.MALFORMED, "byte " + at, what);
  }
}
