package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.cloudmarket.local.database.DatabaseAddress;
import org.cloudmarket.local.process.Folders;
import org.cloudmarket.local.process.Sockets;
import org.cloudmarket.local.process.StackFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StackIT {

  private static final Path ABOVE = Path.of("target", "stacks");

  /** Whatever a list, a file of settings, a shell or a class path could take for something else. */
  private static final Path FOLDER = ABOVE.resolve("Smith, John's \"市\" #%$HOME;\\ü:~ -x");

  private static Stack stack;

  @BeforeAll
  static void startBrokerAndDatabase() throws InterruptedException {
    Folders.remove(ABOVE);
    stack = Stack.start(StackOptions.forTest(FOLDER));
  }

  @AfterAll
  static void endAll() {
    stack.close();
    assertThat(FOLDER.resolve("kafka")).doesNotExist();
    assertThat(FOLDER.resolve("postgresql")).doesNotExist();
  }

  @Test
  void everythingLiesInTheFolderThatWasNamed() {
    assertThat(ABOVE.toFile().list()).containsExactly(FOLDER.getFileName().toString());
    assertThat(FOLDER.resolve("kafka").resolve("log").resolve("meta.properties")).exists();
    assertThat(FOLDER.resolve("postgresql").resolve("cluster").resolve("PG_VERSION")).exists();
  }

  @Test
  void aRecordOutlivesACrashOfTheBroker() throws Exception {
    // Given
    create("crash");
    write("crash", "an award");
    var before = stack.pid("broker");

    // When
    stack.kill("broker");
    stack.start("broker");

    // Then
    assertThat(stack.pid("broker")).isPresent().isNotEqualTo(before);
    assertThat(readFirst("crash")).isEqualTo("an award");
  }

  @Test
  void aTopicThatNobodyCreatedIsNotThere() throws Exception {
    try (var consumer = consumer();
        var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      // A broker that creates topics by itself does so when it is asked for their partitions.
      assertThat(consumer.partitionsFor("invented", Duration.ofSeconds(5))).isNullOrEmpty();

      assertThat(admin.listTopics().names().get()).doesNotContain("invented");
    }
  }

  @Test
  void aTableOutlivesACrashOfTheDatabase() throws Exception {
    // Given
    query("create table award (winner text)");
    query("set synchronous_commit = on; insert into award values ('alibaba-cloud')");

    // When
    stack.kill("postgresql");
    assertThat(stack.pid("postgresql")).isEmpty();
    stack.start("postgresql");

    // Then
    assertThat(query("select winner from award")).contains("alibaba-cloud");
  }

  @Test
  void aSecondStackInTheSameFolderIsRefused() {
    assertThatThrownBy(() -> Stack.start(StackOptions.forTest(FOLDER)))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("running already");
  }

  @Test
  void aBusyPortIsNamedAndNothingIsLeftRunning() throws Exception {
    try (var taken = new ServerSocket(0, 1, Sockets.loopback())) {
      // Given
      var free = Ports.free();
      var ports =
          new Ports(free.services(), taken.getLocalPort(), free.controller(), free.postgresql());
      // Theirs come and go: PostgreSQL has workers for a moment.
      List<ProcessHandle> before = ProcessHandle.current().children().toList();

      // When
      assertThatThrownBy(
              () ->
                  Stack.start(
                      StackOptions.forTest(Path.of("target", "stack-busy")).withPorts(ports)))
          // Then
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " (Kafka) is in use")
          .hasMessageContaining("--port-base");
      assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }
  }

  @Test
  void nobodyConnectsAsTheSuperuserAndNoRoleIsOne() throws Exception {
    var procurement = stack.database(Service.PROCUREMENT);

    for (var user : List.of("market", "postgres", "procurement")) {
      assertThatThrownBy(() -> new DatabaseAddress(procurement.jdbcUrl(), user, user).connect())
          .isInstanceOf(SQLException.class);
    }
    assertThat(query("select string_agg(rolname, ' ') from pg_roles where rolsuper"))
        .contains("market");
    assertThatThrownBy(() -> query("copy (select 1) to program 'cat'"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> query("select pg_read_file('/etc/passwd')"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void aRoleReachesItsOwnDatabaseAndNoOther() {
    var policy = stack.database(Service.POLICY);

    assertThatThrownBy(
            () ->
                new DatabaseAddress(
                        stack.database(Service.PROCUREMENT).jdbcUrl(),
                        policy.user(),
                        policy.password())
                    .connect())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("pg_hba.conf");
  }

  @Test
  void whatTheStackWritesIsItsUsersAlone() throws Exception {
    var services = FOLDER.resolve("pg_service.conf");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(FOLDER)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(services)))
        .isEqualTo("rw-------");
    assertThat(services)
        .content()
        .contains("[procurement]", "password=" + stack.database(Service.PROCUREMENT).password());
    for (var name : stack.names()) {
      assertThat(Files.readString(stack.log(name)))
          .doesNotContain(stack.database(Service.PROCUREMENT).password());
      assertThat(ProcessHandle.of(stack.pid(name).orElseThrow()).orElseThrow().info().arguments())
          .get(InstanceOfAssertFactories.array(String[].class))
          .noneMatch(argument -> argument.contains(stack.database(Service.PROCUREMENT).password()));
    }
  }

  private static void create(String topic) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static void write(String topic, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get();
    }
  }

  private static String readFirst(String topic) {
    try (var consumer = consumer()) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(10)).iterator().next().value();
    }
  }

  private static KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** The first column of the first row, if the statement has rows. */
  private static Optional<String> query(String sql) throws SQLException {
    try (var connection = stack.database(Service.PROCUREMENT).connect();
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return Optional.empty();
      }
      var rows = statement.getResultSet();
      rows.next();
      return Optional.of(rows.getString(1));
    }
  }
}
