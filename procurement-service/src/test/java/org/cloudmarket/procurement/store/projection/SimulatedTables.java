package org.cloudmarket.procurement.store.projection;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.projection.ProjectionBatch.RunShard;
import org.cloudmarket.procurement.store.projection.ProjectionBatch.ShardMonth;
import org.cloudmarket.procurement.store.run.Change;

/**
 * What a projection keeps, in memory instead of PostgreSQL. What is judged and added up is done by
 * the project's own classes ({@link RunProgress}, {@link ShardProgress}, {@link ProjectionBatch});
 * what they are given and what is kept of them stands here in place of the SQL of {@link
 * Recognition} and {@link ProjectionWriter}, which the tests with a real database try.
 */
public final class SimulatedTables {

  /** A record, read, and the message in it. */
  public record Read(Message message, ConsumerRecord<byte[], byte[]> record) {}

  private record RunRow(
      Optional<RunProgress.Identity> identity,
      OptionalInt opened,
      Optional<RunFinished> end,
      String damage) {}

  private record ShardRow(
      OptionalInt first, OptionalInt closed, Optional<String> opening, String damage) {
    private static final ShardRow NONE =
        new ShardRow(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), "");
  }

  private record MonthRow(List<Digest> outcomes, Optional<Claim> claim) {
    private static final MonthRow NONE = new MonthRow(List.of(), Optional.empty());

    private Digest sum() {
      return outcomes.stream().reduce(Digest.ZERO, Digest::plus);
    }

    private ShardProgress.Month month() {
      SeenOutcomes.Month seen = new SeenOutcomes.Month();
      outcomes.forEach(seen::add);
      return new ShardProgress.Month(outcomes.size(), sum(), claim, () -> seen);
    }
  }

  private final Map<String, RunRow> runs = new HashMap<>();
  private final Map<RunShard, ShardRow> shards = new HashMap<>();
  private final SortedMap<ShardMonth, MonthRow> months = new TreeMap<>();
  private final Map<String, Set<RunProgress.Event>> events = new HashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private int repeated;

  /** What a batch would write. */
  public final class Batch {
    private final ProjectionBatch fold = new ProjectionBatch();
    private final Map<String, RunProgress> judgedRuns = new TreeMap<>();
    private final Map<RunShard, ShardProgress> judgedShards = new TreeMap<>();
    private final Map<RunShard, Map<Integer, ShardProgress.Month>> judgedMonths = new HashMap<>();
    private final List<String> refused = new ArrayList<>();
    private int again;

    /** Judges records as the tables stand now. */
    private Batch(List<Read> records) {
      Set<ShardMonth> spoken = new TreeSet<>();
      for (Read read : records) {
        if (read.message() instanceof AwardsMessage awards) {
          spoken.add(new ShardMonth(awards.run(), awards.shard(), awards.month()));
        }
      }
      for (ShardMonth each : spoken) {
        judgedMonths
            .computeIfAbsent(new RunShard(each.run(), each.shard()), _ -> new HashMap<>())
            .put(each.month(), months.getOrDefault(each, MonthRow.NONE).month());
      }
      try {
        for (Read read : records) {
          take(read);
        }
      } catch (SQLException e) {
        throw new IllegalStateException("there is no database", e);
      }
    }

    private void take(Read read) throws SQLException {
      Verdict verdict =
          switch (read.message()) {
            case AwardsMessage awards -> judge(awards, read.record());
            case PolicyMessage policy when policy.shard() == 0 ->
                judgedRuns.computeIfAbsent(policy.run(), this::run).judge(policy);
            default -> Verdict.NEW;
          };
      switch (verdict.kind()) {
        case NEW -> fold.add(read.message(), read.record());
        case REPEATED -> again++;
        case BEHIND_A_GAP, REFUSED -> refused.add(verdict + ": " + read.message());
      }
    }

    private RunProgress run(String id) {
      RunRow row = runs.get(id);
      if (row == null) {
        return RunProgress.nothing();
      }
      return new RunProgress(
          row.identity,
          row.identity.isPresent(),
          row.opened,
          row.end.map(end -> new RunProgress.End(end.outcome(), end.month(), end.digest().hex())),
          row.damage,
          () -> events.getOrDefault(id, Set.of()));
    }

    private Verdict judge(AwardsMessage message, ConsumerRecord<byte[], byte[]> record)
        throws SQLException {
      RunShard which = new RunShard(message.run(), message.shard());
      ShardProgress progress =
          judgedShards.computeIfAbsent(
              which,
              _ -> {
                ShardRow row = shards.getOrDefault(which, ShardRow.NONE);
                return new ShardProgress(
                    row.first, row.closed, () -> row.opening, row.damage, judgedMonths.get(which));
              });
      String text =
          message instanceof ContractsCounted
              ? new String(record.value(), StandardCharsets.UTF_8)
              : "";
      RunProgress ended =
          runs.containsKey(message.run()) ? run(message.run()) : RunProgress.nothing();
      return progress.judge(message, text, ended.sealed());
    }

    /** Writes it. */
    public void write() {
      for (RunStarted run : fold.started()) {
        runs.put(
            run.run(),
            new RunRow(
                Optional.of(
                    new RunProgress.Identity(
                        run.seed(), run.shards(), run.scenario().start(), run.scenario().months())),
                OptionalInt.empty(),
                Optional.empty(),
                ""));
      }
      judgedRuns.forEach(
          (id, progress) ->
              runs.computeIfPresent(
                  id,
                  (_, row) ->
                      new RunRow(row.identity, progress.opened(), row.end, progress.damage())));
      for (RunFinished end : fold.ended()) {
        runs.computeIfPresent(
            end.run(),
            (_, row) -> new RunRow(row.identity, row.opened, Optional.of(end), row.damage));
      }
      fold.policyEvents()
          .forEach(
              event ->
                  events
                      .computeIfAbsent(event.run(), _ -> new HashSet<>())
                      .add(
                          new RunProgress.Event(
                              event.month(), event.policy(), event.event() == Change.ENACTED)));
      judgedShards.forEach(
          (which, progress) ->
              shards.merge(
                  which,
                  new ShardRow(
                      progress.first(),
                      progress.closed(),
                      progress.newOpening(),
                      progress.damage()),
                  (before, now) ->
                      new ShardRow(
                          now.first,
                          now.closed,
                          now.opening.isPresent() ? now.opening : before.opening,
                          now.damage)));
      for (ProjectionBatch.Award award : fold.awards()) {
        ShardMonth which =
            new ShardMonth(award.outcome().run(), award.outcome().shard(), award.outcome().month());
        MonthRow before = months.getOrDefault(which, MonthRow.NONE);
        List<Digest> outcomes = new ArrayList<>(before.outcomes);
        outcomes.add(award.outcome().digest());
        months.put(which, new MonthRow(outcomes, before.claim));
      }
      fold.months()
          .forEach(
              (which, said) ->
                  said.claimed()
                      .ifPresent(
                          claim ->
                              months.merge(
                                  which,
                                  new MonthRow(List.of(), Optional.of(claim)),
                                  (before, _) ->
                                      new MonthRow(before.outcomes, Optional.of(claim)))));
      refusals.addAll(refused);
      repeated += again;
    }
  }

  /** Judges records by what is kept, and adds them up. */
  public Batch batch(List<Read> records) {
    return new Batch(records);
  }

  /** What was refused. */
  public List<String> refusals() {
    return refusals;
  }

  /** How many records were recognised as said before. */
  public int repeated() {
    return repeated;
  }

  /** How many outcomes of a run are kept. */
  public long outcomes(String run) {
    return months.entrySet().stream()
        .filter(each -> each.getKey().run().equals(run))
        .mapToLong(each -> each.getValue().outcomes.size())
        .sum();
  }

  /** How a run ended, if it has and all of it is here. */
  public Optional<RunFinished> finished(String run) {
    RunRow row = runs.get(run);
    if (row == null || row.end.isEmpty() || !row.damage.isEmpty()) {
      return Optional.empty();
    }
    int last = row.end.get().month();
    int count = row.identity.orElseThrow().shards();
    for (int shard = 0; shard < count; shard++) {
      ShardRow each = shards.getOrDefault(new RunShard(run, shard), ShardRow.NONE);
      if (each.closed.isEmpty() || each.closed.getAsInt() != last) {
        return Optional.empty();
      }
    }
    return row.end;
  }

  /** The digest of a run up to a month, recomputed from the outcomes that are kept. */
  public Digest digest(String run, int start, int last) {
    Digest digest = Digest.ZERO;
    for (int month = start; month <= last; month++) {
      Digest sum = Digest.ZERO;
      for (Map.Entry<ShardMonth, MonthRow> each : months.entrySet()) {
        if (each.getKey().run().equals(run) && each.getKey().month() == month) {
          sum = sum.plus(each.getValue().sum());
        }
      }
      digest = digest.chain(month, sum);
    }
    return digest;
  }
}
