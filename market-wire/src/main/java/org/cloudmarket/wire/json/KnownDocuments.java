package org.cloudmarket.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads documents, and knows the last few by their bytes. Each shard of a run hears the same
 * scenario: so it is read once, and its shards share it.
 */
final class KnownDocuments<T> {

  private static final class Known<T> {
    private final byte[] bytes;
    private final T document;

    private Known(byte[] bytes, T document) {
      this.bytes = bytes;
      this.document = document;
    }
  }

  private final Function<JsonNode, T> read;
  private final LastFew<Known<T>> last = new LastFew<>();

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
    Optional<Known<T>> known =
        last.find(each -> Arrays.equals(bytes, from, to, each.bytes, 0, each.bytes.length));
    if (known.isPresent()) {
      return known.get().document;
    }
    byte[] own = Arrays.copyOfRange(bytes, from, to);
    T document = read.apply(WholeJson.parse(own));
    last.keep(new Known<>(own, document), own.length);
    return document;
  }
}
