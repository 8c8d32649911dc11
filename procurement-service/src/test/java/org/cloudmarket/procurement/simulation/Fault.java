package org.cloudmarket.procurement.simulation;

/** What can be planted in the test's own log, engine and desks, so that the simulation finds it. */
enum Fault {
  /** Nothing is wrong. */
  NONE,

  // The log.
  /** Readers see the records of transactions that were aborted. */
  ABORTED_IS_VISIBLE,
  /** Readers see records before their transaction has ended. */
  OPEN_IS_VISIBLE,
  /** A marker lets readers go past transactions that are still open. */
  MARKER_OUT_OF_ORDER,
  /** The log loses a record now and then. */
  LOST_RECORD,
  /** A record is written twice now and then, as by a producer that is not idempotent. */
  DOUBLED_RECORD,
  /** What is committed changes: an old record of awards goes. */
  COMMITTED_IS_CHANGED,

  // The engine.
  /** Input offsets are committed at once, and not with their transaction. */
  OFFSETS_OUTSIDE_TRANSACTION,
  /** A process that was taken for dead commits. */
  ZOMBIE_COMMITS,
  /** A restore loses the last entry. */
  RESTORE_LOSES_LAST,
  /** A restore does not wait for the markers of the last transaction. */
  RESTORE_DOES_NOT_WAIT,
  /** A restore reads the changelog of another partition. */
  RESTORE_OF_OTHER_PARTITION,
  /** Changes of a store survive the abort of their transaction. */
  STORE_SURVIVES_ABORT,
  /** A standby copy takes in what is not committed, and is promoted. */
  STANDBY_TAKES_ABORTED,
  /** How far topics were read is not kept in the store, and records come again. */
  POSITIONS_ARE_NOT_KEPT,
  /** Desks that have ended are not remembered. */
  ENDED_ARE_NOT_KEPT,
  /** The clock of a desk is not set again after a restore. */
  ALARM_IS_LOST,
  /** A fact about a buyer is not kept now and then. */
  LOST_FACT,

  // The desks.
  /** Which requests were answered is forgotten in a restore, and a request counts twice. */
  REQUEST_COUNTS_TWICE,
  /** That people have paused a run is forgotten in a restore. */
  PAUSE_IS_FORGOTTEN,
  /** Government closes a month before its slowest shard has. */
  MONTH_CLOSES_EARLY,
  /** Buyers decide a tender twice now and then. */
  DECIDED_TWICE,

  // The projection.
  /** How far the projection has read is written before its rows are. */
  PROJECTED_OFFSET_APART,
  /** Two processes project the same records, and neither looks how far the other is. */
  PROJECTED_TWICE,
  /** The projection reads what is not committed. */
  PROJECTED_UNCOMMITTED
}
