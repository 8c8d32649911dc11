package org.cloudmarket.exchange.release;

import org.cloudmarket.model.market.Ids;

/**
 * What a run's contracting processes are called.
 *
 * @param prefix of their ocids. Registered ones begin with {@code ocds-}: no simulated process may
 *     be taken for one of theirs
 * @param run its id
 */
public record ReleaseNames(String prefix, String run) {

  /** The prefix unless somebody says another. */
  public static final String PREFIX = "simulated";

  private static final String REGISTERED = "ocds";

  public ReleaseNames {
    if (!usable(prefix)) {
      throw new IllegalArgumentException(refusal(prefix));
    }
  }

  /** Whether simulated processes may have a prefix. */
  public static boolean usable(String prefix) {
    return Ids.valid(prefix) && !prefix.equals(REGISTERED) && !prefix.startsWith(REGISTERED + "-");
  }

  /** Why they may not. */
  public static String refusal(String prefix) {
    return Ids.valid(prefix)
        ? "'" + prefix + "' could be somebody's: registered prefixes begin with 'ocds-'"
        : "a prefix is in kebab-case, such as '" + PREFIX + "'";
  }

  /** The ocid of a tender and the contract that comes of it. */
  String ocid(String tender) {
    return prefix + "-" + run + "-" + tender;
  }
}
