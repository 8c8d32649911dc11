package org.cloudmarket.procurement.stream;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has been sent a run's records: the offset of the last by partition. As text,
 * {@code 3-1042} or {@code 3-1042.4-977}.
 */
public record Positions(SortedMap<Integer, Long> last) {

  /** Nothing was sent. */
  public static final Positions NONE = new Positions(new TreeMap<>());

  private static final Pattern ONE = Pattern.compile("(\\d{1,6})-(\\d{1,18})");
  private static final int MOST = 1_000;

  public Positions {
    last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
  }

  /** Reads the text, if it is one. */
  public static Optional<Positions> parse(String text) {
    SortedMap<Integer, Long> last = new TreeMap<>();
    for (String part : text.split("\\.", MOST)) {
      Matcher one = ONE.matcher(part);
      if (!one.matches()) {
        return Optional.empty();
      }
      last.put(Integer.parseInt(one.group(1)), Long.parseLong(one.group(2)));
    }
    return Optional.of(new Positions(last));
  }

  /** As text. */
  public static String text(Map<Integer, Long> last) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Integer, Long> position : last.entrySet()) {
      text.append(text.isEmpty() ? "" : ".");
      text.append(position.getKey()).append('-').append(position.getValue());
    }
    return text.toString();
  }
}
