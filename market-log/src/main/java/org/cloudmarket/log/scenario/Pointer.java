package org.cloudmarket.log.scenario;

import java.util.List;

/** JSON pointers after RFC 6901, as text. */
public final class Pointer {

  /** The whole document. */
  static final String ROOT = "";

  private Pointer() {}

  /** Points to a field of what the pointer points to. */
  public static String to(String pointer, String field) {
    return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
  }

  /** Points to an element of a list. */
  static String to(String pointer, int element) {
    return pointer + "/" + element;
  }

  static String of(List<String> fields) {
    String pointer = ROOT;
    for (String field : fields) {
      pointer = to(pointer, field);
    }
    return pointer;
  }
}
