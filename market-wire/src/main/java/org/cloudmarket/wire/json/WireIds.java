package org.cloudmarket.wire.json;

/**
 * What an id may look like on the wire: lower-case letters, digits and hyphens. Keys of records and
 * of state are made of ids joined by slashes, so an id with a slash could pass for another run's.
 */
final class WireIds {

  /** In characters. A tender's id is a buyer's (64) and a little more. */
  static final int LONGEST = 200;

  private static final boolean[] ALLOWED = new boolean[128];

  static {
    for (char c : "abcdefghijklmnopqrstuvwxyz0123456789-".toCharArray()) {
      ALLOWED[c] = true;
    }
  }

  private WireIds() {}

  static boolean allows(byte ascii) {
    return ascii >= 0 && ALLOWED[ascii];
  }

  static boolean valid(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= ALLOWED.length || !ALLOWED[c]) {
        return false;
      }
    }
    return true;
  }
}
