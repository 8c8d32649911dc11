package org.cloudmarket.model.market;

/**
 * A buyer's criteria weights in points of 100, each in millionths of a point.
 *
 * @param price points for the lowest valid price
 * @param quality points for full quality
 * @param security points for the highest certification
 * @param standing points for full political standing, before the buyer's exposure
 * @param continuity points for staying with the incumbent
 * @param ecosystem points for full ecosystem pull
 */
public record Weights(
    long price, long quality, long security, long standing, long continuity, long ecosystem) {

  /** One point. */
  public static final long POINT = 1_000_000;

  public Weights {
    if (price < 0
        || quality < 0
        || security < 0
        || standing < 0
        || continuity < 0
        || ecosystem < 0) {
      throw new IllegalArgumentException("a weight cannot be negative");
    }
    if (price + quality + security + standing + continuity + ecosystem != 100 * POINT) {
      throw new IllegalArgumentException("weights add up to 100 points");
    }
  }

  /** Weights given in whole points. */
  public static Weights points(
      int price, int quality, int security, int standing, int continuity, int ecosystem) {
    return new Weights(
        price * POINT,
        quality * POINT,
        security * POINT,
        standing * POINT,
        continuity * POINT,
        ecosystem * POINT);
  }
}
