package org.cloudmarket.wire.json;

import org.cloudmarket.model.market.Kebab;

/** A record that cannot be read. Says what is wrong with it and where. */
public final class UnreadableRecord extends Exception {

  private static final long serialVersionUID = 1;

  /** What is wrong. */
  public enum Fault implements Kebab {
    /** No type is given, or one that this codec has never heard of. */
    UNKNOWN_TYPE,
    /** The type is known, this version of it is not. */
    UNKNOWN_VERSION,
    /** The value is missing or broken. */
    MALFORMED,
    /** A field that has to be there is not. */
    MISSING_FIELD,
    /** There is a field that its type does not have. */
    UNKNOWN_FIELD,
    /** A field holds another kind of value than it should. */
    WRONG_TYPE,
    /** A value of the right kind that makes no sense. */
    BAD_VALUE,
    /** There is more after the end. */
    TRAILING_GARBAGE,
    /** The value is longer than any record may be. */
    TOO_LONG
  }

  private final Fault fault;
  private final String where;

  /**
   * Names a fault.
   *
   * @param where a JSON pointer, or a place in words; empty for the whole record
   * @param what for people
   */
  public UnreadableRecord(Fault fault, String where, String what) {
    // No stack trace: the place that matters is in the record, and garbage may come in floods.
    super(fault.id() + (where.isEmpty() ? "" : " at " + where) + ": " + what, null, false, false);
    this.fault = fault;
    this.where = where;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }

  /** Where: a JSON pointer, or a place in words; empty for the whole record. */
  public String where() {
    return where;
  }
}
