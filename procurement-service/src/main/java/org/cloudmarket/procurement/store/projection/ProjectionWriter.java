package org.cloudmarket.procurement.store.projection;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.digest.Sums;
import org.cloudmarket.procurement.store.figures.FigureStore;
import org.cloudmarket.procurement.store.run.AcceptedBidsStore;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.run.RunRequest;
import org.postgresql.PGConnection;

/** Adds a fold to what the database holds. Leaves the transaction to its caller. */
final class ProjectionWriter {

  private static final String ADD_FIGURES = addFigures();

  private static final String ADD_MONTH =
      """
      insert into run_month as m
        (run, shard, month, outcomes, outcome_sum, record_sum, claimed_outcomes, claimed_sum)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (run, shard, month) do update set
        outcomes = m.outcomes + excluded.outcomes,
        outcome_sum = mod(m.outcome_sum + excluded.outcome_sum, %s),
        record_sum = m.record_sum + excluded.record_sum,
        claimed_outcomes = coalesce(excluded.claimed_outcomes, m.claimed_outcomes),
        claimed_sum = coalesce(excluded.claimed_sum, m.claimed_sum)
      """
          .formatted(Sums.MODULUS);

  private static final String ADD_SHARD =
      """
      insert into run_shard as s (run, shard, partition, first_offset, next_offset)
      values (?, ?, ?, ?, ?)
      on conflict (run, shard) do update set
        next_offset = excluded.next_offset,
        moved_at = now()
      """;

  private static final String ADD_POLICY_EVENT =
      """
      insert into policy_event (run, month, policy, event, cause) values (?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  // The row is there where the order came through this service, and whatever its answer was, the
  // run has begun after all.
  private static final String START_RUN =
      """
      insert into run
        (id, scenario, arm, title, document, seed, shards, buyers, start_month, months,
         pace_millis, trace_id, started)
      values (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, true)
      on conflict (id) do update set started = true, error = '', trace_id = excluded.trace_id
      """;

  private static final String DOCUMENT = "select document from run where id = ? for update";

  private static final String REWRITE_DOCUMENT = "update run set document = ? where id = ?";

  private static final String END_RUN =
      """
      update run
      set outcome = ?, outcome_month = ?, outcome_digest = ?, error = ?, ended_at = now()
      where id = ?
      """;

  // Every month that opens says that the run goes on; few of them change its row.
  private static final String PAUSE_RUN =
      "update run set paused_month = ? where id = ? and paused_month is distinct from ?";

  private static final String ANSWER_REQUEST =
      """
      update run_request set state = ?, month = ?, reason = ?
      where id = ? and run = ? and state = 'pending'
      """;

  private static final String CHANGE_PACE = "update run set pace_millis = ? where id = ?";

  private ProjectionWriter() {}

  private static String addFigures() {
    List<String> measures = Stream.of(Measure.values()).map(FigureStore::column).toList();
    return "insert into monthly_figure as f (run, month, city, segment, provider, "
        + String.join(", ", measures)
        + ") select * from unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[]"
        + ", ?::bigint[]".repeat(measures.size())
        + ") on conflict (run, month, city, segment, provider) do update set "
        + measures.stream()
            .map(measure -> "%1$s = f.%1$s + excluded.%1$s".formatted(measure))
            .collect(Collectors.joining(", "));
  }

  static void write(ProjectionBatch fold, Connection connection) throws SQLException {
    startRuns(fold, connection);
    amendStatutes(fold, connection);
    addShards(fold, connection);
    addMonths(fold, connection);
    AcceptedBidsStore.add(fold.acceptedBids(), connection);
    addFigures(fold, connection);
    addPolicyEvents(fold, connection);
    writeStandings(fold, connection);
    answerRequests(fold, connection);
    endRuns(fold, connection);
  }

  private static void startRuns(ProjectionBatch fold, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(START_RUN)) {
      for (RunStarted run : fold.started()) {
        Scenario scenario = run.scenario();
        insert.setString(1, run.run());
        insert.setString(2, scenario.name());
        insert.setString(3, scenario.title());
        insert.setString(4, ScenarioJson.write(scenario).toString());
        insert.setLong(5, run.seed());
        insert.setInt(6, run.shards());
        insert.setInt(7, scenario.buyers());
        insert.setInt(8, scenario.start());
        insert.setInt(9, scenario.months());
        insert.setLong(10, run.paceMillis());
        insert.setString(11, fold.traces().get(run.run()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** A run's document holds the policies that people enact, so that it says the whole run again. */
  private static void amendStatutes(ProjectionBatch fold, Connection connection)
      throws SQLException {
    for (Map.Entry<String, List<Policy>> run : fold.statutes().entrySet()) {
      try (PreparedStatement select = connection.prepareStatement(DOCUMENT);
          PreparedStatement update = connection.prepareStatement(REWRITE_DOCUMENT)) {
        select.setString(1, run.getKey());
        try (ResultSet row = select.executeQuery()) {
          if (row.next()) {
            Scenario before = RunLedger.read(row.getString(1));
            Scenario amended = before.withPolicies(run.getValue(), before.triggers());
            update.setString(1, ScenarioJson.write(amended).toString());
            update.setString(2, run.getKey());
            update.executeUpdate();
          }
        }
      }
    }
  }

  private static void addShards(ProjectionBatch fold, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_SHARD)) {
      for (Map.Entry<ProjectionBatch.RunShard, ProjectionBatch.Span> entry :
          fold.spans().entrySet()) {
        insert.setString(1, entry.getKey().run());
        insert.setInt(2, entry.getKey().shard());
        insert.setInt(3, entry.getValue().partition());
        insert.setLong(4, entry.getValue().first());
        insert.setLong(5, entry.getValue().next());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void addMonths(ProjectionBatch fold, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_MONTH)) {
      for (Map.Entry<ProjectionBatch.ShardMonth, ProjectionBatch.Outcomes> entry :
          fold.months().entrySet()) {
        ProjectionBatch.ShardMonth month = entry.getKey();
        ProjectionBatch.Outcomes outcomes = entry.getValue();
        insert.setString(1, month.run());
        insert.setInt(2, month.shard());
        insert.setInt(3, month.month());
        insert.setInt(4, outcomes.count());
        insert.setBigDecimal(5, Sums.number(outcomes.sum()));
        insert.setLong(6, outcomes.records());
        insert.setObject(7, outcomes.claimed().map(Claim::count).orElse(null), Types.INTEGER);
        insert.setBigDecimal(
            8, outcomes.claimed().<BigDecimal>map(claim -> Sums.number(claim.sum())).orElse(null));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void addFigures(ProjectionBatch fold, Connection connection) throws SQLException {
    int rows = fold.figures().values().stream().mapToInt(run -> run.cells().size()).sum();
    if (rows == 0) {
      return;
    }
    Columns columns = new Columns(rows);
    fold.figures()
        .forEach(
            (run, figures) ->
                figures.cells().forEach((cell, values) -> columns.add(run, cell, values)));
    try (PreparedStatement insert = connection.prepareStatement(ADD_FIGURES)) {
      columns.bind(insert, connection);
      insert.executeUpdate();
    }
  }

  private static void addPolicyEvents(ProjectionBatch fold, Connection connection)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_POLICY_EVENT)) {
      for (ProjectionBatch.PolicyEvent event : fold.policyEvents()) {
        insert.setString(1, event.run());
        insert.setInt(2, event.month());
        insert.setString(3, event.policy());
        insert.setString(4, event.event().id());
        insert.setString(5, event.cause());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void writeStandings(ProjectionBatch fold, Connection connection)
      throws SQLException {
    try (PreparedStatement pause = connection.prepareStatement(PAUSE_RUN);
        PreparedStatement pace = connection.prepareStatement(CHANGE_PACE)) {
      for (Map.Entry<String, ProjectionBatch.Standing> run : fold.standings().entrySet()) {
        ProjectionBatch.Standing standing = run.getValue();
        if (standing.known()) {
          OptionalInt paused = standing.pausedMonth();
          Integer month = paused.isPresent() ? paused.getAsInt() : null;
          pause.setObject(1, month, Types.INTEGER);
          pause.setString(2, run.getKey());
          pause.setObject(3, month, Types.INTEGER);
          pause.addBatch();
        }
        if (standing.paceMillis().isPresent()) {
          pace.setLong(1, standing.paceMillis().getAsLong());
          pace.setString(2, run.getKey());
          pace.addBatch();
        }
      }
      pause.executeBatch();
      pace.executeBatch();
    }
  }

  private static void answerRequests(ProjectionBatch fold, Connection connection)
      throws SQLException {
    try (PreparedStatement answer = connection.prepareStatement(ANSWER_REQUEST)) {
      for (RequestAnswered each : fold.answers()) {
        RunRequest.State state =
            each.accepted() ? RunRequest.State.ACCEPTED : RunRequest.State.REFUSED;
        answer.setString(1, state.id());
        answer.setObject(2, each.accepted() ? each.month() : null, Types.INTEGER);
        answer.setString(3, each.reason());
        answer.setString(4, each.request());
        answer.setString(5, each.run());
        answer.addBatch();
      }
      answer.executeBatch();
    }
  }

  private static void endRuns(ProjectionBatch fold, Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(END_RUN)) {
      for (RunFinished run : fold.ended()) {
        update.setString(1, run.outcome().id());
        update.setInt(2, run.month());
        update.setString(3, run.digest().hex());
        update.setString(4, run.reason());
        update.setString(5, run.run());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /**
   * Figures as columns: one statement with arrays is many times faster than one a row, and numbers
   * go as bytes from arrays of their own type, where lists would be written and read as text.
   */
  private static final class Columns {
    private final String[] runs;
    private final int[] months;
    private final String[] cities;
    private final String[] segments;
    private final String[] providers;
    private final long[][] measures;
    private int rows;

    Columns(int rows) {
      runs = new String[rows];
      months = new int[rows];
      cities = new String[rows];
      segments = new String[rows];
      providers = new String[rows];
      measures = new long[Measure.values().length][rows];
    }

    void add(String run, Cell cell, Map<Measure, Long> values) {
      runs[rows] = run;
      months[rows] = cell.month();
      cities[rows] = cell.city();
      segments[rows] = cell.segment().id();
      providers[rows] = cell.provider();
      values.forEach((measure, value) -> measures[measure.ordinal()][rows] = value);
      rows++;
    }

    void bind(PreparedStatement insert, Connection connection) throws SQLException {
      PGConnection postgres = connection.unwrap(PGConnection.class);
      insert.setArray(1, postgres.createArrayOf("text", runs));
      insert.setArray(2, postgres.createArrayOf("int4", months));
      insert.setArray(3, postgres.createArrayOf("text", cities));
      insert.setArray(4, postgres.createArrayOf("text", segments));
      insert.setArray(5, postgres.createArrayOf("text", providers));
      int place = 6;
      for (long[] values : measures) {
        insert.setArray(place++, postgres.createArrayOf("int8", values));
      }
    }
  }
}
