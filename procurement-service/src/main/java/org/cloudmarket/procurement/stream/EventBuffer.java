package org.cloudmarket.procurement.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.cloudmarket.procurement.store.award.OutcomeType;

/** Outcomes as text of {@code text/event-stream}, many of them to one write. */
final class EventBuffer {

  private static final byte[] ID = ascii("id:");
  private static final byte[] DATA = ascii("data:");
  private static final Map<OutcomeType, byte[]> NAMES = names();

  private byte[] bytes = new byte[1 << 16];
  private int size;

  private static Map<OutcomeType, byte[]> names() {
    Map<OutcomeType, byte[]> names = new EnumMap<>(OutcomeType.class);
    for (OutcomeType type : OutcomeType.values()) {
      names.put(type, ascii("\nevent:" + type.id() + "\n"));
    }
    return names;
  }

  /**
   * Adds an event.
   *
   * @param last as {@link Positions} has it
   * @param json one line
   */
  void add(Map<Integer, Long> last, OutcomeType type, byte[] json) {
    append(ID);
    append(ascii(Positions.text(last)));
    append(NAMES.get(type));
    append(DATA);
    append(json);
    append('\n');
    append('\n');
  }

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** Takes them all out. */
  byte[] take() {
    byte[] all = Arrays.copyOf(bytes, size);
    size = 0;
    return all;
  }

  private void append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void append(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
  }

  private void ensure(int room) {
    if (bytes.length - size < room) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + room));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
