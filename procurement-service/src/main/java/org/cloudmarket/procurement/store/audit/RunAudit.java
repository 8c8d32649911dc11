package org.cloudmarket.procurement.store.audit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.award.AwardColumn;
import org.cloudmarket.procurement.store.award.AwardRow;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.award.RunNames;
import org.cloudmarket.procurement.store.award.Traits;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.digest.Sums;
import org.cloudmarket.procurement.store.figures.FigureStore;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * Adds up anew what is stored of a run that has ended, step by step, and finds the first place
 * where it is not what was said: outcomes against what their desks said of each month, figures
 * against outcomes, and months against the digest that government said.
 */
public final class RunAudit {

  private static final int PAGE = 1000;

  private static final String OUTSIDE =
      """
      select (select count(*) from award
          where run = (select key from award_run where run = ?) and (month < ? or month > ?))
        + (select count(*) from monthly_figure where run = ? and (month < ? or month > ?))
        + (select count(*) from run_month where run = ? and (month < ? or month > ?))
      """;

  private static final String MONTHS =
      """
      select month, shard, outcomes, outcome_sum, claimed_outcomes, claimed_sum, record_sum
      from run_month where run = ? and month <= ?
      """;

  private static final String AWARDS =
      "select "
          + AwardColumn.ALL
          + " from award where run = ? and month = ? and (month, shard, position) > (?, ?, ?)"
          + " order by month, shard, position limit ?";

  private static final String OPENINGS = "select opening from run_shard where run = ?";

  /** What a shard's month is said to come to, and how its sums stand. */
  private record Said(int outcomes, Digest sum, Optional<Claim> claim, OptionalLong recordSum) {}

  /** What the rows of a shard's month come to. */
  private static final class Found {
    private int outcomes;
    private Digest sum = Digest.ZERO;
    private long recordSum;
  }

  private final Database database;
  private final AuditLedger.Ended run;
  private final MessageCodec codec = new MessageCodec();
  private final SortedMap<Integer, Map<Integer, Said>> said = new TreeMap<>();
  private final Map<Integer, Found> found = new HashMap<>();
  private final MarketFigures figures = new MarketFigures();
  private boolean begun;
  private boolean openingKnown = true;
  private int month;
  private Place after;

  /** An audit that has not begun. */
  public RunAudit(AuditLedger.Ended run, Database database) {
    this.run = run;
    this.database = database;
    turnTo(run.start());
  }

  /** Whether all was looked at. */
  public boolean done() {
    return begun && month > run.last();
  }

  /**
   * Looks at some more: at no more than a thousand outcomes.
   *
   * @return the first difference, if one was found: then there is no more to look at
   */
  public Optional<String> step() {
    return database.read(
        connection -> {
          try {
            if (!begun) {
              begun = true;
              return begin(connection);
            }
            return page(connection);
          } catch (RuntimeException e) {
            // Every row could be read when it was written.
            return Optional.of("a row of " + Months.text(month) + " cannot be read: " + e);
          }
        });
  }

  private Optional<String> begin(Connection connection) throws SQLException {
    if (!run.damage().isEmpty()) {
      return Optional.of(run.damage());
    }
    if (outside(connection) > 0) {
      return Optional.of("there are rows of months that the run does not have");
    }
    read(connection);
    return chain();
  }

  /** Of a run that broke off, what is behind its end counts for nothing. */
  private long outside(Connection connection) throws SQLException {
    int last = run.finished() ? run.last() : Integer.MAX_VALUE;
    try (PreparedStatement select = connection.prepareStatement(OUTSIDE)) {
      int place = 1;
      for (int table = 0; table < 3; table++) {
        select.setString(place++, run.run());
        select.setInt(place++, run.start());
        select.setInt(place++, last);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void read(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(MONTHS)) {
      select.setString(1, run.run());
      select.setInt(2, run.last());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int claimed = row.getInt(5);
          Optional<Claim> claim =
              row.wasNull()
                  ? Optional.empty()
                  : Optional.of(
                      new Claim(claimed, Sums.digest(row.getObject(6, BigDecimal.class))));
          long records = row.getLong(7);
          OptionalLong recordSum = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(records);
          said.computeIfAbsent(row.getInt(1), _ -> new TreeMap<>())
              .put(
                  row.getInt(2),
                  new Said(
                      row.getInt(3),
                      Sums.digest(row.getObject(4, BigDecimal.class)),
                      claim,
                      recordSum));
        }
      }
    }
  }

  /** The months as they are said to be, against the digest of the run. */
  private Optional<String> chain() {
    Digest digest = Digest.ZERO;
    for (int each = run.start(); each <= run.last(); each++) {
      Digest sum = Digest.ZERO;
      for (int shard = 0; shard < run.shards(); shard++) {
        Optional<Claim> claim = said(each, shard).flatMap(Said::claim);
        if (claim.isEmpty()) {
          return Optional.of(at(each, shard) + " is not closed");
        }
        sum = sum.plus(claim.get().sum());
      }
      digest = digest.chain(each, sum);
    }
    return digest.hex().equals(run.digest())
        ? Optional.empty()
        : Optional.of(
            "the months come to the digest " + digest.hex() + ", and the run to " + run.digest());
  }

  private Optional<Said> said(int month, int shard) {
    return Optional.ofNullable(said.getOrDefault(month, Map.of()).get(shard));
  }

  private Optional<String> page(Connection connection) throws SQLException {
    if (month > run.last()) {
      return Optional.empty();
    }
    int rows = 0;
    RunNames names = RunNames.of(run.run(), connection);
    try (PreparedStatement select = connection.prepareStatement(AWARDS)) {
      select.setInt(1, names.run());
      select.setInt(2, month);
      select.setInt(3, after.month());
      select.setInt(4, after.shard());
      select.setLong(5, after.position());
      select.setInt(6, PAGE);
      try (ResultSet found = select.executeQuery()) {
        AwardRow row = new AwardRow(found, names);
        while (found.next()) {
          rows++;
          after = row.place();
          Optional<String> difference = add(row);
          if (difference.isPresent()) {
            return difference;
          }
        }
      }
    }
    if (rows == PAGE) {
      return Optional.empty();
    }
    Optional<String> difference = month(connection);
    turnTo(month + 1);
    return difference;
  }

  private void turnTo(int next) {
    month = next;
    after = Place.behind(next - 1);
    found.clear();
    figures.clear();
  }

  /** Takes the row of an outcome in. */
  private Optional<String> add(AwardRow row) throws SQLException {
    Decided outcome = row.outcome();
    if (row.displaced() != Traits.of(outcome).displaced()) {
      return Optional.of(
          "the row of tender "
              + outcome.tender()
              + " in "
              + at(outcome.month(), outcome.shard())
              + " says that it was "
              + (row.displaced()
                  ? "displaced, and by no policy"
                  : "not displaced, and by policies"));
    }
    Found shard = found.computeIfAbsent(outcome.shard(), _ -> new Found());
    shard.outcomes++;
    shard.sum = shard.sum.plus(outcome.digest());
    shard.recordSum += Sums.checksum(codec.encode(outcome));
    figures.add(outcome);
    return Optional.empty();
  }

  private static String at(int month, int shard) {
    return Months.text(month) + ", shard " + shard;
  }

  /** A month whose outcomes were all looked at. */
  private Optional<String> month(Connection connection) throws SQLException {
    SortedSet<Integer> shards = new TreeSet<>(said.getOrDefault(month, Map.of()).keySet());
    shards.addAll(found.keySet());
    for (int shard : shards) {
      Optional<String> difference = shard(shard);
      if (difference.isPresent()) {
        return difference.map(what -> at(month, shard) + ": " + what);
      }
    }
    if (month == run.start()) {
      addOpenings(connection);
    }
    return figures(connection);
  }

  private Optional<String> shard(int shard) {
    Optional<Said> known = said(month, shard);
    if (shard >= run.shards() || known.isEmpty()) {
      return Optional.of("the run does not have it");
    }
    Said sums = known.get();
    Claim claim = sums.claim().orElseThrow();
    Found rows = found.getOrDefault(shard, new Found());
    if (rows.outcomes != claim.count()) {
      return Optional.of(
          rows.outcomes + " outcomes are stored, and its desk says " + claim.count());
    }
    if (!rows.sum.equals(claim.sum())) {
      return Optional.of("other outcomes are stored than its desk says");
    }
    if (sums.recordSum().isPresent() && sums.recordSum().getAsLong() != rows.recordSum) {
      return Optional.of("the records of its outcomes were changed");
    }
    return sums.outcomes() == claim.count() && sums.sum().equals(claim.sum())
        ? Optional.empty()
        : Optional.of("its sums are not those of its outcomes");
  }

  private void addOpenings(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPENINGS)) {
      select.setString(1, run.run());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String opening = row.getString(1);
          if (opening == null) {
            openingKnown = false;
          } else {
            figures.add(
                (AwardsMessage)
                    codec.decodeNamed(
                        "contracts-counted", opening.getBytes(StandardCharsets.UTF_8)));
          }
        }
      }
    } catch (UnreadableRecord e) {
      throw new IllegalStateException("what a shard began with was readable once", e);
    }
  }

  private Optional<String> figures(Connection connection) throws SQLException {
    SortedMap<Cell, Map<Measure, Long>> added = figures.cells();
    SortedMap<Cell, Map<Measure, Long>> stored =
        FigureStore.month(run.run(), month, connection).cells();
    SortedSet<Cell> cells = new TreeSet<>(added.keySet());
    cells.addAll(stored.keySet());
    for (Cell cell : cells) {
      for (Measure measure : Measure.values()) {
        long adds = added.getOrDefault(cell, Map.of()).getOrDefault(measure, 0L);
        long says = stored.getOrDefault(cell, Map.of()).getOrDefault(measure, 0L);
        if (adds != says && comparable(measure)) {
          return Optional.of(
              String.join(
                      ", ", Months.text(month), cell.city(), cell.segment().id(), cell.provider())
                  + ": the figure "
                  + measure.id()
                  + " is "
                  + says
                  + ", and outcomes add up to "
                  + adds);
        }
      }
    }
    return Optional.empty();
  }

  /** What shards began with is not known of runs from before it was kept. */
  private boolean comparable(Measure measure) {
    boolean fromOpenings =
        measure == Measure.RUNNING_BASE_FEN || measure == Measure.RUNNING_BASE_UNITS;
    return openingKnown || month != run.start() || !fromOpenings;
  }
}
