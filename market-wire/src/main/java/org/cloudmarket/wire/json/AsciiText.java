package org.cloudmarket.wire.json;

import java.util.Arrays;

/** Puts a short ASCII text together without making strings on the way. */
public final class AsciiText {

  private byte[] bytes = new byte[256];
  private int size;

  public AsciiText begin() {
    size = 0;
    return this;
  }

  /** Takes text of which every character is ASCII. */
  public AsciiText add(String ascii) {
    int length = ascii.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) ascii.charAt(i);
    }
    size += length;
    return this;
  }

  public AsciiText slash() {
    ensure(1);
    bytes[size++] = '/';
    return this;
  }

  /** Takes {@code 2021-09}. */
  public AsciiText month(int month) {
    ensure(7);
    int year = month / 12;
    digit(year / 1000);
    digit(year / 100 % 10);
    digit(year / 10 % 10);
    digit(year % 10);
    bytes[size++] = '-';
    int ofYear = month % 12 + 1;
    digit(ofYear / 10);
    digit(ofYear % 10);
    return this;
  }

  public int size() {
    return size;
  }

  /** Drops all after the first so many characters. */
  public void cut(int length) {
    size = length;
  }

  public byte[] end() {
    return Arrays.copyOf(bytes, size);
  }

  private void digit(int digit) {
    bytes[size++] = (byte) ('0' + digit);
  }

  private void ensure(int room) {
    if (bytes.length - size < room) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + room));
    }
  }
}
