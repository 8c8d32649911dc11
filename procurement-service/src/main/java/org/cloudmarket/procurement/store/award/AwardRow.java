package org.cloudmarket.procurement.store.award;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Client;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Counterfactual;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Need;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Ranking;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Replaced;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded.Win;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Scores;

/** Reads rows of {@code award}, whose columns are {@link AwardColumn#ALL}. */
public final class AwardRow {

  private static final Map<String, Segment> SEGMENTS = byId(Segment.values());
  private static final Map<String, DataClass> DATA_CLASSES = byId(DataClass.values());
  private static final Map<String, Ownership> OWNERSHIPS = byId(Ownership.values());
  private static final Map<String, Procedure> PROCEDURES = byId(Procedure.values());
  private static final Map<String, ExtensionReason> REASONS = byId(ExtensionReason.values());

  private final ResultSet row;
  private final RunNames names;

  /**
   * A reader of rows.
   *
   * @param row stands on a row whenever anything is asked for
   * @param names of the run
   */
  public AwardRow(ResultSet row, RunNames names) {
    this.row = row;
    this.names = names;
  }

  private static <E extends Kebab> Map<String, E> byId(E[] constants) {
    return Arrays.stream(constants).collect(Collectors.toMap(Kebab::id, Function.identity()));
  }

  /** Where the row's outcome is in the order of its run. */
  public Place place() throws SQLException {
    return new Place(
        integer(AwardColumn.MONTH), integer(AwardColumn.SHARD), number(AwardColumn.POSITION));
  }

  /** Whether the row says that it was displaced. */
  public boolean displaced() throws SQLException {
    return row.getBoolean(AwardColumn.DISPLACED.place());
  }

  /**
   * The outcome.
   *
   * @throws IllegalArgumentException where the row says none
   */
  public Decided outcome() throws SQLException {
    String buyer = buyer();
    int attempt = integer(AwardColumn.ATTEMPT);
    String tender = TenderNumber.text(buyer, integer(AwardColumn.CONTRACT), attempt);
    return switch (OutcomeType.of(row.getString(AwardColumn.TYPE.place()))) {
      case CONTRACT_AWARDED -> awarded(tender, buyer);
      case TENDER_FAILED ->
          new TenderFailed(
              names.id(),
              integer(AwardColumn.SHARD),
              integer(AwardColumn.MONTH),
              tender,
              buyer,
              segment(),
              name(AwardColumn.CITY),
              integer(AwardColumn.BIDDERS),
              name(AwardColumn.PROVIDER),
              names(AwardColumn.POLICIES));
      case CONTRACT_EXTENDED ->
          new ContractExtended(
              names.id(),
              integer(AwardColumn.SHARD),
              integer(AwardColumn.MONTH),
              tender,
              buyer,
              segment(),
              name(AwardColumn.CITY),
              name(AwardColumn.PROVIDER),
              integer(AwardColumn.MONTHS),
              constant(AwardColumn.REASON, REASONS));
      case COMPLAINT_FILED ->
          new ComplaintFiled(
              names.id(),
              integer(AwardColumn.SHARD),
              integer(AwardColumn.MONTH),
              tender,
              segment(),
              name(AwardColumn.CITY),
              name(AwardColumn.PROVIDER),
              names(AwardColumn.AGAINST));
    };
  }

  private ContractAwarded awarded(String tender, String buyer) throws SQLException {
    String winner = name(AwardColumn.PROVIDER);
    long priceFen = number(AwardColumn.PRICE_FEN);
    long portingFen = number(AwardColumn.PORTING_FEN);
    return new ContractAwarded(
        names.id(),
        integer(AwardColumn.SHARD),
        integer(AwardColumn.MONTH),
        tender,
        new Client(
            buyer,
            segment(),
            name(AwardColumn.CITY),
            constant(AwardColumn.DATA_CLASS, DATA_CLASSES),
            number(AwardColumn.BASE_UNITS)),
        new Need(
            number(AwardColumn.UNITS),
            integer(AwardColumn.TERM_MONTHS),
            number(AwardColumn.CEILING_FEN),
            row.getBoolean(AwardColumn.FORCED.place())),
        new Replaced(name(AwardColumn.INCUMBENT), number(AwardColumn.INCUMBENT_BASE_FEN)),
        new Win(
            winner,
            constant(AwardColumn.OWNERSHIP, OWNERSHIPS),
            constant(AwardColumn.PROCEDURE, PROCEDURES),
            number(AwardColumn.ANNUAL_VALUE_FEN),
            priceFen,
            portingFen,
            number(AwardColumn.BASE_FEN)),
        names(AwardColumn.POLICIES),
        counterfactual(winner, priceFen, portingFen),
        new Ranking(
            integer(AwardColumn.BIDDERS),
            scores(),
            name(AwardColumn.RUNNER_UP),
            number(AwardColumn.RUNNER_UP_TOTAL)));
  }

  private Counterfactual counterfactual(String winner, long priceFen, long portingFen)
      throws SQLException {
    int otherWinner = integer(AwardColumn.COUNTERFACTUAL_WINNER);
    String without = row.wasNull() ? winner : names.name(otherWinner);
    long otherPriceFen = number(AwardColumn.COUNTERFACTUAL_PRICE_FEN);
    long withoutFen = row.wasNull() ? priceFen : otherPriceFen;
    long otherPortingFen = number(AwardColumn.COUNTERFACTUAL_PORTING_FEN);
    return new Counterfactual(
        without,
        withoutFen,
        row.wasNull() ? portingFen : otherPortingFen,
        names(AwardColumn.DISPLACED_BY));
  }

  private Scores scores() throws SQLException {
    return new Scores(
        number(AwardColumn.PRICE_SCORE),
        number(AwardColumn.QUALITY_SCORE),
        number(AwardColumn.SECURITY_SCORE),
        number(AwardColumn.STANDING_SCORE),
        number(AwardColumn.CONTINUITY_SCORE),
        number(AwardColumn.ECOSYSTEM_SCORE),
        number(AwardColumn.POLICY_SCORE),
        number(AwardColumn.TASTE_SCORE));
  }

  private String buyer() throws SQLException {
    int number = integer(AwardColumn.BUYER);
    return number == 0 ? name(AwardColumn.BUYER_NAME) : TenderNumber.buyer(segment(), number);
  }

  private Segment segment() throws SQLException {
    return constant(AwardColumn.SEGMENT, SEGMENTS);
  }

  private <E> E constant(AwardColumn column, Map<String, E> constants) throws SQLException {
    String id = name(column);
    E constant = constants.get(id);
    if (constant == null) {
      throw new IllegalArgumentException(
          column + " is '" + id + "', not one of " + constants.keySet());
    }
    return constant;
  }

  private String name(AwardColumn column) throws SQLException {
    return names.name(integer(column));
  }

  private List<String> names(AwardColumn column) throws SQLException {
    Array keys = row.getArray(column.place());
    if (keys == null) {
      return List.of();
    }
    List<String> all = new ArrayList<>();
    for (Object key : (Object[]) keys.getArray()) {
      all.add(names.name(((Number) key).intValue()));
    }
    return all;
  }

  private int integer(AwardColumn column) throws SQLException {
    return row.getInt(column.place());
  }

  private long number(AwardColumn column) throws SQLException {
    return row.getLong(column.place());
  }
}
