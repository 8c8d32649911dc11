package org.cloudmarket.model.message;

/** A bid's points in millionths of a point. They add up to {@link #total}. */
public record Scores(
    long price,
    long quality,
    long security,
    long standing,
    long continuity,
    long ecosystem,
    long policy,
    long taste) {

  /** No points at all. */
  public static final Scores NONE = new Scores(0, 0, 0, 0, 0, 0, 0, 0);

  /** The sum of all parts. */
  public long total() {
    return price + quality + security + standing + continuity + ecosystem + policy + taste;
  }
}
