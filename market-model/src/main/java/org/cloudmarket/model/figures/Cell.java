package org.cloudmarket.model.figures;

import org.cloudmarket.model.market.Segment;

/**
 * Where and when something is counted.
 *
 * @param month as {@link org.cloudmarket.model.market.Months}
 * @param provider its id; empty where there is none
 */
public record Cell(int month, String city, Segment segment, String provider)
    implements Comparable<Cell> {

  /** By month, city, segment and provider. Written out: all that is counted is looked up by it. */
  @Override
  public int compareTo(Cell other) {
    int order = Integer.compare(month, other.month);
    if (order == 0) {
      order = city.compareTo(other.city);
    }
    if (order == 0) {
      order = segment.compareTo(other.segment);
    }
    return order == 0 ? provider.compareTo(other.provider) : order;
  }
}
