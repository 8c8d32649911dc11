package org.cloudmarket.model.figures;

import java.util.Comparator;
import org.cloudmarket.model.market.Segment;

/**
 * Where and when something is counted.
 *
 * @param month as {@link org.cloudmarket.model.market.Months}
 * @param provider its id; empty where there is none
 */
public record Cell(int month, String city, Segment segment, String provider)
    implements Comparable<Cell> {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::month)
          .thenComparing(Cell::city)
          .thenComparing(Cell::segment)
          .thenComparing(Cell::provider);

  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }
}
