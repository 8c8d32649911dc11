package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.cloudmarket.model.random.Digest;

/** Writes compact binary values; {@link BinaryReader} takes them back in the same order. */
final class BinaryWriter {

  /** A long takes at most so many bytes. */
  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes = new byte[256];
  private int size;

  BinaryWriter begin() {
    size = 0;
    return this;
  }

  byte[] end() {
    return Arrays.copyOf(bytes, size);
  }

  BinaryWriter one(int unsignedByte) {
    ensure(1);
    bytes[size++] = (byte) unsignedByte;
    return this;
  }

  /** A number that is mostly near 0, on either side. */
  BinaryWriter number(long value) {
    return bits((value << 1) ^ (value >> 63));
  }

  /** A number that is mostly small and never below 0, or a set of low places. */
  BinaryWriter bits(long value) {
    ensure(LONGEST_NUMBER);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  BinaryWriter digest(Digest digest) {
    ensure(16);
    fixed(digest.high());
    fixed(digest.low());
    return this;
  }

  BinaryWriter text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  BinaryWriter texts(List<String> texts) {
    bits(texts.size());
    texts.forEach(this::text);
    return this;
  }

  BinaryWriter raw(byte[] all) {
    bits(all.length);
    ensure(all.length);
    System.arraycopy(all, 0, bytes, size, all.length);
    size += all.length;
    return this;
  }

  private void fixed(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  private void ensure(int room) {
    if (bytes.length - size < room) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + room));
    }
  }
}
