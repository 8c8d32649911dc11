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

  /**
   * The same criteria with so many points more for security and standing, half to each; the others
   * give them in proportion, at most all that they have.
   *
   * @param microPoints in millionths of a point; 0 or more
   */
  public Weights movedToSecurityAndStanding(long microPoints) {
    long others = price + quality + continuity + ecosystem;
    long asked = Math.min(microPoints, others);
    if (asked == 0) {
      return this;
    }
    long fromPrice = price * asked / others;
    long fromQuality = quality * asked / others;
    long fromContinuity = continuity * asked / others;
    long fromEcosystem = ecosystem * asked / others;
    long moved = fromPrice + fromQuality + fromContinuity + fromEcosystem;
    return new Weights(
        price - fromPrice,
        quality - fromQuality,
        security + moved / 2,
        standing + (moved - moved / 2),
        continuity - fromContinuity,
        ecosystem - fromEcosystem);
  }
}
