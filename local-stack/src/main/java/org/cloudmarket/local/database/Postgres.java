package org.cloudmarket.local.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.Sockets;
import org.cloudmarket.local.process.StackFailure;

/** A PostgreSQL server: its process, its databases, and who may connect. */
public final class Postgres {

  /** What it is called. */
  public static final String NAME = "postgresql";

  private final int port;
  private final List<String> databases;
  private final Roles roles;

  /**
   * A server whose passwords are new.
   *
   * @param port where clients connect
   * @param databases their names, at least one
   */
  public Postgres(int port, List<String> databases) {
    this.port = port;
    this.databases = List.copyOf(databases);
    this.roles = new Roles(this.databases);
  }

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
    var user = PostgresUser.find(bin.resolve("postgres"));
    try {
      Folders.createPrivate(data);
      user.own(data);
      write(data, "postgresql.sh", script());
      write(data, "postgresql.conf", PostgresSettings.of(port, durable));
      write(data, "pg_hba.conf", roles.hostBasedAuthentication());
      write(data, "every-start.sql", roles.everyStart());
      write(data, "new-cluster.sql", roles.newCluster());
      for (var database : databases) {
        write(data, "old-database-" + database + ".sql", roles.oldDatabase(database));
      }
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL's folder " + data + " cannot be prepared: " + e, e);
    }
    var command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                data.resolve("postgresql.sh").toString(),
                bin.toString(),
                data.toString()));
    command.addAll(user.prefix());
    // Messages in a language of the machine's would be hard to search for.
    var environment = Map.of("LC_ALL", "C");
    return new ChildSpec(NAME, "localhost:" + port, command, environment, data, log, this::answers);
  }

  /** Where a database of this server is found, and the role that owns it. */
  public DatabaseAddress address(String database) {
    return new DatabaseAddress(
        "jdbc:postgresql://localhost:" + port + "/" + database,
        roles.role(database),
        roles.password(database));
  }

  /** Says to people's own clients how to connect: a file that this user alone may read. */
  public void writeConnectionServices(Path file) {
    try {
      Folders.writePrivate(file, roles.connectionServices(port));
    } catch (IOException e) {
      throw new StackFailure(file + " cannot be written: " + e, e);
    }
  }

  private boolean answers() throws SQLException {
    if (!Sockets.accepts(port)) {
      return false;
    }
    try (var connection = address(databases.getFirst()).connect()) {
      return connection.isValid(1);
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Folders.writePrivate(folder.resolve(name), text);
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
