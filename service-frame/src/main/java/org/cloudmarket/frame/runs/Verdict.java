package org.cloudmarket.frame.runs;

import org.cloudmarket.model.market.Kebab;

/**
 * What becomes of a message, given what is projected of its run.
 *
 * @param reason of a refusal, as a dead letter says it; empty for none
 * @param detail the reason in words
 */
public record Verdict(Kind kind, String reason, String detail) {

  /** What can become of it. */
  public enum Kind implements Kebab {
    /** It is projected. */
    NEW,
    /** It says what is projected already. */
    REPEATED,
    /** It comes behind something that is missing, which was told before. */
    BEHIND_A_GAP,
    /** It would make what is projected wrong. */
    REFUSED
  }

  public static final Verdict NEW = new Verdict(Kind.NEW, "", "");
  public static final Verdict REPEATED = new Verdict(Kind.REPEATED, "", "");
  public static final Verdict BEHIND_A_GAP = new Verdict(Kind.BEHIND_A_GAP, "", "");

  /** What is refused, and why. */
  public static Verdict refused(String reason, String detail) {
    return new Verdict(Kind.REFUSED, reason, detail);
  }
}
