package org.cloudmarket.model.soundness;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * One thing that is wrong with a document, or worth a warning.
 *
 * @param pointer where, as an RFC 6901 JSON pointer into the document with its base, its arm and
 *     its changes merged in; empty for the whole document
 * @param detail what is wrong there and, where it can be said, what would be right
 */
public record Fault(String pointer, String detail) implements Serializable {

  public Fault {
    pointer = wellFormed(pointer);
    detail = wellFormed(detail);
  }

  /**
   * Half of a surrogate pair, as JSON may write it and as a cut may leave it, is no text that can
   * be sent; a question mark stands for it.
   */
  public static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? detail : pointer + ": " + detail;
  }
}
