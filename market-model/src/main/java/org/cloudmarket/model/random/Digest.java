package org.cloudmarket.model.random;

/**
 * 128 bits that stand for outcomes. A month's outcomes are added, so that their order and their
 * shards do not matter; months are chained, so that theirs does.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Digest(long high, long low) {

  /** Of nothing. */
  public static final Digest ZERO = new Digest(0, 0);

  /** The sum modulo 2^128. */
  public Digest plus(Digest other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Digest(high + other.high + carry, sum);
  }

  /** The digest of this run up to a month, given the sum of that month's outcomes. */
  public Digest chain(int month, Digest outcomes) {
    return new Builder().add(high).add(low).add(month).add(outcomes.high).add(outcomes.low).build();
  }

  /** 32 hexadecimal digits. */
  public String hex() {
    return hex(high) + hex(low);
  }

  private static String hex(long value) {
    String digits = Long.toHexString(value);
    return "0".repeat(16 - digits.length()) + digits;
  }

  /**
   * Reads 32 hexadecimal digits.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static Digest parse(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("a digest has 32 hexadecimal digits, not '" + hex + "'");
    }
    return new Digest(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  /**
   * Takes integers in a fixed order and hashes them, in two lanes of 64 bits that mix differently.
   */
  public static final class Builder {
    private static final long FIRST = 0x243f6a8885a308d3L;
    private static final long SECOND = 0x13198a2e03707344L;

    private long one = FIRST;
    private long two = SECOND;

    /** Forgets what was taken, so that one builder serves for many digests. */
    public Builder begin() {
      one = FIRST;
      two = SECOND;
      return this;
    }

    /** Takes one integer. */
    public Builder add(long value) {
      one = Draws.mix(one ^ value) + 0x9e3779b97f4a7c15L;
      two = Long.rotateLeft((two ^ value) * 0xff51afd7ed558ccdL, 31) * 0xc4ceb9fe1a85ec53L + one;
      return this;
    }

    /** Takes an id. */
    public Builder add(String id) {
      return add(Draws.key(id));
    }

    /** The digest of all that was taken. */
    public Digest build() {
      return new Digest(high(), low());
    }

    private long high() {
      return Draws.mix(one + two);
    }

    private long low() {
      return Draws.mix(two ^ Long.rotateLeft(one, 32));
    }
  }

  /** A digest that others are added to, in place. */
  public static final class Sum {
    private long high;
    private long low;

    /** Nothing is added up yet. */
    public void clear() {
      high = 0;
      low = 0;
    }

    /** Adds the digest of all that a builder has taken. */
    public void add(Builder taken) {
      add(taken.high(), taken.low());
    }

    /** Adds another sum. */
    public void add(Sum other) {
      add(other.high, other.low);
    }

    /** Adds a digest. */
    public void add(Digest digest) {
      add(digest.high, digest.low);
    }

    private void add(long otherHigh, long otherLow) {
      long sum = low + otherLow;
      high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
      low = sum;
    }

    /** The digest that it comes to. */
    public Digest digest() {
      return new Digest(high, low);
    }
  }
}
