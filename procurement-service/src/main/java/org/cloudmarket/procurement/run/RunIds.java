package org.cloudmarket.procurement.run;

import java.util.UUID;

/** Names runs and experiments. Nothing that is decided depends on a name. */
public final class RunIds {

  private static final int LENGTH = 10;

  private RunIds() {}

  /** A new name, such as {@code run-k3x09q7ahz}: kebab-case, 51 bits of chance. */
  public static String next() {
    return next("run-");
  }

  /** A new name of something else. */
  public static String next(String prefix) {
    UUID chance = UUID.randomUUID();
    String digits =
        Long.toUnsignedString(
            chance.getMostSignificantBits() ^ chance.getLeastSignificantBits(),
            Character.MAX_RADIX);
    String padded = "0".repeat(LENGTH) + digits;
    return prefix + padded.substring(padded.length() - LENGTH);
  }
}
