package org.cloudmarket.procurement.store.award;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.store.Database;

/** What the awards of a run add up to: between providers, and by place. */
@Singleton
public class FlowStore {

  /**
   * Contracts that went from one provider to another, or stayed.
   *
   * @param from who had the buyer's contract before; empty where nobody had
   * @param to who won
   */
  public record Flow(Optional<String> from, String to, Sum sum) {}

  /** Contracts of the buyers of a segment in a city. */
  public record Place(String city, String segment, Sum sum) {}

  /**
   * What some awards add up to.
   *
   * @param awards contracts, at least 1
   * @param annualValueFen of all of them, in fen a year
   * @param displaced those of them that policy displaced
   * @param displacedFen the annual value of those
   */
  public record Sum(long awards, long annualValueFen, long displaced, long displacedFen) {

    private static Sum of(ResultSet row) throws SQLException {
      return new Sum(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }
  }

  /** The two columns stand first in each row. */
  private static final String SUMS =
      """
      select %1$s, %2$s, count(*), sum(annual_value_fen), count(*) filter (where displaced),
        coalesce(sum(annual_value_fen) filter (where displaced), 0)
      from award
      """;

  private static final String BETWEEN = SUMS.formatted("coalesce(incumbent, 0)", "provider");
  private static final String WHERE = SUMS.formatted("city", "segment");
  private static final String GROUPED = " group by 1, 2";

  private final Database database;

  @Inject
  FlowStore(Database database) {
    this.database = database;
  }

  /**
   * Contracts by who had them before and who won them.
   *
   * @param last the last month that is whole
   * @param awards which of them; its type is that of awards
   */
  public List<Flow> flows(String run, int last, AwardFilter awards) {
    return sums(BETWEEN, run, last, awards).stream()
        .map(
            sum ->
                new Flow(
                    Optional.of(sum.first()).filter(name -> !name.isEmpty()),
                    sum.second(),
                    sum.sum()))
        .toList();
  }

  /** Contracts by city and segment; the parameters are those of {@link #flows}. */
  public List<Place> places(String run, int last, AwardFilter awards) {
    return sums(WHERE, run, last, awards).stream()
        .map(sum -> new Place(sum.first(), sum.second(), sum.sum()))
        .toList();
  }

  private record Named(String first, String second, Sum sum) {}

  /** Sums in the order of their names. */
  private List<Named> sums(String select, String run, int last, AwardFilter awards) {
    return database.read(
        connection -> {
          RunNames names = RunNames.of(run, connection);
          AwardCondition condition = AwardCondition.of(names, last, awards);
          try (PreparedStatement sums =
              connection.prepareStatement(select + condition.text() + GROUPED)) {
            condition.fill(sums);
            List<Named> rows = new ArrayList<>();
            try (ResultSet found = sums.executeQuery()) {
              while (found.next()) {
                rows.add(
                    new Named(
                        names.name(found.getInt(1)), names.name(found.getInt(2)), Sum.of(found)));
              }
            }
            rows.sort(Comparator.comparing(Named::first).thenComparing(Named::second));
            return List.copyOf(rows);
          }
        });
  }
}
