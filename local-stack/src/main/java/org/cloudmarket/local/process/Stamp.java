package org.cloudmarket.local.process;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells the names of cached files apart that were made of other content. */
public final class Stamp {

  private static final int DIGITS = 12;

  private Stamp() {}

  /** The first hexadecimal digits of the content's SHA-256. */
  public static String of(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
