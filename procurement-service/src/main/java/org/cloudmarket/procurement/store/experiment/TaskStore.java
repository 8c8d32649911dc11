package org.cloudmarket.procurement.store.experiment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.frame.store.Database;

/**
 * The tasks of experiments that go on. A task is there from when its round begins until its runs
 * are stored, so whoever dies in between leaves it to others. Locks are taken in one order: the
 * experiment's row, then those of its tasks.
 */
@Singleton
public class TaskStore {

  private static final String LIVE =
      """
      select id, round, not exists (select from experiment_task where experiment = id)
      from experiment where status in ('ordered', 'running') order by ordered_at, id
      """;

  // Tasks that others are just marking are passed over.
  private static final String MARK =
      """
      with due as materialized (
        select task from experiment_task
        where experiment = ?
          and (sent_at is null or sent_at < clock_timestamp() - ? * interval '1 millisecond')
        order by task
        limit greatest(0, ? - (
          select count(*) from experiment_task
          where experiment = ?
            and sent_at >= clock_timestamp() - ? * interval '1 millisecond'))
        for update skip locked)
      update experiment_task each set sent_at = clock_timestamp()
      from due where each.experiment = ? and each.task = due.task
      returning each.task, each.record
      """;

  private static final String UNMARK =
      """
      update experiment_task set sent_at = null where experiment = ? and task = ?
      """;

  private static final String START =
      """
      update experiment set status = 'running', started_at = clock_timestamp()
      where id = ? and status = 'ordered'
      """;

  private static final String BEGIN =
      """
      update experiment_task set begun = begun + 1
      where experiment = ? and task = ?
      returning begun
      """;

  /** Whenever twice as many runs are made as at the last mark, a lap begins where that mark was. */
  private static final String BEGIN_LAP =
      """
      update experiment
      set lap_made = mark_made, lap_at = mark_at, mark_made = made, mark_at = clock_timestamp()
      where id = ? and made >= 2 * mark_made
      """;

  private static final String GIVE_BACK =
      """
      update experiment_task set begun = begun - 1
      where experiment = ? and task = ? and begun > 0
      """;

  private static final String EVALUATE =
      """
      update experiment set evaluations = evaluations + 1, evaluated_at = clock_timestamp()
      where id = ? and round = ? and status = 'running'
        and not exists (select from experiment_task where experiment = id)
        and (evaluated_at is null
          or evaluated_at < clock_timestamp() - ? * interval '1 millisecond')
      returning evaluations
      """;

  private static final String GIVE_EVALUATION_BACK =
      """
      update experiment set evaluations = evaluations - 1, evaluated_at = null
      where id = ? and round = ? and evaluations > 0
      """;

  private static final String NEXT_ROUND =
      """
      update experiment
      set round = round + 1, planned = planned + ?, expected = planned + ?, evaluations = 0,
        evaluated_at = null
      where id = ? and round = ? and status = 'running'
      """;

  private static final String FINISH =
      """
      update experiment
      set status = 'finished', result = ?, expected = made, ended_at = clock_timestamp()
      where id = ? and round = ? and status = 'running'
      """;

  private final Database database;

  @Inject
  TaskStore(Database database) {
    this.database = database;
  }

  /**
   * An experiment that goes on.
   *
   * @param round how many rounds it has had
   * @param roundOver whether all runs of them are stored
   */
  public record Live(String id, int round, boolean roundOver) {}

  /** A task as the topic is to have it. */
  public record Outgoing(long task, String record) {}

  /** What a round leads to. */
  public sealed interface Next {}

  /** More runs. */
  public record Round(List<Task> tasks) implements Next {
    public Round {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * The end.
   *
   * @param result as JSON
   */
  public record Finished(String result) implements Next {}

  /** Experiments that go on, in the order in which they came. */
  public List<Live> live() {
    return database.read(
        connection -> {
          List<Live> live = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(LIVE);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              live.add(new Live(rows.getString(1), rows.getInt(2), rows.getBoolean(3)));
            }
          }
          return live;
        });
  }

  /**
   * Takes tasks that are to be sent and notes them as sent, so that others pass them over. One that
   * is not sent then counts as lost after a time.
   *
   * @param most how many may be on their way at once
   * @param lostAfter how long after it was sent a task counts as lost
   */
  public List<Outgoing> take(String experiment, int most, Duration lostAfter) {
    return database.read(
        connection -> {
          List<Outgoing> tasks = new ArrayList<>();
          try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setString(1, experiment);
            mark.setLong(2, lostAfter.toMillis());
            mark.setInt(3, most);
            mark.setString(4, experiment);
            mark.setLong(5, lostAfter.toMillis());
            mark.setString(6, experiment);
            try (ResultSet rows = mark.executeQuery()) {
              while (rows.next()) {
                tasks.add(new Outgoing(rows.getLong(1), rows.getString(2)));
              }
            }
          }
          tasks.sort(Comparator.comparingLong(Outgoing::task));
          return tasks;
        });
  }

  /** Notes that tasks were not sent after all, so that they are sent again soon. */
  public void notSent(String experiment, Collection<Long> some) {
    database.read(
        connection -> {
          try (PreparedStatement unmark = connection.prepareStatement(UNMARK)) {
            for (long task : some) {
              unmark.setString(1, experiment);
              unmark.setLong(2, task);
              unmark.addBatch();
            }
            return unmark.executeBatch();
          }
        });
  }

  /**
   * Begins a task.
   *
   * @return how often it was begun by now; 0 where nothing is to be done: its runs are stored, or
   *     its experiment has ended
   */
  public int begin(String experiment, long task) {
    return database.surely(
        "an experiment's task",
        connection -> {
          try (PreparedStatement start = connection.prepareStatement(START)) {
            start.setString(1, experiment);
            start.executeUpdate();
          }
          try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, experiment);
            begin.setLong(2, task);
            try (ResultSet row = begin.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  /** Takes back that a task was begun: whoever began it was healthy, and does not end it. */
  public void giveBack(String experiment, long task) {
    database.read(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(GIVE_BACK)) {
            update.setString(1, experiment);
            update.setLong(2, task);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Stores the runs of a task.
   *
   * @return false where they are stored already, or the experiment has ended
   */
  public boolean store(String experiment, long task, List<Made> runs) {
    return database.surely(
        "an experiment's task",
        connection -> {
          if (!running(experiment, connection) || !delete(experiment, task, connection)) {
            return false;
          }
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  insert into experiment_run (experiment, variant, seed, digest, outcomes)
                  values (?, ?, ?, ?, ?)
                  """)) {
            for (Made run : runs) {
              insert.setString(1, experiment);
              insert.setString(2, run.trial().variant().text());
              insert.setLong(3, run.trial().seed());
              insert.setString(4, run.measured().digest());
              insert.setBytes(5, Doubles.write(run.measured().numbers()));
              insert.addBatch();
            }
            insert.executeBatch();
          }
          try (PreparedStatement count =
              connection.prepareStatement("update experiment set made = made + ? where id = ?")) {
            count.setLong(1, runs.size());
            count.setString(2, experiment);
            count.executeUpdate();
          }
          try (PreparedStatement lap = connection.prepareStatement(BEGIN_LAP)) {
            lap.setString(1, experiment);
            lap.executeUpdate();
          }
          return true;
        });
  }

  /** A run that was made. */
  public record Made(Trial trial, Measured measured) {}

  private static boolean running(String experiment, Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select from experiment where id = ? and status = 'running' for update")) {
      lock.setString(1, experiment);
      try (ResultSet row = lock.executeQuery()) {
        return row.next();
      }
    }
  }

  private static boolean delete(String experiment, long task, Connection connection)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from experiment_task where experiment = ? and task = ?")) {
      delete.setString(1, experiment);
      delete.setLong(2, task);
      return delete.executeUpdate() > 0;
    }
  }

  /**
   * Begins to say what comes behind a round whose runs are all stored. One process does so at a
   * time: it has the round to itself for a while.
   *
   * @param live as it was found
   * @param atMost how long it may take before another may begin
   * @return how often that was begun by now; 0 where nothing is to be done: another process does
   *     so, or the round is another by now
   */
  public int evaluate(Live live, Duration atMost) {
    return database.read(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(EVALUATE)) {
            update.setString(1, live.id);
            update.setInt(2, live.round);
            update.setLong(3, atMost.toMillis());
            try (ResultSet row = update.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  /** Takes back that this was begun: what ended it has nothing to do with the experiment. */
  public void giveBack(Live live) {
    database.read(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(GIVE_EVALUATION_BACK)) {
            update.setString(1, live.id);
            update.setInt(2, live.round);
            return update.executeUpdate();
          }
        });
  }

  /**
   * Goes on behind a round.
   *
   * @param live as it was found
   * @return false where another process has gone on since, or people have cancelled it
   */
  public boolean goOn(Live live, Next next) {
    return database.read(
        connection ->
            switch (next) {
              case Round more -> begin(live, more.tasks, connection);
              case Finished end -> finish(live, end.result, connection);
            });
  }

  private static boolean begin(Live live, List<Task> tasks, Connection connection)
      throws SQLException {
    long runs = tasks.stream().mapToLong(task -> task.runs().size()).sum();
    try (PreparedStatement update = connection.prepareStatement(NEXT_ROUND)) {
      update.setLong(1, runs);
      update.setLong(2, runs);
      update.setString(3, live.id);
      update.setInt(4, live.round);
      if (update.executeUpdate() == 0) {
        return false;
      }
    }
    insert(tasks, connection);
    return true;
  }

  private static boolean finish(Live live, String result, Connection connection)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FINISH)) {
      update.setString(1, result);
      update.setString(2, live.id);
      update.setInt(3, live.round);
      return update.executeUpdate() > 0;
    }
  }

  static void insert(List<Task> tasks, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into experiment_task (experiment, task, record) values (?, ?, ?)")) {
      for (Task task : tasks) {
        insert.setString(1, task.experiment());
        insert.setLong(2, task.task());
        insert.setString(3, task.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
