package org.cloudmarket.procurement.store.award;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The columns of {@code award}, in the order of the table: the widest first, so that none is
 * padded. Names and runs are numbers of {@link RunNames}.
 */
public enum AwardColumn {
  /** The record's offset in its shard's partition. */
  POSITION(Kind.BIGINT, true),
  ANNUAL_VALUE_FEN(Kind.BIGINT),
  PRICE_FEN(Kind.BIGINT),
  PORTING_FEN(Kind.BIGINT),
  UNITS(Kind.BIGINT),
  BASE_FEN(Kind.BIGINT),
  INCUMBENT_BASE_FEN(Kind.BIGINT),
  BASE_UNITS(Kind.BIGINT),
  CEILING_FEN(Kind.BIGINT),
  /** Null where it is the price. */
  COUNTERFACTUAL_PRICE_FEN(Kind.BIGINT),
  /** Null where it is what the move costs. */
  COUNTERFACTUAL_PORTING_FEN(Kind.BIGINT),
  POLICY_SCORE(Kind.BIGINT),
  RUNNER_UP_TOTAL(Kind.BIGINT),
  RUN(Kind.INTEGER, true),
  /** The buyer's number in its segment, negative for a newcomer; null for a buyer with a name. */
  BUYER(Kind.INTEGER),
  PRICE_SCORE(Kind.INTEGER),
  QUALITY_SCORE(Kind.INTEGER),
  SECURITY_SCORE(Kind.INTEGER),
  STANDING_SCORE(Kind.INTEGER),
  CONTINUITY_SCORE(Kind.INTEGER),
  ECOSYSTEM_SCORE(Kind.INTEGER),
  TASTE_SCORE(Kind.INTEGER),
  MONTH(Kind.SMALLINT, true),
  SHARD(Kind.SMALLINT, true),
  CONTRACT(Kind.SMALLINT),
  ATTEMPT(Kind.SMALLINT),
  BUYER_NAME(Kind.SMALLINT),
  SEGMENT(Kind.SMALLINT, true),
  CITY(Kind.SMALLINT, true),
  /** As {@link Traits} has it; {@link RunNames#NOBODY} for nobody. */
  PROVIDER(Kind.SMALLINT, true),
  DATA_CLASS(Kind.SMALLINT),
  OWNERSHIP(Kind.SMALLINT),
  PROCEDURE(Kind.SMALLINT),
  TERM_MONTHS(Kind.SMALLINT),
  BIDDERS(Kind.SMALLINT),
  INCUMBENT(Kind.SMALLINT),
  /** Null where it is the winner; {@link RunNames#NOBODY} for nobody. */
  COUNTERFACTUAL_WINNER(Kind.SMALLINT),
  RUNNER_UP(Kind.SMALLINT),
  MONTHS(Kind.SMALLINT),
  REASON(Kind.SMALLINT),
  /** A letter of {@link OutcomeType}. */
  TYPE(Kind.BYTE, true),
  DISPLACED(Kind.BYTE, true),
  FORCED(Kind.BYTE),
  POLICIES(Kind.SMALLINTS),
  DISPLACED_BY(Kind.SMALLINTS),
  AGAINST(Kind.SMALLINTS);

  /** What a column holds. */
  public enum Kind {
    BIGINT,
    INTEGER,
    SMALLINT,
    /** A letter, or whether something is so. */
    BYTE,
    SMALLINTS
  }

  /** All columns, with commas between. */
  public static final String ALL =
      Arrays.stream(values()).map(AwardColumn::text).collect(Collectors.joining(", "));

  private final Kind kind;
  private final boolean required;

  AwardColumn(Kind kind) {
    this(kind, false);
  }

  AwardColumn(Kind kind, boolean required) {
    this.kind = kind;
    this.required = required;
  }

  /** Its name in the table. */
  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a 0 is written as such; elsewhere null stands for it. */
  public boolean required() {
    return required;
  }

  /** Its place among {@link #ALL}, 1 and up. */
  int place() {
    return ordinal() + 1;
  }
}
