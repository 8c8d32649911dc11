package org.cloudmarket.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Reads documents, and remembers the last few by their bytes. Each shard of a run hears the same
 * scenario: so it is read once, and its shards share it. Threads share it too, since what it gives
 * never changes. It holds 4 MiB of bytes at most.
 */
final class KnownDocuments<T> {

  private static final int PLACES = 16;

  /** Longer documents are read each time. */
  private static final int LONGEST_BYTES = 256 * 1024;

  private static final class Known<T> {
    private final byte[] bytes;
    private final T document;

    private Known(byte[] bytes, T document) {
      this.bytes = bytes;
      this.document = document;
    }
  }

  private final Function<JsonNode, T> read;
  private final AtomicReferenceArray<Known<T>> places = new AtomicReferenceArray<>(PLACES);
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Documents of one kind.
   *
   * @param read makes of JSON what can be shared; throws IllegalArgumentException at what is wrong
   */
  KnownDocuments(Function<JsonNode, T> read) {
    this.read = read;
  }

  /**
   * The document in these bytes.
   *
   * @throws UnreadableRecord where they are not one value of JSON
   * @throws IllegalArgumentException where the value is not such a document
   */
  T get(byte[] bytes, int from, int to) throws UnreadableRecord {
    Optional<T> known = find(bytes, from, to);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] own = Arrays.copyOfRange(bytes, from, to);
    T document = read.apply(WholeJson.parse(own));
    if (own.length <= LONGEST_BYTES) {
      places.set(Math.floorMod(next.getAndIncrement(), PLACES), new Known<>(own, document));
    }
    return document;
  }

  private Optional<T> find(byte[] bytes, int from, int to) {
    for (int place = 0; place < PLACES; place++) {
      Known<T> known = places.get(place);
      if (known != null && Arrays.equals(bytes, from, to, known.bytes, 0, known.bytes.length)) {
        return Optional.of(known.document);
      }
    }
    return Optional.empty();
  }
}
