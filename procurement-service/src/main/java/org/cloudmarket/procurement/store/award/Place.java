package org.cloudmarket.procurement.store.award;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmarket.model.market.Months;

/**
 * A place in the order of a run's outcomes. As text {@code 2021-09-3-1042}, and {@code 2021-09} for
 * the one behind all of a month.
 *
 * @param month as {@link Months}
 * @param position the offset in the shard's partition of {@code awards}
 */
public record Place(int month, int shard, long position) implements Comparable<Place> {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{4}-\\d{2})(?:-(\\d{1,4})-(\\d{1,18}))?");

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::month)
          .thenComparingInt(Place::shard)
          .thenComparingLong(Place::position);

  /** The place behind all outcomes of a month. */
  public static Place behind(int month) {
    return new Place(month, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Reads the text, if it is one. */
  public static Optional<Place> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      int month = Months.parse(parts.group(1));
      return Optional.of(
          parts.group(2) == null
              ? behind(month)
              : new Place(month, Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As text. */
  public String text() {
    String month = Months.text(this.month);
    return equals(behind(this.month)) ? month : month + "-" + shard + "-" + position;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
