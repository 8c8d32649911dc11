package org.cloudmarket.procurement.store.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;

/** Writes down what was ordered, and remembers the scenarios of runs. */
@Singleton
public class RunLedger {

  private static final int REMEMBERED = 32;

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String INSERT =
      """
      insert into run
        (id, scenario, arm, parent, fork_month, baseline, changes, more_changes, title, document,
         seed, shards, buyers, start_month, months, pace_millis, ordered_at, idempotency_key,
         order_digest, owner)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Database database;
  private final Admission admission;
  private final PolicyEvents events;

  /** By the documents that say them: people change a run's policies while it goes on. */
  private final LoadingCache<String, Scenario> scenarios =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build(RunLedger::read);

  @Inject
  RunLedger(Database database, Admission admission, PolicyEvents events) {
    this.database = database;
    this.admission = admission;
    this.events = events;
  }

  /**
   * The key that a client gave to an order.
   *
   * @param digest of what was ordered
   */
  public record Key(String text, String digest) {}

  /**
   * Where a run comes from.
   *
   * @param arm of its scenario; empty for none
   * @param parent the run that it is a fork of; empty for none
   * @param forkMonth from which month on its policies are others; 0 for no fork
   * @param baseline the run that it is to be compared with; empty for none
   */
  public record Origin(
      String arm, String parent, int forkMonth, String baseline, Changed changed) {}

  /**
   * What an order changes against its scenario.
   *
   * @param json values by path, as far as they are shown
   * @param more how many there are beside them
   */
  public record Changed(String json, int more) {}

  /** What became of an order that was to be written down. */
  public sealed interface Ordered {}

  /** It is written down, and to be sent. */
  public record Written(Run run) implements Ordered {}

  /**
   * Another order came under the same key before.
   *
   * @param run its id
   */
  public record Before(String run) implements Ordered {}

  /**
   * There is no room for it.
   *
   * @param limits those that it would exceed
   */
  public record NoRoom(List<Fault> limits) implements Ordered {
    public NoRoom {
      limits = List.copyOf(limits);
    }
  }

  /**
   * Writes an order down, before it is sent.
   *
   * @param owner who orders; empty where nobody has to say
   */
  public Ordered order(RunOrdered order, Origin origin, Optional<Key> key, Optional<String> owner) {
    Run run = run(order, origin, key);
    run.owner = owner.orElse(null);
    Ordered ordered = database.read(connection -> write(run, order, connection));
    if (ordered instanceof Written) {
      scenarios.put(run.document, order.scenario());
    }
    return ordered;
  }

  private Ordered write(Run run, RunOrdered order, Connection connection) throws SQLException {
    Admission.lock(connection);
    Optional<String> before = orderedUnder(run.idempotencyKey, connection);
    if (before.isPresent()) {
      return new Before(before.get());
    }
    List<Fault> exceeded = admission.noRoom(order, connection);
    if (!exceeded.isEmpty()) {
      return new NoRoom(exceeded);
    }
    run.orderedAt = Instant.now().truncatedTo(ChronoUnit.MICROS); // What the database keeps of it.
    insert(run, connection);
    return new Written(run);
  }

  /** The run under a key. Under none, null, there is none. */
  private static Optional<String> orderedUnder(String key, Connection connection)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id from run where idempotency_key = ?")) {
      select.setString(1, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static void insert(Run run, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, run.id);
      insert.setString(2, run.scenario);
      insert.setString(3, run.arm);
      insert.setString(4, run.parent);
      insert.setObject(5, run.forkMonth, Types.INTEGER);
      insert.setString(6, run.baseline);
      insert.setString(7, run.changes);
      insert.setInt(8, run.moreChanges);
      insert.setString(9, run.title);
      insert.setString(10, run.document);
      insert.setLong(11, run.seed);
      insert.setInt(12, run.shards);
      insert.setInt(13, run.buyers);
      insert.setInt(14, run.startMonth);
      insert.setInt(15, run.months);
      insert.setLong(16, run.paceMillis);
      insert.setObject(17, run.orderedAt.atOffset(ZoneOffset.UTC));
      insert.setString(18, run.idempotencyKey);
      insert.setString(19, run.orderDigest);
      insert.setString(20, run.owner);
      insert.executeUpdate();
    }
  }

  private static Run run(RunOrdered order, Origin origin, Optional<Key> key) {
    Scenario scenario = order.scenario();
    Run run = new Run();
    run.id = order.run();
    run.scenario = scenario.name();
    run.arm = origin.arm;
    if (!origin.parent.isEmpty()) {
      run.parent = origin.parent;
      run.forkMonth = origin.forkMonth;
    }
    run.baseline = origin.baseline.isEmpty() ? null : origin.baseline;
    run.changes = origin.changed.json;
    run.moreChanges = origin.changed.more;
    run.title = scenario.title();
    run.document = ScenarioJson.write(scenario).toString();
    run.seed = order.seed();
    run.shards = order.shards();
    run.buyers = scenario.buyers();
    run.paceMillis = order.paceMillis();
    run.startMonth = scenario.start();
    run.months = scenario.months();
    run.error = "";
    run.idempotencyKey = key.map(Key::text).orElse(null);
    run.orderDigest = key.map(Key::digest).orElse(null);
    return run;
  }

  /** Notes that the broker has taken an order. */
  public void acknowledge(String id) {
    database.read(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("update run set acknowledged = true where id = ?")) {
            update.setString(1, id);
            return update.executeUpdate();
          }
        });
  }

  /** Notes that an order was not taken. Should the run begin all the same, that is forgotten. */
  public void refuse(String id, String why) {
    database.read(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update run set error = ? where id = ? and not started")) {
            update.setString(1, why);
            update.setString(2, id);
            return update.executeUpdate();
          }
        });
  }

  /** The scenario of a run as its order says it, without what was bid or enacted since. */
  public Scenario ordered(Run run) {
    return scenarios.get(run.document);
  }

  /**
   * The scenario of a run, with the policies that it has by now. Where it hears bids from outside,
   * those that count so far are in it, so that it repeats the run.
   */
  public Scenario scenario(Run run) {
    Scenario scenario = ordered(run);
    return scenario.waitsForBids()
        ? scenario.withAcceptedBids(
            database.read(connection -> AcceptedBidsStore.of(run.id, connection)))
        : scenario;
  }

  /** The course that a run has taken so far. */
  public Course course(Run run) {
    Scenario scenario = scenario(run);
    return new Course(scenario, events.spells(run.id, scenario.policies()));
  }

  /** A run as it is now; empty where it was deleted. */
  @Transactional
  public Optional<Run> find(String id) {
    return Run.of(id);
  }

  /** The scenario that the document of a run says. */
  public static Scenario read(String document) {
    try {
      return ScenarioJson.read(JSON.readTree(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a scenario that is no JSON", e);
    }
  }
}
