package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/** Every message type that this version of the system writes and reads. */
final class EventTypes {

  static final String PREFIX = "org.cloudmarket.";
  static final String VERSION = ".v";

  /** A shape and its type header, which is the same for all its records. */
  record Entry<M extends Message>(Shape<M> shape, RecordHeader header) {
    private static <M extends Message> Entry<M> of(Shape<M> shape) {
      byte[] type = shape.eventType().getBytes(StandardCharsets.US_ASCII);
      return new Entry<>(shape, new RecordHeader(CloudEvents.TYPE, type));
    }

    private byte[] type() {
      return header.value();
    }
  }

  /** A power of two, several times the number of types. */
  private static final int PLACES = 256;

  private static final List<Entry<?>> ALL =
      Stream.of(
              RunsShapes.all(),
              PolicyShapes.all(),
              TendersShapes.all(),
              BidsShapes.all(),
              AwardsShapes.all(),
              OutsideShapes.all())
          .flatMap(List::stream)
          .<Entry<?>>map(Entry::of)
          .toList();

  private static final Map<Class<?>, Entry<?>> BY_CLASS = byClass();
  private static final List<List<Entry<?>>> BY_HASH = byHash();

  private EventTypes() {}

  static List<Entry<?>> all() {
    return ALL;
  }

  @SuppressWarnings("unchecked") // Entries are kept by the class of their own messages.
  static <M extends Message> Entry<M> of(M message) {
    Entry<?> entry = BY_CLASS.get(message.getClass());
    if (entry == null) {
      throw new IllegalArgumentException("no shape for " + message.getClass().getName());
    }
    return (Entry<M>) entry;
  }

  /** The type with this header's value. Looks at bytes only: this is done for every record. */
  static Entry<?> of(byte[] type) throws UnreadableRecord {
    List<Entry<?>> candidates = BY_HASH.get(place(type));
    for (int i = 0; i < candidates.size(); i++) {
      if (Arrays.equals(candidates.get(i).type(), type)) {
        return candidates.get(i);
      }
    }
    throw unknown(type);
  }

  /** The header's value of the type with this name, in the version that is written. */
  static byte[] newest(String name) throws UnreadableRecord {
    return named(name).orElseThrow(() -> unknown(name.getBytes(StandardCharsets.UTF_8))).type();
  }

  /** The type with this name, in the version that is written. */
  static Entry<?> written(String name) {
    return named(name).orElseThrow(() -> new IllegalArgumentException("no type " + name));
  }

  private static Optional<Entry<?>> named(String name) {
    return BY_CLASS.values().stream().filter(entry -> entry.shape.name().equals(name)).findFirst();
  }

  private static int place(byte[] type) {
    int hash = Arrays.hashCode(type);
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }

  private static UnreadableRecord unknown(byte[] bytes) {
    String type = new String(bytes, 0, Math.min(bytes.length, 120), StandardCharsets.UTF_8);
    List<String> versions = new ArrayList<>();
    for (Entry<?> entry : ALL) {
      if (type.startsWith(PREFIX + entry.shape.name() + VERSION)) {
        versions.add("v" + entry.shape.version());
      }
    }
    if (versions.isEmpty()) {
      return new UnreadableRecord(
          Fault.UNKNOWN_TYPE, CloudEvents.TYPE, "'" + type + "' is no type of this system");
    }
    return new UnreadableRecord(
        Fault.UNKNOWN_VERSION,
        CloudEvents.TYPE,
        "'" + type + "' is not read here, only " + String.join(", ", versions) + " of it");
  }

  private static Map<Class<?>, Entry<?>> byClass() {
    Map<Class<?>, Entry<?>> entries = new HashMap<>();
    for (Entry<?> entry : ALL) {
      // The last version is the one that is written.
      entries.merge(
          entry.shape.type(),
          entry,
          (one, other) -> one.shape.version() > other.shape.version() ? one : other);
    }
    return entries;
  }

  private static List<List<Entry<?>>> byHash() {
    List<List<Entry<?>>> places = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      places.add(new ArrayList<>(1));
    }
    for (Entry<?> entry : ALL) {
      places.get(place(entry.type())).add(entry);
    }
    return places;
  }
}
