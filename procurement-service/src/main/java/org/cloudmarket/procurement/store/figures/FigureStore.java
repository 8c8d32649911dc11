package org.cloudmarket.procurement.store.figures;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Segment;

/** Gives the figures of a run back. */
@Singleton
public class FigureStore {

  private static final String SUMS =
      Stream.of(Measure.values())
          .map(measure -> "sum(" + column(measure) + ")::bigint")
          .collect(Collectors.joining(", "));

  private static final String MONTH =
      Stream.of(Measure.values())
          .map(FigureStore::column)
          .collect(
              Collectors.joining(
                  ", ",
                  "select month, city, segment, provider, ",
                  " from monthly_figure where run = ? and month = ?"));

  private final Database database;

  @Inject
  FigureStore(Database database) {
    this.database = database;
  }

  /**
   * Which figures.
   *
   * @param first the first month
   * @param last the last month
   * @param byCity whether to keep cities apart; else all figures stand under the empty city
   * @param city only this one
   * @param segment only this one
   */
  public record Wanted(
      String run,
      int first,
      int last,
      boolean byCity,
      Optional<String> city,
      Optional<Segment> segment) {

    /** A run's figures in all cities together. */
    public static Wanted everywhere(String run, int first, int last) {
      return new Wanted(run, first, last, false, Optional.empty(), Optional.empty());
    }
  }

  /** Reads figures. */
  public MarketFigures read(Wanted wanted) {
    String city = wanted.byCity ? "city" : "''";
    String query =
        "select month, "
            + city
            + ", segment, provider, "
            + SUMS
            + " from monthly_figure where run = ? and month between ? and ?"
            + (wanted.city.isPresent() ? " and city = ?" : "")
            + (wanted.segment.isPresent() ? " and segment = ?" : "")
            + " group by month, segment, provider"
            + (wanted.byCity ? ", city" : "");
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(query)) {
            int place = 1;
            select.setString(place++, wanted.run);
            select.setInt(place++, wanted.first);
            select.setInt(place++, wanted.last);
            if (wanted.city.isPresent()) {
              select.setString(place++, wanted.city.get());
            }
            if (wanted.segment.isPresent()) {
              select.setString(place, wanted.segment.get().id());
            }
            return figures(select);
          }
        });
  }

  /** The column of a measure. */
  public static String column(Measure measure) {
    return measure.id().replace('-', '_');
  }

  /** What is stored of a month. */
  public static MarketFigures month(String run, int month, Connection connection)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MONTH)) {
      select.setString(1, run);
      select.setInt(2, month);
      return figures(select);
    }
  }

  private static MarketFigures figures(PreparedStatement select) throws SQLException {
    MarketFigures figures = new MarketFigures();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Cell cell =
            new Cell(
                rows.getInt(1),
                rows.getString(2),
                Kebab.find(Segment.class, rows.getString(3)).orElseThrow(),
                rows.getString(4));
        for (Measure measure : Measure.values()) {
          long value = rows.getLong(5 + measure.ordinal());
          if (value != 0) {
            figures.add(cell, measure, value);
          }
        }
      }
    }
    return figures;
  }
}
