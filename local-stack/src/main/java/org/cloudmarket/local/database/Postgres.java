package org.cloudmarket.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.Sockets;
import org.cloudmarket.local.process.StackFailure;

/**
 * A PostgreSQL server, its process and its databases.
 *
 * @param port where clients connect
 */
public record Postgres(int port) {

  /** What it is called. */
  public static final String NAME = "postgresql";

  private static final String USER = "market";
  private static final String MAINTENANCE = "postgres";
  private static final String DUPLICATE_DATABASE = "42P04";

  /**
   * How the process is started, and when it is ready.
   *
   * @param data its folder
   * @param durable whether the data is to survive a loss of power
   * @param cache where the binaries are unpacked
   * @param log where its output goes
   */
  public ChildSpec spec(Path data, boolean durable, Path cache, Path log) {
    var bin = PostgresBinaries.unpack(cache);
    var disguise = Disguise.find(bin.resolve("postgres"));
    var script = data.resolve("postgresql.sh");
    var settings = data.resolve("postgresql.conf");
    try {
      Files.createDirectories(data);
      disguise.own(data);
      Files.writeString(script, script());
      Files.writeString(settings, PostgresSettings.of(port, durable));
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL's folder " + data + " cannot be prepared: " + e, e);
    }
    var command = new ArrayList<>(List.of("/bin/sh", script.toString(), bin.toString()));
    command.add(data.resolve("cluster").toString());
    command.add(settings.toString());
    command.addAll(disguise.prefix());
    // Messages in a language of the machine's would be hard to search for.
    var environment = Map.of("LC_ALL", "C");
    return new ChildSpec(NAME, "localhost:" + port, command, environment, log, this::answers);
  }

  /** Where a database of this server is found. */
  public DatabaseAddress address(String database) {
    return new DatabaseAddress("jdbc:postgresql://localhost:" + port + "/" + database, USER, USER);
  }

  /** Creates the database if it is not there. */
  public void create(String database) {
    try (var connection = connect(MAINTENANCE);
        var statement = connection.createStatement()) {
      statement.execute("create database " + statement.enquoteIdentifier(database, true));
    } catch (SQLException e) {
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
        throw new StackFailure("Database " + database + " cannot be created: " + e.getMessage(), e);
      }
    }
  }

  private boolean answers() throws SQLException {
    if (!Sockets.accepts(port)) {
      return false;
    }
    try (var connection = connect(MAINTENANCE)) {
      return connection.isValid(1);
    }
  }

  private Connection connect(String database) throws SQLException {
    var address = address(database);
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }

  private static String script() throws IOException {
    try (var in = Postgres.class.getResourceAsStream("postgresql.sh")) {
      if (in == null) {
        throw new IOException("postgresql.sh is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
