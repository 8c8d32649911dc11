package org.cloudmarket.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives equal ids the same object, so that comparing them later costs nothing and a book of bids
 * makes no strings. It is a hint, not a set: a newcomer takes the place of whoever was there, which
 * bounds it. Not shared between threads.
 */
final class IdCache {

  /** More than the providers, cities and policies of a few runs; a power of two. */
  private static final int PLACES = 2048;

  private static final byte[] NOTHING = {};

  private final byte[][] keys = new byte[PLACES][];
  private final String[] ids = new String[PLACES];

  IdCache() {
    Arrays.fill(keys, NOTHING);
    Arrays.fill(ids, "");
  }

  /**
   * The id in these bytes.
   *
   * @param hash any hash of them
   */
  String get(byte[] bytes, int from, int to, int hash) {
    int place = (hash ^ hash >>> 15) & (PLACES - 1);
    byte[] key = keys[place];
    if (Arrays.equals(bytes, from, to, key, 0, key.length)) {
      return ids[place];
    }
    String id = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    keys[place] = Arrays.copyOfRange(bytes, from, to);
    ids[place] = id;
    return id;
  }
}
