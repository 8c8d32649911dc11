package org.cloudmarket.model.random;

/**
 * What a draw is for: each purpose has a stream of its own. The codes are part of every digest;
 * never reuse one.
 */
public enum Purpose {
  POPULATION_OFFSET(1),
  CONTRACT_TERM(2),
  CONTRACT_AGE(3),
  DATA_CLASS(4),
  EXPOSURE(5),
  ENTRY(6),
  OPENING_PRICE(7),
  LASTING_TASTE(8),
  JUDGEMENT(9),
  INTEREST(10),
  BID_NOISE(11),
  COMPLIANCE(12),
  ANTICIPATION(13),
  GRACE(14),
  FORCED_MONTH(15),
  LEAK(16),
  SET_ASIDE(17),
  TIE(18);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The stable number of this purpose in the draws. */
  public int code() {
    return code;
  }
}
