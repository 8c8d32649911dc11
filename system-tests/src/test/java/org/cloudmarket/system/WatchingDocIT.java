package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cloudmarket.local.stack.ProjectHome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the document says of the topics and the tables is so. */
@Tag("long")
class WatchingDocIT {

  private static final Path DOCUMENT = ProjectHome.find().resolve("docs/watching.md");
  private static final Pattern SQL =
      Pattern.compile("^```sql\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Path SERVICES = Market.FOLDER.resolve("pg_service.conf");

  @Test
  void everyStatementRunsAndAddsUpNoTwoCurrencies() throws Exception {
    // Given a market with runs in yuan and in euros
    Market.shared("tianjin-mandate", 2);
    Market.finished(Market.order("eu-sovereign-cloud", 7, 1, Market.FEW));
    var currencies = new HashMap<String, String>();
    List<String> statements = statements();
    assertThat(statements).hasSize(5);

    try (Connection connection = connect()) {
      for (String sql : statements) {
        // When
        List<Map<String, String>> rows = rows(connection, sql);

        // Then
        assertThat(rows).as(sql).isNotEmpty();
        for (Map<String, String> row : rows) {
          if (row.containsKey("annual_value")) {
            String run = row.get("run");
            assertThat(row.get("currency"))
                .as("%s of %s", row, sql)
                .isEqualTo(currencies.computeIfAbsent(run, WatchingDocIT::currency));
          }
        }
      }
    }
  }

  @Test
  void theFileForPsqlConnectsAndWritesOnlyWhenItIsTold() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("create table a_guests (id int)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read-only");
      statement.execute("set default_transaction_read_only = off");
      statement.execute("create table a_guests (id int)");
      statement.execute("drop table a_guests");
    }
  }

  @Test
  void kcatShowsWhatIsCommittedUnlessItIsToldOtherwise() throws Exception {
    assumeThat(Programs.installed("kcat")).as("kcat is installed, as .ci/run sees to").isTrue();
    // Given
    write();

    // Then
    for (String command : kcatCommands()) {
      assertThat(printedBy(command))
          .as(command)
          .contains("committed award")
          .satisfies(
              printed ->
                  assertThat(printed.contains("aborted award"))
                      .isEqualTo(command.contains("read_uncommitted")));
    }
  }

  private static List<String> statements() throws IOException {
    return SQL.matcher(Files.readString(DOCUMENT)).results().map(found -> found.group(1)).toList();
  }

  private static String currency(String run) {
    return Market.api().get("/api/runs/" + run).path("currency").asText();
  }

  private static List<Map<String, String>> rows(Connection connection, String sql)
      throws SQLException {
    var rows = new ArrayList<Map<String, String>>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        var row = new HashMap<String, String>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.put(found.getMetaData().getColumnLabel(i), found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** As psql does with the service that the document names. */
  private static Connection connect() throws IOException, SQLException {
    Market.stack();
    assertThat(Files.readString(DOCUMENT)).contains("pg_service.conf psql service=procurement ");
    var service = new Properties();
    String text = Files.readString(SERVICES);
    text.substring(text.indexOf("[procurement]\n"))
        .lines()
        .skip(1)
        .takeWhile(line -> !line.startsWith("["))
        .forEach(
            line ->
                service.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return DriverManager.getConnection(
        "jdbc:postgresql://"
            + service.get("host")
            + ":"
            + service.get("port")
            + "/"
            + service.get("dbname"),
        service);
  }

  /** Of the document, those that read awards; of a topic of our own, up to its end. */
  private static List<String> kcatCommands() throws IOException {
    try (Stream<String> lines = Files.lines(DOCUMENT)) {
      List<String> commands =
          lines
              .filter(line -> line.startsWith("    kcat ") && line.contains("-t awards -C"))
              .map(line -> line.replaceFirst(" +# .*", "").strip())
              .map(line -> line.replace("localhost:9092", Market.stack().bootstrapServers()))
              .map(line -> line.replace("-t awards -C", "-t watched -C -e"))
              .toList();
      assertThat(commands).hasSize(3).anyMatch(line -> line.contains("read_uncommitted"));
      return commands;
    }
  }

  private static void write() throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", Market.stack().bootstrapServers());
    try (var admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic("watched", 1, (short) 1))).all().get();
    }
    var transactional = new HashMap<>(settings);
    transactional.put("transactional.id", "watched");
    try (var producer =
        new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("watched", "aborted award")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("watched", "committed award")).get();
      producer.commitTransaction();
    }
  }

  private static String printedBy(String command) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    shell.getOutputStream().close();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(printed).isZero();
    return printed;
  }
}
