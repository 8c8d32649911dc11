package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.database.DatabaseAddress;
import org.cloudmarket.local.stack.PartedStack;
import org.cloudmarket.local.stack.Replica;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A broker with TLS, passwords (SCRAM) and the rights of {@code deploy/kubernetes/base/users.yaml},
 * and a PostgreSQL that lets nobody in without TLS.
 */
@Tag("long")
class SecuredIT {

  private static final Path USERS = Path.of("deploy", "kubernetes", "base", "users.yaml");
  private static final String STORE_PASSWORD = "of-this-test";
  private static final int ITERATIONS = 4096;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the market's users may do, by name. */
  private static final Map<String, JsonNode> RIGHTS = new TreeMap<>();

  @TempDir private static Path secrets;
  private static PartedStack stack;

  @BeforeAll
  static void startBehindTlsAndPasswords() throws Exception {
    makeCertificate();
    stack = new PartedStack(Path.of("target", "secured"));
    for (String user : Files.readString(home().resolve(USERS)).split("\n---\n", -1)) {
      JsonNode read = Tree.read(user).root();
      RIGHTS.put(read.at("/metadata/name").asText(), read.at("/spec/authorization/acls"));
    }
    stack.startBroker(broker(), Map.of());
    Topics.create(stack.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
    makeUsers();
    stack.startDatabase(SecuredIT::demandTls);
    for (Service service : Service.values()) {
      stack.startService(new Replica(service, 1), environment(service));
    }
  }

  @AfterAll
  static void endAll() {
    if (stack != null) {
      stack.close();
    }
  }

  private static Path home() {
    return stack.home();
  }

  private static String address() {
    return "localhost:" + stack.sparePort();
  }

  /** Its own authority: whoever trusts it trusts nobody else. */
  private static void makeCertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = secrets.resolve("server.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-ext",
            "bc=ca:true",
            "-storetype",
            "PKCS12",
            "-storepass",
            STORE_PASSWORD,
            "-keystore",
            store.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    write("server.crt", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    write(
        "server.key",
        "PRIVATE KEY",
        keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
  }

  private static void write(String file, String what, byte[] content) throws IOException {
    Files.writeString(
        secrets.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(
                what,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(content),
                what));
  }

  private static String certificate() {
    return secrets.resolve("server.crt").toString();
  }

  /** Clients have a listener with TLS and passwords; on the other is the test alone. */
  private static Map<String, String> broker() {
    String own = stack.bootstrapServers().replace("localhost", "127.0.0.1");
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listeners",
        String.format(
            Locale.ROOT,
            "PLAINTEXT://%s,CONTROLLER://127.0.0.1:%d,CLIENTS://127.0.0.1:%d",
            own,
            stack.controllerPort(),
            stack.sparePort()));
    settings.put(
        "advertised.listeners",
        "PLAINTEXT://" + stack.bootstrapServers() + ",CLIENTS://" + address());
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,CLIENTS:SASL_SSL");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    settings.put(
        "listener.name.clients.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("listener.name.clients.ssl.keystore.type", "PKCS12");
    settings.put(
        "listener.name.clients.ssl.keystore.location", secrets.resolve("server.p12").toString());
    settings.put("listener.name.clients.ssl.keystore.password", STORE_PASSWORD);
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("allow.everyone.if.no.acl.found", "false");
    return settings;
  }

  private static String password(String user) {
    return "of-" + user;
  }

  private static void makeUsers() throws InterruptedException, ExecutionException {
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    List<AclBinding> rights = new ArrayList<>();
    RIGHTS.forEach(
        (user, acls) -> {
          users.add(
              new UserScramCredentialUpsertion(
                  user,
                  new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                  password(user)));
          for (JsonNode acl : acls) {
            for (JsonNode operation : acl.path("operations")) {
              rights.add(right(user, acl.path("resource"), operation.asText()));
            }
          }
        });
    try (Admin admin = Admin.create(new HashMap<>(open().admin()))) {
      admin.alterUserScramCredentials(users).all().get();
      admin.createAcls(rights).all().get();
    }
  }

  private static AclBinding right(String user, JsonNode resource, String operation) {
    return new AclBinding(
        new ResourcePattern(
            switch (resource.path("type").asText()) {
              case "topic" -> ResourceType.TOPIC;
              case "group" -> ResourceType.GROUP;
              case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
              default -> throw new IllegalArgumentException(resource.toString());
            },
            resource.path("name").asText(),
            resource.path("patternType").asText().equals("prefix")
                ? PatternType.PREFIXED
                : PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + user,
            "*",
            AclOperation.valueOf(
                operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)),
            AclPermissionType.ALLOW));
  }

  private static KafkaSettings open() {
    return KafkaSettings.of(stack.bootstrapServers());
  }

  /** Lets nobody in without TLS; with it, those whom it let in before. */
  private static void demandTls(Path folder) throws IOException {
    Path hosts = folder.resolve("pg_hba.conf");
    Files.writeString(hosts, Files.readString(hosts).replaceAll("(?m)^host ", "hostssl "));
    Path settings = folder.resolve("postgresql.conf");
    Files.writeString(
        settings,
        Files.readString(settings)
            + "ssl = on%nssl_cert_file = '%s'%nssl_key_file = '%s'%nssl_min_protocol_version ="
                .formatted(folder.resolve("server.crt"), folder.resolve("server.key"))
            + " 'TLSv1.3'\n");
    for (String file : List.of("server.crt", "server.key")) {
      stack.giveToDatabase(folder.resolve(file), Files.readString(secrets.resolve(file)));
    }
  }

  /** As docs/security.md says it. */
  private static Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", address());
    client(service.label(), password(service.label()))
        .forEach(
            (name, value) ->
                environment.put("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", verified(stack.database(service)));
    return environment;
  }

  private static Map<String, String> client(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate());
  }

  private static String verified(DatabaseAddress database) {
    return database.jdbcUrl() + "?sslmode=verify-full&sslrootcert=" + certificate();
  }

  @Test
  void aMarketOfServicesWithTheirOwnRightsIsTheReferences() throws Exception {
    KafkaRun run =
        KafkaRun.start(
            stack.api(), new Order("tianjin-mandate", "", 5, 3, Market.MANDATES_YEAR, 0));
    Market.comesThrough(run);
    int outcomes =
        Market.equalsReference(
            stack.bootstrapServers(), run, "tianjin-mandate", 5, Market.MANDATES_YEAR);
    assertThat(outcomes).isPositive();

    KafkaRun bidding = KafkaRun.start(stack.api(), new Order("no-policy", "", 6, 3, OUTSIDE));
    Market.comesThrough(bidding);
    JsonNode repeated = bidding.verification();
    assertThat(repeated.path("equal").asBoolean()).as(repeated.toString()).isTrue();

    JsonNode experiment = stack.api().post("/api/experiments", experiment());
    String place = "/api/experiments/" + experiment.path("id").asText();
    Market.until("the experiment ends", () -> statusOf(place).matches("finished|failed"));
    assertThat(statusOf(place)).isEqualTo("finished");

    for (Service service : Service.values()) {
      assertThat(Files.readString(stack.log(service.label())))
          .as(service.label())
          .doesNotContain("Authorization", "Not authorized", "Access denied", " ERROR ");
    }
  }

  private static String statusOf(String experiment) {
    return stack.api().get(experiment).path("status").asText();
  }

  /** A provider whose bids come from outside: provider-service has the clock of its months. */
  private static final Map<String, String> OUTSIDE =
      Map.of(
          "population.buyers",
          "200",
          "months",
          "3",
          "providers.tencent-cloud.strategy",
          "external");

  private static JsonNode experiment() {
    return Tree.read(
            """
            name: with-rights
            title: What Tianjin's order moves
            kind: comparison
            scenario: tianjin-mandate
            set: {population.buyers: 100, start: 2021-07, months: 6}
            arms:
              without: {without: all}
              with: {}
            baseline: without
            replications: 4
            outcomes:
              cost: {figure: cost-to-buyers}
            """)
        .root();
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void whatNobodyHasGivenAUserIsRefused(Topic topic) throws Exception {
    for (String user : RIGHTS.keySet()) {
      if (!may(user, topic, "Write")) {
        assertThatThrownBy(() -> write(user, password(user), topic))
            .as("%s writes %s", user, topic.text())
            .hasRootCauseInstanceOf(TopicAuthorizationException.class);
      }
      if (!may(user, topic, "Read")) {
        assertThatThrownBy(() -> read(user, topic))
            .as("%s reads %s", user, topic.text())
            .isInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  private static boolean may(String user, Topic topic, String operation) {
    for (JsonNode acl : RIGHTS.get(user)) {
      if (acl.at("/resource/type").asText().equals("topic")
          && acl.at("/resource/name").asText().equals(topic.text())
          && acl.path("operations").toString().contains("\"" + operation + "\"")) {
        return true;
      }
    }
    return false;
  }

  private static void write(String user, String password, Topic topic) throws Exception {
    Map<String, Object> settings = new HashMap<>(KafkaSettings.of(address()).producer());
    settings.putAll(client(user, password));
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      producer
          .send(new ProducerRecord<>(topic.text(), 0, new byte[0], new byte[0]))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void read(String user, Topic topic) {
    Map<String, Object> settings = new HashMap<>(KafkaSettings.of(address()).watcher("nobody"));
    settings.putAll(client(user, password(user)));
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      TopicPartition first = new TopicPartition(topic.text(), 0);
      consumer.assign(List.of(first));
      consumer.seekToBeginning(List.of(first));
      consumer.poll(PATIENCE);
    }
  }

  @Test
  void aWrongPasswordAndAStrangerAreRefused() {
    for (String user : List.of("policy-service", "nobody")) {
      assertThatThrownBy(() -> write(user, "guessed", Topic.RUNS))
          .as(user)
          .hasRootCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  void nobodyReachesTheDatabaseWithoutTlsAndEachRoleItsOwnAlone() throws SQLException {
    for (Service service : Service.values()) {
      DatabaseAddress own = stack.database(service);
      try (Connection connection = connect(verified(own), own);
          ResultSet row =
              connection
                  .createStatement()
                  .executeQuery(
                      "select version from pg_stat_ssl where ssl and pid = pg_backend_pid()")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("TLSv1.3");
      }
      assertThatThrownBy(() -> connect(own.jdbcUrl() + "?sslmode=disable", own))
          .hasMessageContaining("no encryption");
      assertThatThrownBy(() -> connect(verified(own).replace("//localhost:", "//127.0.0.1:"), own))
          .as("another name than the certificate's")
          .isInstanceOf(SQLException.class);
      for (Service other : Service.values()) {
        if (other != service) {
          assertThatThrownBy(() -> connect(verified(stack.database(other)), own))
              .as("%s at the database of %s", service, other)
              .hasMessageContaining("no pg_hba.conf entry");
        }
      }
    }
  }

  private static Connection connect(String url, DatabaseAddress role) throws SQLException {
    return DriverManager.getConnection(url, role.user(), role.password());
  }

  @Test
  void everyConnectionOfTheServicesIsEncrypted() throws SQLException {
    DatabaseAddress own = stack.database(Service.PROCUREMENT);
    try (Connection connection = connect(verified(own), own);
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) filter (where ssl), count(*) from pg_stat_ssl"
                        + " join pg_stat_activity using (pid) where usename is not null")) {
      row.next();
      assertThat(row.getInt(1)).isGreaterThan(1).isEqualTo(row.getInt(2));
    }
  }
}
