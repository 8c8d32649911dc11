package org.cloudmarket.exchange.contract;

/** How a contract came about. */
public enum Method {
  /** By a tender: everybody may bid, or those who qualify. */
  TENDER,
  /** By asking one supplier or a few. */
  DIRECT,
  /** The data do not say it, or in words of their own. */
  UNKNOWN
}
