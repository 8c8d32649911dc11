package org.cloudmarket.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.local.process.Child;
import org.cloudmarket.local.process.ChildSpec;
import org.cloudmarket.local.process.Startup;
import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.ProjectHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

  private static final String DATABASE = "procurement";

  @TempDir private Path folder;

  @Test
  void dataOfAReleaseInWhichServicesWereTheSuperuserIsKeptAndBecomesTheRoles() throws Exception {
    // Given
    var first = new Postgres(Ports.free().postgresql(), List.of(DATABASE));
    var spec = spec(first);
    var server = start(spec);
    execute(first, "create table kept (id bigint generated always as identity, what text)");
    server.end();
    asTheSuperuser(
        spec, "alter table kept owner to market", "alter database procurement owner to market");
    Files.delete(spec.directory().resolve("cluster").resolve("market.owned"));

    // When
    var second = new Postgres(Ports.free().postgresql(), List.of(DATABASE));
    server = start(spec(second));

    // Then
    execute(second, "insert into kept (what) values ('an award')");
    execute(second, "alter table kept add column more text");
    assertThat(second.address(DATABASE).password())
        .isNotEqualTo(first.address(DATABASE).password());
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    second.address(DATABASE).jdbcUrl(),
                    first.address(DATABASE).user(),
                    first.address(DATABASE).password()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    server.end();
  }

  private ChildSpec spec(Postgres postgres) {
    return postgres.spec(
        folder.resolve("postgresql"),
        false,
        ProjectHome.find().resolve(".market").resolve("cache"),
        folder.resolve("postgresql.log"));
  }

  private static Child start(ChildSpec spec) throws InterruptedException {
    var server = new Child(spec, (child, status) -> {});
    server.launch();
    Startup.await(List.of(server), Duration.ofMinutes(2), (child, took) -> {});
    return server;
  }

  /** What an earlier release did over TCP, where the script's own way is the only one left. */
  private static void asTheSuperuser(ChildSpec spec, String... statements) throws Exception {
    Files.writeString(spec.directory().resolve("given.sql"), String.join("\n", statements) + "\n");
    var script = Files.readString(spec.directory().resolve("postgresql.sh"));
    var command = new ArrayList<>(List.of("/bin/sh", "-c"));
    command.add(
        script.substring(0, script.indexOf("cluster=$data/cluster"))
            + "single \"$data/cluster\" given.sql procurement \"$@\"");
    command.addAll(spec.command().subList(1, spec.command().size()));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static void execute(Postgres postgres, String sql) throws SQLException {
    try (var connection = postgres.address(DATABASE).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
