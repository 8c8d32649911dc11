package org.cloudmarket.procurement.store.projection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.runs.LeftOut;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.wire.streams.DeskObserver;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.flywaydb.core.Flyway;

/**
 * A log that is projected into a real PostgreSQL, without a broker: messages are appended, and may
 * be lost or come again.
 */
public final class ProjectedLog {

  static final int PARTITIONS = 8;

  private static final int KEPT_DEAD_LETTERS = 100_000;

  private static final Map<Service, DataSource> SOURCES = new EnumMap<>(Service.class);
  private static Stack stack;

  private final Placement placement = new Placement(PARTITIONS);
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Database database;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Projection projection;

  public ProjectedLog() {
    database = database(Service.PROCUREMENT, "classpath:db/migration");
    restart();
  }

  /** A database of the real PostgreSQL that all tests share. */
  static synchronized Database database(Service service, String... migrations) {
    return database(SOURCES.computeIfAbsent(service, _ -> migrated(service, migrations)));
  }

  static Database database(DataSource source) {
    return new Database(source, Duration.ofMillis(100));
  }

  private static DataSource migrated(Service service, String... migrations) {
    DataSource source = source(service, "public");
    Flyway.configure().dataSource(source).locations(migrations).load().migrate();
    return source;
  }

  /** Connections to a schema of a database of the real PostgreSQL that all tests share. */
  static synchronized DataSource source(Service service, String schema) {
    try {
      if (stack == null) {
        stack = Stack.start(StackOptions.forTest(Path.of("target", "postgresql")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    var address = stack.database(service);
    var pool =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                connections ->
                    connections
                        .maxSize(2)
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl(address.jdbcUrl() + "?currentSchema=" + schema)
                                    .principal(new NamePrincipal(address.user()))
                                    .credential(new SimplePassword(address.password()))));
    return pool(pool);
  }

  private static DataSource pool(AgroalDataSourceConfigurationSupplier configuration) {
    try {
      return AgroalDataSource.from(configuration);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Database database() {
    return database;
  }

  MeterRegistry meters() {
    return meters;
  }

  /** Another process goes on: it remembers nothing. */
  public void restart() {
    projection =
        new Projection(
            database,
            new ProjectionMeters(meters, DeskObserver.NONE, new LeftOut(meters)),
            KEPT_DEAD_LETTERS,
            PARTITIONS);
  }

  /** Appends messages and projects them, in batches of so many records. */
  public void append(List<? extends Message> messages, int batch) {
    for (int from = 0; from < messages.size(); from += batch) {
      List<? extends Message> some =
          messages.subList(from, Math.min(from + batch, messages.size()));
      projection.policy(records(some, Topic.POLICY));
      projection.awards(records(some, Topic.AWARDS));
    }
  }

  public void append(Message... messages) {
    append(List.of(messages), messages.length);
  }

  private ConsumerRecords<byte[], byte[]> records(List<? extends Message> messages, Topic topic) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    for (Message message : messages) {
      boolean heard = message instanceof AwardsMessage || message instanceof PolicyMessage;
      if (heard && Topic.of(message) == topic) {
        int partition = placement.of(message);
        TopicPartition place = new TopicPartition(topic.text(), partition);
        List<ConsumerRecord<byte[], byte[]>> there =
            records.computeIfAbsent(place, _ -> new ArrayList<>());
        long end = ends.computeIfAbsent(place, this::end);
        there.add(SmallMarket.record(message, partition, end));
        ends.put(place, end + 1);
      }
    }
    return new ConsumerRecords<>(records, Map.of());
  }

  /** All that was projected is read, so the log ends there. */
  private long end(TopicPartition place) {
    return number(
        "select coalesce(max(next_offset), 0) from projection_offset where topic = '%s' and partition = %s"
            .formatted(place.topic(), place.partition()));
  }

  public long number(String select) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  public int update(String sql) {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  /** All that people can see of a run: rows as text, by table. */
  Map<String, List<String>> tables(String run) {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table :
        List.of("run_shard", "run_month", "monthly_figure", "policy_event", "outcome")) {
      tables.put(table, rows("select * from " + table + " where run = '" + run + "'"));
    }
    tables.put("run", rows("select * from run where id = '" + run + "'"));
    return tables;
  }

  private List<String> rows(String select) {
    return texts(select, database);
  }

  /** The first column of each row. */
  List<String> texts(String select) {
    return texts(select, database).stream().map(row -> row.substring(0, row.length() - 1)).toList();
  }

  private static List<String> texts(String select, Database database) {
    return database.read(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(select)) {
            while (row.next()) {
              rows.add(text(row));
            }
          }
          rows.sort(null);
          return rows;
        });
  }

  private static String text(ResultSet row) throws SQLException {
    StringBuilder text = new StringBuilder();
    ResultSetMetaData columns = row.getMetaData();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      if (!columns.getColumnName(column).equals("moved_at")) {
        text.append(row.getString(column)).append('|');
      }
    }
    return text.toString();
  }
}
