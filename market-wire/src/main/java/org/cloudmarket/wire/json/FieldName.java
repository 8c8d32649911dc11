package org.cloudmarket.wire.json;

import java.nio.charset.StandardCharsets;

/** The name of a JSON field, with its bytes made once. */
public final class FieldName {

  private final String text;
  private final byte[] bytes;

  private FieldName(String text) {
    this.text = text;
    this.bytes = ('"' + text + "\":").getBytes(StandardCharsets.US_ASCII);
  }

  public static FieldName of(String text) {
    return new FieldName(text);
  }

  /** As people write it. */
  String text() {
    return text;
  }

  /** Quoted, with the colon behind it. Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return text;
  }
}
