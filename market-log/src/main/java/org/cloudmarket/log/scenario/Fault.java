package org.cloudmarket.log.scenario;

import java.io.Serializable;

/**
 * One thing that is wrong with a document, or worth a warning.
 *
 * @param pointer where, as an RFC 6901 JSON pointer into the document with its base, its arm and
 *     its changes merged in; empty for the whole document
 * @param detail what is wrong there and, where it can be said, what would be right
 */
public record Fault(String pointer, String detail) implements Serializable {

  @Override
  public String toString() {
    return pointer.isEmpty() ? detail : pointer + ": " + detail;
  }
}
