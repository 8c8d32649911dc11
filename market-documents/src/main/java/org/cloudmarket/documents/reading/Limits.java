package org.cloudmarket.documents.reading;

import java.util.List;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/** How large a document and what is in it may be, whatever it is written in. */
final class Limits {

  /** The longest document, in characters. */
  static final int LENGTH = 1 << 20;

  /** The deepest nesting; ours need seven. */
  static final int DEPTH = 32;

  /** The longest key; a path is the longest that anybody needs. */
  private static final int KEY_LENGTH = 256;

  /** The longest pointer: it is written once for each value that is in it. */
  private static final int POINTER_LENGTH = 1_000;

  private Limits() {}

  /**
   * @throws InvalidScenario where a key is so long that pointers to what is in it would be no help
   */
  static void checkKey(String key, int line) {
    if (key.length() > KEY_LENGTH) {
      throw InvalidScenario.unreadable(
          "line "
              + line
              + ": a key has "
              + key.length()
              + " characters; at most "
              + KEY_LENGTH
              + " are read");
    }
  }

  /**
   * The pointer to a field of a map.
   *
   * @throws InvalidScenario where it is so long that nobody could follow it
   */
  static String pointer(String map, String key) {
    String pointer = Pointer.to(map, key);
    if (pointer.length() > POINTER_LENGTH) {
      throw new InvalidScenario(
          List.of(
              new Fault(
                  pointer.substring(0, POINTER_LENGTH),
                  "is nested in keys of more than " + POINTER_LENGTH + " characters together")));
    }
    return pointer;
  }

  static InvalidScenario tooDeep(String pointer) {
    return new InvalidScenario(
        List.of(new Fault(pointer, "is nested more than " + DEPTH + " deep")));
  }
}
