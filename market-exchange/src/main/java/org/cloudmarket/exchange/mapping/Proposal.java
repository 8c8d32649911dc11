package org.cloudmarket.exchange.mapping;

import org.cloudmarket.model.market.Kebab;

/**
 * What an organisation is taken for.
 *
 * @param confidencePercent 100 where the mapping says it; else how well what is known of it
 *     supports the proposal, by rules of thumb
 * @param why what supports it, in words
 */
public record Proposal<T>(T what, int confidencePercent, String why) {

  static final int SAID = 100;

  static <T> Proposal<T> said(T what) {
    return new Proposal<>(what, SAID, "the mapping says so");
  }

  /** Whether the mapping says it. */
  public boolean said() {
    return confidencePercent == SAID;
  }

  /** Its word in a mapping. */
  public String word() {
    return switch (what) {
      case Kebab kebab -> kebab.id();
      default -> what.toString();
    };
  }
}
