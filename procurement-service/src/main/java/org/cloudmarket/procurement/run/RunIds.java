package org.cloudmarket.procurement.run;

import java.util.UUID;

/** Names runs. Nothing that is decided depends on a name. */
public final class RunIds {

  private static final int LENGTH = 10;

  private RunIds() {}

  /** A new name, such as {@code run-k3x09q7ahz}: kebab-case, 51 bits of chance. */
  public static String next() {
    UUID chance = UUID.randomUUID();
    String digits =
        Long.toUnsignedString(
            chance.getMostSignificantBits() ^ chance.getLeastSignificantBits(),
            Character.MAX_RADIX);
    String padded = "0".repeat(LENGTH) + digits;
    return "run-" + padded.substring(padded.length() - LENGTH);
  }
}
