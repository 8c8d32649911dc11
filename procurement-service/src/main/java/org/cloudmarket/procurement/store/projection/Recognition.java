package org.cloudmarket.procurement.store.projection;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.frame.runs.RunProgress;
import org.cloudmarket.frame.runs.Verdict;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.digest.Sums;
import org.cloudmarket.procurement.store.projection.ProjectionBatch.RunShard;
import org.cloudmarket.procurement.store.projection.ProjectionBatch.ShardMonth;
import org.cloudmarket.procurement.store.run.Change;

/**
 * Tells what is new of a batch, by what its messages say and not by where they stand: the log may
 * say the same again at another place, and say it of a run that has ended. It knows the runs of the
 * batch as the database has them, and goes on with each message that it judges.
 */
final class Recognition {

  private static final String RUNS =
      """
      select id, seed, shards, start_month, months, started, opened_month, outcome, outcome_month,
        outcome_digest, damage
      from run where id = any(?)
      """;

  private static final String SHARDS =
      """
      select run, shard, first_month, closed_month, damage
      from run_shard where run = any(?)
      """;

  private static final String OPENING = "select opening from run_shard where run = ? and shard = ?";

  private static final String MONTHS =
      """
      select run, shard, month, outcomes, outcome_sum, claimed_outcomes, claimed_sum
      from run_month
        join unnest(?::text[], ?::int[], ?::int[]) as spoken (run, shard, month)
          using (run, shard, month)
      """;

  private static final String EVENTS =
      "select month, policy, event from policy_event where run = ?";

  private static final String WRITE_SHARD =
      """
      insert into run_shard as s
        (run, shard, partition, first_offset, next_offset,
          first_month, closed_month, opening, damage)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (run, shard) do update set
        first_month = excluded.first_month,
        closed_month = excluded.closed_month,
        opening = coalesce(excluded.opening, s.opening),
        damage = excluded.damage
      """;

  private static final String WRITE_RUN =
      "update run set opened_month = ?, damage = ?, moved_at = now() where id = ?";

  /** A message, and where it stands. */
  record Said(Message message, ConsumerRecord<byte[], byte[]> record) {}

  private final Connection connection;
  private final SeenOutcomes seen;
  private final SortedMap<String, RunProgress> runs = new TreeMap<>();
  private final SortedMap<RunShard, ShardProgress> shards = new TreeMap<>();
  private final Map<RunShard, Map<Integer, ShardProgress.Month>> months = new HashMap<>();
  private final Map<RunShard, ConsumerRecord<byte[], byte[]>> places = new HashMap<>();

  private Recognition(SeenOutcomes seen, Connection connection) {
    this.seen = seen;
    this.connection = connection;
  }

  /**
   * Reads what is projected of the runs of a batch.
   *
   * @param seen outcomes that are remembered from one batch to the next
   */
  static Recognition of(Collection<Said> batch, SeenOutcomes seen, Connection connection)
      throws SQLException {
    Recognition recognition = new Recognition(seen, connection);
    Set<String> ids = new TreeSet<>();
    Set<String> awarding = new TreeSet<>();
    Set<ShardMonth> spoken = new TreeSet<>();
    for (Said said : batch) {
      ids.add(said.message().run());
      if (said.message() instanceof AwardsMessage awards) {
        awarding.add(awards.run());
        spoken.add(new ShardMonth(awards.run(), awards.shard(), awards.month()));
      }
    }
    if (!ids.isEmpty()) {
      recognition.readRuns(ids);
    }
    if (!awarding.isEmpty()) {
      recognition.readMonths(spoken);
      recognition.readShards(awarding);
    }
    return recognition;
  }

  private void readRuns(Set<String> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(RUNS)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String id = row.getString(1);
          runs.put(
              id,
              new RunProgress(
                  Optional.of(
                      new RunProgress.Identity(
                          row.getLong(2), row.getInt(3), row.getInt(4), row.getInt(5))),
                  row.getBoolean(6),
                  month(row, 7),
                  end(row),
                  row.getString(11),
                  () -> events(id)));
        }
      }
    }
  }

  private static Optional<RunProgress.End> end(ResultSet row) throws SQLException {
    String outcome = row.getString(8);
    return outcome == null
        ? Optional.empty()
        : Optional.of(
            new RunProgress.End(
                Kebab.find(Outcome.class, outcome).orElseThrow(),
                row.getInt(9),
                row.getString(10)));
  }

  private Set<RunProgress.Event> events(String run) throws SQLException {
    Set<RunProgress.Event> events = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(EVENTS)) {
      select.setString(1, run);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          events.add(
              new RunProgress.Event(
                  row.getInt(1), row.getString(2), row.getString(3).equals(Change.ENACTED.id())));
        }
      }
    }
    return events;
  }

  private void readShards(Set<String> ids) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SHARDS)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          RunShard shard = new RunShard(row.getString(1), row.getInt(2));
          shards.put(
              shard,
              new ShardProgress(
                  month(row, 3),
                  month(row, 4),
                  () -> opening(shard),
                  row.getString(5),
                  monthsOf(shard)));
        }
      }
    }
  }

  private Optional<String> opening(RunShard shard) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(OPENING)) {
      select.setString(1, shard.run());
      select.setInt(2, shard.shard());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  private void readMonths(Set<ShardMonth> spoken) throws SQLException {
    for (ShardMonth each : spoken) {
      put(each, 0, Digest.ZERO, Optional.empty());
    }
    try (PreparedStatement select = connection.prepareStatement(MONTHS)) {
      select.setArray(1, array("text", spoken.stream().map(ShardMonth::run).toArray()));
      select.setArray(2, array("int4", spoken.stream().map(ShardMonth::shard).toArray()));
      select.setArray(3, array("int4", spoken.stream().map(ShardMonth::month).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int claimed = row.getInt(6);
          Optional<Claim> claim =
              row.wasNull()
                  ? Optional.empty()
                  : Optional.of(
                      new Claim(claimed, Sums.digest(row.getObject(7, BigDecimal.class))));
          put(
              new ShardMonth(row.getString(1), row.getInt(2), row.getInt(3)),
              row.getInt(4),
              Sums.digest(row.getObject(5, BigDecimal.class)),
              claim);
        }
      }
    }
  }

  private Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private void put(ShardMonth which, int outcomes, Digest sum, Optional<Claim> claim) {
    // Looked up once for the batch: what the batch adds is added to it.
    SeenOutcomes.Month[] found = new SeenOutcomes.Month[1];
    monthsOf(new RunShard(which.run(), which.shard()))
        .put(
            which.month(),
            new ShardProgress.Month(
                outcomes,
                sum,
                claim,
                () -> {
                  if (found[0] == null) {
                    found[0] = seen.of(which, outcomes, sum, connection);
                  }
                  return found[0];
                }));
  }

  private Map<Integer, ShardProgress.Month> monthsOf(RunShard shard) {
    return months.computeIfAbsent(shard, _ -> new HashMap<>());
  }

  private static OptionalInt month(ResultSet row, int column) throws SQLException {
    int month = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(month);
  }

  /** Judges the next message of the batch. */
  Verdict judge(Said said) throws SQLException {
    return switch (said.message()) {
      case AwardsMessage awards -> judge(awards, said.record());
      // Every shard hears of the run's policy; one of them is enough here.
      case PolicyMessage policy when policy.shard() == 0 -> judge(policy);
      default -> Verdict.NEW;
    };
  }

  private Verdict judge(AwardsMessage message, ConsumerRecord<byte[], byte[]> record)
      throws SQLException {
    RunShard shard = new RunShard(message.run(), message.shard());
    places.putIfAbsent(shard, record);
    ShardProgress progress =
        shards.computeIfAbsent(
            shard,
            _ ->
                new ShardProgress(
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Optional::empty,
                    "",
                    monthsOf(shard)));
    String text =
        message instanceof ContractsCounted
            ? new String(record.value(), StandardCharsets.UTF_8)
            : "";
    RunProgress run = runs.get(message.run());
    Verdict verdict = progress.judge(message, text, run == null ? Optional.empty() : run.sealed());
    if (message instanceof AwardsClosed) {
      seen.forget(new ShardMonth(message.run(), message.shard(), message.month()));
    }
    return verdict;
  }

  private Verdict judge(PolicyMessage message) throws SQLException {
    RunProgress progress = runs.get(message.run());
    if (progress == null && !(message instanceof RunStarted)) {
      // Nobody knows the run, or what was said of it first is missing: there is no row to say so,
      // and none to change.
      return message instanceof PolicyEnacted || message instanceof PolicyRepealed
          ? Verdict.BEHIND_A_GAP
          : Verdict.NEW;
    }
    return runs.computeIfAbsent(message.run(), _ -> RunProgress.nothing()).judge(message);
  }

  /** Writes how far the runs are now. Leaves the transaction to its caller. */
  void write() throws SQLException {
    writeRuns();
    writeShards();
  }

  private void writeRuns() throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(WRITE_RUN)) {
      for (Map.Entry<String, RunProgress> entry : runs.entrySet()) {
        RunProgress run = entry.getValue();
        if (run.changed()) {
          set(update, 1, run.opened());
          update.setString(2, run.damage());
          update.setString(3, entry.getKey());
          update.addBatch();
        }
      }
      update.executeBatch();
    }
  }

  private void writeShards() throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE_SHARD)) {
      for (Map.Entry<RunShard, ShardProgress> entry : shards.entrySet()) {
        ShardProgress shard = entry.getValue();
        if (shard.changed()) {
          ConsumerRecord<byte[], byte[]> place = places.get(entry.getKey());
          write.setString(1, entry.getKey().run());
          write.setInt(2, entry.getKey().shard());
          write.setInt(3, place.partition());
          write.setLong(4, place.offset());
          write.setLong(5, place.offset() + 1);
          set(write, 6, shard.first());
          set(write, 7, shard.closed());
          write.setString(8, shard.newOpening().orElse(null));
          write.setString(9, shard.damage());
          write.addBatch();
        }
      }
      write.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, int place, OptionalInt month)
      throws SQLException {
    statement.setObject(place, month.isPresent() ? month.getAsInt() : null, Types.INTEGER);
  }
}
