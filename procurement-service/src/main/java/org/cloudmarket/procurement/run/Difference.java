package org.cloudmarket.procurement.run;

import org.cloudmarket.model.market.Kebab;

/**
 * Where a run first is not what its reference is.
 *
 * @param month as {@link org.cloudmarket.model.market.Months}
 * @param tender the first tender, by id, whose outcomes differ; empty where none does
 * @param kind in what way
 */
public record Difference(int month, String tender, Kind kind) {

  /** In what way a run is not what its reference is. */
  public enum Kind implements Kebab {
    /** The records do not add up to what the desk said of its month. */
    LOG,
    /** The reference has an outcome that the log has not. */
    MISSING,
    /** The log has an outcome that the reference has not. */
    SURPLUS,
    /** Both have outcomes of the tender, and they differ. */
    DIFFERENT,
    /** The digests differ, though the records that are still there do not. */
    DIGEST
  }
}
