package org.cloudmarket.model.random;

import java.nio.charset.StandardCharsets;

/**
 * Keyed draws: every draw is a pure function of (seed, purpose, entities, occasion) and none
 * depends on the draws before it. So one more buyer changes that buyer's draws alone, and two arms
 * of an experiment share their luck.
 *
 * <p>The mixer is the 64-bit finaliser of David Stafford's variant 13, as SplitMix64 uses it. It is
 * not a cryptographic hash and need not be one.
 */
public final class Draws {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long PPM = 1_000_000L;

  private Draws() {}

  /** One round: a bijection of 64 bits in which every input bit reaches every output bit. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * The key of an id: 64 bits that depend on its UTF-8 bytes only, never on its place in a list.
   */
  public static long key(String id) {
    return mix(hash(id));
  }

  /**
   * The hash of which {@link #mix} makes an id's key: FNV-1a of its UTF-8 bytes. What follows in a
   * longer id can be hashed on from it.
   */
  public static long hash(String id) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c > 127) {
        return hashOfBytes(id.getBytes(StandardCharsets.UTF_8));
      }
      hash = hash(hash, c);
    }
    return hash;
  }

  /** The hash of an id that goes on with an ASCII character. */
  public static long hash(long hash, char next) {
    return (hash ^ next) * FNV_PRIME;
  }

  /** The hash of an id that goes on with the decimal digits of a number, 0 and up. */
  public static long hash(long hash, int number) {
    long before = number < 10 ? hash : hash(hash, number / 10);
    return hash(before, (char) ('0' + number % 10));
  }

  private static long hashOfBytes(byte[] bytes) {
    long hash = FNV_OFFSET;
    for (byte b : bytes) {
      hash = hash(hash, (char) (b & 0xff));
    }
    return hash;
  }

  /** The stem of all draws for one purpose in a run; continue it with {@link #with}. */
  public static long stem(long seed, Purpose purpose) {
    return mix(mix(seed + GOLDEN) + purpose.code() * GOLDEN);
  }

  /** A draw (or a longer stem) for one more entity or occasion: 64 uniform bits. */
  public static long with(long stem, long key) {
    return salted(stem, salt(key));
  }

  /** What {@link #with} makes of a key: worth keeping for one that many draws are for. */
  public static long salt(long key) {
    return key * GOLDEN + 0x632be59bd9b4e019L;
  }

  /** As {@link #with} draws, for the {@link #salt} of a key. */
  public static long salted(long stem, long salt) {
    return mix(stem ^ salt);
  }

  /** A uniform integer in 0..999,999 from a draw. */
  public static int ppm(long draw) {
    return (int) Math.unsignedMultiplyHigh(draw, PPM);
  }

  /** A uniform integer in 0..bound-1 from a draw; bound at least 1. */
  public static int below(long draw, int bound) {
    return (int) Math.unsignedMultiplyHigh(draw, bound);
  }

  /**
   * A standard normal in millionths from a draw: one of 4,096 equally likely quantiles, -3.7..3.7.
   */
  public static int normalPpm(long draw) {
    return Normal.QUANTILES_PPM[(int) (draw >>> 52)];
  }
}
