package org.cloudmarket.procurement.store.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentWriter;
import org.cloudmarket.analysis.experiment.Replications;
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
        expected, made, estimated_seconds, changes, more_changes,
        lap_made,
        coalesce(
          extract(epoch from coalesce(ended_at, clock_timestamp()) - coalesce(lap_at, started_at)), 0)
      """;

  private static final String COLUMNS = VALUES + " from experiment ";

  /** Every text holds no words at all. */
  private static final String WORDS =
      " position(? in lower(id || ' ' || name || ' ' || title || ' ' || kind || ' ' || changes)) > 0 ";

  private static final String OF_PAIR =
      VALUES
          + """
            , coalesce(treatment.arm, '') as treatment_arm
            from experiment
              left join experiment_market treatment
                on treatment.experiment = id and not treatment.baseline and treatment.market = ?
            where (? = '' or exists (
                select from experiment_market
                where experiment = id and baseline and market = ?))
              and (? = '' or treatment.arm is not null)
              and (? = ''
                or (ordered_at, id) < (select ordered_at, id from experiment where id = ?))
              and
            """
          + WORDS
          + " order by ordered_at desc, id desc limit ?";

  private static final String INSERT =
      """
      insert into experiment
        (id, name, title, kind, document, planned, expected, estimated_seconds, idempotency_key,
         order_digest, changes, more_changes)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String DOCUMENT = "select document from experiment where id = ?";

  private static final String RESULT =
      "select result from experiment where id = ? and status = 'finished'";

  private static final String LIVE =
      "select count(*) from experiment where status in ('ordered', 'running')";

  private static final String SERIES =
      """
      select seed, substring(outcomes from ? for ?) from experiment_run
      where experiment = ? and md5(variant) = md5(?) and seed > ?
      order by seed limit ?
      """;

  private static final String COUNT =
      "select count(*) from experiment_run where experiment = ? and md5(variant) = md5(?)";

  /** Of runs: rows may be large, and all of them together larger than memory. */
  private static final int ROWS_AT_ONCE = 100;

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
   * The key that a client gave to an order.
   *
   * @param digest of what was ordered
   */
  public record Key(String text, String digest) {}

  /**
   * An experiment that is to be written down.
   *
   * @param tasks of its first round
   * @param expected runs that it may come to
   * @param estimatedSeconds how long it may take
   * @param key that the client gave to the order
   */
  public record Order(
      String id,
      Experiment experiment,
      List<Task> tasks,
      long expected,
      double estimatedSeconds,
      Optional<Key> key) {
    public Order {
      tasks = List.copyOf(tasks);
    }
  }

  /** What became of an order. */
  public sealed interface Outcome {}

  /** It is written down. */
  public record Written() implements Outcome {}

  /** As many go on already as may. */
  public record NoRoom() implements Outcome {}

  /**
   * An order came under the same key before.
   *
   * @param id of its experiment
   * @param digest of what was ordered
   */
  public record Known(String id, String digest) implements Outcome {}

  /**
   * Writes an experiment down with the tasks of its first round.
   *
   * @param mostLive how many may go on at once
   */
  public Outcome order(Order order, int mostLive) {
    return database.read(
        connection -> {
          lock(connection);
          Optional<Known> before =
              order.key.isPresent()
                  ? orderedUnder(order.key.get().text, connection)
                  : Optional.empty();
          if (before.isPresent()) {
            return before.get();
          }
          if (number(LIVE, connection) >= mostLive) {
            return new NoRoom();
          }
          insert(order, connection);
          Markets.insert(order.id, order.experiment, connection);
          TaskStore.insert(order.tasks, connection);
          return new Written();
        });
  }

  private static void insert(Order order, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, order.id);
      insert.setString(2, order.experiment.name());
      insert.setString(3, order.experiment.title());
      insert.setString(4, order.experiment.design().kind());
      insert.setString(5, ExperimentWriter.write(order.experiment).toString());
      insert.setLong(6, order.tasks.stream().mapToLong(task -> task.runs().size()).sum());
      insert.setLong(7, order.expected);
      insert.setDouble(8, order.estimatedSeconds);
      insert.setString(9, order.key.map(Key::text).orElse(null));
      insert.setString(10, order.key.map(Key::digest).orElse(null));
      ArmChanges changes = ArmChanges.of(order.experiment.design());
      insert.setString(11, changes.text());
      insert.setInt(12, changes.more());
      insert.executeUpdate();
    }
  }

  /** What was ordered under a key. */
  public Optional<Known> orderedUnder(String key) {
    return database.read(connection -> orderedUnder(key, connection));
  }

  private static Optional<Known> orderedUnder(String key, Connection connection)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, order_digest from experiment where idempotency_key = ?")) {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Known(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** How many go on. */
  public long live() {
    return database.read(connection -> number(LIVE, connection));
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
   * @param words that stand in the id, name, title, kind or changes, in capitals or not; empty for
   *     all
   * @param after the id behind which the list begins; empty for its beginning
   */
  public List<Ordered> newestFirst(String words, String after, int limit) {
    String behind =
        " where (? = '' or (ordered_at, id) < (select ordered_at, id from experiment where id = ?))"
            + " and";
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  COLUMNS + behind + WORDS + "order by ordered_at desc, id desc limit ?")) {
            select.setString(1, after);
            select.setString(2, after);
            select.setString(3, words.toLowerCase(Locale.ROOT));
            select.setInt(4, limit);
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
   * @param words as of {@link #newestFirst}
   * @param after the id behind which the list begins; empty for its beginning
   */
  public List<OfPair> ofPair(Markets.Pair markets, String words, String after, int limit) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(OF_PAIR)) {
            select.setString(1, markets.treatment());
            select.setString(2, markets.baseline());
            select.setString(3, markets.baseline());
            select.setString(4, markets.treatment());
            select.setString(5, after);
            select.setString(6, after);
            select.setString(7, words.toLowerCase(Locale.ROOT));
            select.setInt(8, limit);
            List<OfPair> all = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                all.add(new OfPair(ordered(row), row.getString("treatment_arm")));
              }
            }
            return all;
          }
        });
  }

  /** The resolved document of an experiment, as JSON. */
  public Optional<String> document(String id) {
    return database.read(connection -> text(DOCUMENT, id, connection));
  }

  /** The same, however long the database is away. */
  public Optional<String> documentSurely(String id) {
    return database.surely("an experiment's task", connection -> text(DOCUMENT, id, connection));
  }

  /** The result of an experiment, as JSON; empty where it has not finished. */
  public Optional<String> result(String id) {
    return database.read(connection -> text(RESULT, id, connection));
  }

  /** The runs of an experiment that are stored. */
  public Trials trials(String id, Experiment experiment) {
    return trials(id, experiment, "outcomes");
  }

  /**
   * The runs that are stored, with their digests and without what was measured; but a pilot has it,
   * so that the design knows which runs it wanted.
   */
  public Trials digests(String id, Experiment experiment) {
    if (experiment.design() instanceof Comparison comparison
        && comparison.replications() instanceof Replications.ToHalfWidth rule) {
      long first = comparison.firstSeed();
      long last = first + rule.pilot() - 1;
      return trials(
          id,
          experiment,
          "case when seed between " + first + " and " + last + " then outcomes end");
    }
    return trials(id, experiment, "null::bytea");
  }

  private Trials trials(String id, Experiment experiment, String measured) {
    int outcomes = experiment.outcomes().size();
    int months = experiment.design().specimen().months();
    return database.read(
        connection -> {
          Trials trials = new Trials();
          Map<String, Variant> variants = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select variant, seed, digest, "
                      + measured
                      + " from experiment_run where experiment = ?")) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                byte[] values = rows.getBytes(4);
                trials.add(
                    new Trial(
                        variants.computeIfAbsent(rows.getString(1), Variant::parse),
                        rows.getLong(2)),
                    values == null
                        ? new Measured(rows.getString(3), List.of(), List.of())
                        : Measured.of(rows.getString(3), Doubles.read(values, outcomes, months)));
              }
            }
          }
          return trials;
        });
  }

  /**
   * An outcome of runs of a variant that are stored, by month.
   *
   * @param outcome its place in the experiment
   * @param after the seed behind which they begin
   * @param limit how many at the most
   * @return by seed
   */
  public SortedMap<Long, double[]> series(
      String id, Experiment experiment, Variant variant, int outcome, long after, int limit) {
    int bytes = experiment.design().specimen().months() * Double.BYTES;
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SERIES)) {
            select.setInt(1, outcome * bytes + 1);
            select.setInt(2, bytes);
            select.setString(3, id);
            select.setString(4, variant.text());
            select.setLong(5, after);
            select.setInt(6, limit);
            SortedMap<Long, double[]> series = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                series.put(rows.getLong(1), Doubles.read(rows.getBytes(2)));
              }
            }
            return series;
          }
        });
  }

  /** How many runs of a variant are stored. */
  public long count(String id, Variant variant) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, id);
            select.setString(2, variant.text());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  /**
   * Ends an experiment that goes on, for good. Its runs stay; what is still to be run is forgotten.
   *
   * @return false where it has ended already, or is not there
   */
  public boolean cancel(String id) {
    return database.read(connection -> end(id, ExperimentStatus.CANCELLED, "", connection));
  }

  /** Notes that an experiment that goes on cannot be finished, however long that takes. */
  public boolean fail(String id, String why) {
    return database.surely(
        "the end of an experiment",
        connection -> end(id, ExperimentStatus.FAILED, why.replace('\0', ' '), connection));
  }

  private static boolean end(
      String id, ExperimentStatus status, String error, Connection connection) throws SQLException {
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

  /**
   * The ids of experiments that ended, the oldest first.
   *
   * @param longAgo at least
   */
  public List<String> ended(Duration longAgo) {
    return database.read(
        connection -> {
          List<String> ended = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from experiment where ended_at < now() - ?::bigint * interval '1 millisecond'"
                      + " order by ended_at, id")) {
            select.setLong(1, longAgo.toMillis());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ended.add(rows.getString(1));
              }
            }
          }
          return List.copyOf(ended);
        });
  }

  private static Optional<String> text(String sql, String id, Connection connection)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
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
        row.getString(14),
        row.getInt(15),
        row.getLong(16),
        row.getDouble(17));
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
