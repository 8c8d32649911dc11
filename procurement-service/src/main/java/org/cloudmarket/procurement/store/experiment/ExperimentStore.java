package org.cloudmarket.procurement.store.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentWriter;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.experiment.Variant;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.market.Kebab;

/** Experiments as people see them: ordered, looked at, cancelled, deleted. */
@Singleton
public class ExperimentStore {

  /** Orders come one after another, so that no two take the last place. */
  private static final long LOCK = 0x6578706572696d65L;

  private static final String VALUES =
      """
      select id, name, title, kind, status, ordered_at, started_at, ended_at, error, planned,
        expected, made, estimated_seconds,
        coalesce(extract(epoch from coalesce(ended_at, clock_timestamp()) - started_at), 0)
      """;

  private static final String COLUMNS = VALUES + " from experiment ";

  private static final String OF_PAIR =
      VALUES
          + """
            , coalesce(treatment.arm, '')
            from experiment
              left join experiment_market treatment
                on treatment.experiment = id and not treatment.baseline and treatment.market = ?
            where (? = '' or exists (
                select from experiment_market
                where experiment = id and baseline and market = ?))
              and (? = '' or treatment.arm is not null)
              and (? = ''
                or (ordered_at, id) < (select ordered_at, id from experiment where id = ?))
            order by ordered_at desc, id desc limit ?
            """;

  private static final String INSERT =
      """
      insert into experiment
        (id, name, title, kind, document, planned, expected, estimated_seconds)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String LIVE =
      "select count(*) from experiment where status in ('ordered', 'running')";

  private static final String END =
      """
      update experiment set status = ?, error = ?, ended_at = clock_timestamp()
      where id = ? and status in ('ordered', 'running')
      """;

  private final Database database;

  @Inject
  ExperimentStore(Database database) {
    this.database = database;
  }

  /**
   * Writes an experiment down with the tasks of its first round.
   *
   * @param expected runs that it may come to
   * @param estimatedSeconds how long it may take
   * @param mostLive how many may go on at once
   * @return false where there are as many already
   */
  public boolean order(
      String id,
      Experiment experiment,
      List<Task> tasks,
      long expected,
      double estimatedSeconds,
      int mostLive) {
    return database.read(
        connection -> {
          lock(connection);
          if (number(LIVE, connection) >= mostLive) {
            return false;
          }
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id);
            insert.setString(2, experiment.name());
            insert.setString(3, experiment.title());
            insert.setString(4, experiment.design().kind());
            insert.setString(5, ExperimentWriter.write(experiment).toString());
            insert.setLong(6, tasks.stream().mapToLong(task -> task.runs().size()).sum());
            insert.setLong(7, expected);
            insert.setDouble(8, estimatedSeconds);
            insert.executeUpdate();
          }
          Markets.insert(id, experiment, connection);
          TaskStore.insert(tasks, connection);
          return true;
        });
  }

  /** The experiment with this id. */
  public Optional<Ordered> find(String id) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where id = ?")) {
            select.setString(1, id);
            return all(select).stream().findFirst();
          }
        });
  }

  /**
   * Experiments, the newest first.
   *
   * @param after the id behind which the list begins; empty for its beginning
   */
  public List<Ordered> newestFirst(String after, int limit) {
    String behind =
        " where ? = '' or (ordered_at, id) < (select ordered_at, id from experiment where id = ?)";
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  COLUMNS + behind + " order by ordered_at desc, id desc limit ?")) {
            select.setString(1, after);
            select.setString(2, after);
            select.setInt(3, limit);
            return all(select);
          }
        });
  }

  /**
   * A comparison of a pair of markets.
   *
   * @param arm which of its arms is the treatment; empty where any may be
   */
  public record OfPair(Ordered experiment, String arm) {}

  /**
   * Comparisons that hold one market against another, the newest first.
   *
   * @param after the id behind which the list begins; empty for its beginning
   */
  public List<OfPair> ofPair(Markets.Pair markets, String after, int limit) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(OF_PAIR)) {
            select.setString(1, markets.treatment());
            select.setString(2, markets.baseline());
            select.setString(3, markets.baseline());
            select.setString(4, markets.treatment());
            select.setString(5, after);
            select.setString(6, after);
            select.setInt(7, limit);
            List<OfPair> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                all.add(new OfPair(ordered(row), row.getString(15)));
              }
            }
            return all;
          }
        });
  }

  /** The resolved document of an experiment, as JSON. */
  public Optional<String> document(String id) {
    return text("select document from experiment where id = ?", id);
  }

  /** The result of an experiment, as JSON; empty where it has not finished. */
  public Optional<String> result(String id) {
    return text("select result from experiment where id = ? and status = 'finished'", id);
  }

  /** The runs of an experiment that are stored. */
  public Trials trials(String id, Experiment experiment) {
    return database.read(connection -> trials(id, experiment, connection));
  }

  /**
   * An outcome of the runs of a variant that are stored, by month.
   *
   * @param outcome its place in the experiment
   * @return by seed
   */
  public SortedMap<Long, double[]> series(
      String id, Experiment experiment, Variant variant, int outcome) {
    int months = experiment.design().specimen().months();
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select seed, outcomes from experiment_run
                  where experiment = ? and md5(variant) = md5(?)
                  """)) {
            select.setString(1, id);
            select.setString(2, variant.text());
            SortedMap<Long, double[]> series = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                series.put(
                    rows.getLong(1),
                    Doubles.read(rows.getBytes(2), experiment.outcomes().size(), months)
                        .get(outcome));
              }
            }
            return series;
          }
        });
  }

  static Trials trials(String id, Experiment experiment, Connection connection)
      throws SQLException {
    Trials trials = new Trials();
    int outcomes = experiment.outcomes().size();
    int months = experiment.design().specimen().months();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select variant, seed, digest, outcomes from experiment_run where experiment = ?")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          trials.add(
              new Trial(Variant.parse(rows.getString(1)), rows.getLong(2)),
              Measured.of(rows.getString(3), Doubles.read(rows.getBytes(4), outcomes, months)));
        }
      }
    }
    return trials;
  }

  /**
   * Ends an experiment that goes on, for good. Its runs stay; what is still to be run is forgotten.
   *
   * @return false where it has ended already, or is not there
   */
  public boolean cancel(String id) {
    return end(id, ExperimentStatus.CANCELLED, "");
  }

  /** Notes that an experiment that goes on cannot be finished. */
  public boolean fail(String id, String why) {
    return end(id, ExperimentStatus.FAILED, why.replace('\0', ' '));
  }

  private boolean end(String id, ExperimentStatus status, String error) {
    return database.read(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, status.id());
            update.setString(2, error);
            update.setString(3, id);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          try (PreparedStatement delete =
              connection.prepareStatement("delete from experiment_task where experiment = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
          }
          return true;
        });
  }

  /**
   * Deletes an experiment that has ended, with its runs.
   *
   * @return false where it goes on, or is not there
   */
  public boolean delete(String id) {
    return database.read(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from experiment where id = ? and status not in ('ordered', 'running')")) {
            delete.setString(1, id);
            return delete.executeUpdate() > 0;
          }
        });
  }

  private Optional<String> text(String sql, String id) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  private static long number(String sql, Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.executeQuery().close();
    }
  }

  private static List<Ordered> all(PreparedStatement select) throws SQLException {
    List<Ordered> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(ordered(row));
      }
    }
    return all;
  }

  private static Ordered ordered(ResultSet row) throws SQLException {
    return new Ordered(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Kebab.find(ExperimentStatus.class, row.getString(5)).orElseThrow(),
        instant(row, 6).orElseThrow(),
        instant(row, 7),
        instant(row, 8),
        row.getString(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getDouble(13),
        row.getDouble(14));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
