package org.cloudmarket.wire.json;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;

/**
 * The last few documents that were read or written: those of one run come one after another. A
 * newcomer takes the place of the oldest. Threads share it, so what it holds may not change. The
 * bytes of what it holds are 4 MiB at most.
 */
public final class LastFew<T> {

  private static final int PLACES = 16;

  /** What is longer is not kept. */
  private static final int LONGEST_BYTES = 256 * 1024;

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
  private final AtomicInteger next = new AtomicInteger();

  /** One of them; empty where none is wanted. */
  public Optional<T> find(Predicate<T> wanted) {
    for (int place = 0; place < PLACES; place++) {
      T kept = places.get(place);
      if (kept != null && wanted.test(kept)) {
        return Optional.of(kept);
      }
    }
    return Optional.empty();
  }

  /** Keeps a document of so many bytes, if it is not too long. */
  public void keep(T document, int bytes) {
    if (bytes <= LONGEST_BYTES) {
      places.set(Math.floorMod(next.getAndIncrement(), PLACES), document);
    }
  }
}
