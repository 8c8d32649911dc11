package org.cloudmarket.model.market;

import org.cloudmarket.model.random.Draws;

/**
 * A city where buyers sit.
 *
 * @param id kebab-case
 * @param weight its part of the buyers, relative to the other cities' weights; above 0
 */
public record City(String id, int weight) {
  public City {
    Ids.check("city", id);
    if (weight < 1) {
      throw new IllegalArgumentException(
          "city " + id + ": the weight is at least 1, not " + weight);
    }
  }

  /** What draws know it by. */
  public long key() {
    return Draws.key(id);
  }
}
