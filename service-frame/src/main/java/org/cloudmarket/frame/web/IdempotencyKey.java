package org.cloudmarket.frame.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.cloudmarket.frame.problem.Refusal;

/**
 * A name that a client gives to what it asks, so that it can ask again when it has missed the
 * answer and is still heard once.
 */
public final class IdempotencyKey {

  /** The header that holds it. */
  public static final String HEADER = "Idempotency-Key";

  /** When it is refused, in words. */
  public static final String REUSED = "The Idempotency-Key was used for something else";

  private static final int LONGEST = 255;
  private static final int DIGITS = 24;

  private IdempotencyKey() {}

  /**
   * The id of a request to a run: the same for the same key, else a new one.
   *
   * @param run the run's id, or what else keys count within
   * @param key null for none
   */
  public static String requestId(String run, String key) {
    if (key == null) {
      return "request-" + UUID.randomUUID();
    }
    check(key);
    return "request-" + digest(run + "/" + key).substring(0, DIGITS);
  }

  /**
   * Examines what a request says in the header, if anything.
   *
   * @throws Refusal where it is empty, too long, or said more than once
   */
  static void check(List<String> keys) {
    if (keys.size() > 1) {
      throw Refusal.invalid("/" + HEADER, "is given " + keys.size() + " times (it is a header)");
    }
    keys.forEach(IdempotencyKey::check);
  }

  /**
   * @throws Refusal where nothing could be kept under the key
   */
  public static void check(String key) {
    if (key.isBlank() || key.length() > LONGEST) {
      throw Refusal.invalid(
          "/" + HEADER, "is empty or longer than " + LONGEST + " characters (it is a header)");
    }
  }

  /** It was used for something else: 422. */
  public static Refusal otherUse(String what) {
    return Refusal.otherUse(
        "idempotency-key-reused", "The " + HEADER + " was used for another " + what);
  }

  /** SHA-256 in hexadecimal digits. */
  public static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
