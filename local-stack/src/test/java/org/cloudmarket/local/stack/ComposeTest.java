package org.cloudmarket.local.stack;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.cloudmarket.local.broker.BrokerSettings;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the containers to what the launcher does. */
class ComposeTest {

  private static final Path HOME = ProjectHome.find();
  private static final JsonNode SERVICES =
      Manifests.read(HOME.resolve("docker-compose.yml")).getFirst().path("services");

  @Test
  void theTopicsAreThoseOfTheCode() {
    var days = new TreeMap<String, String>();
    var expected = new TreeMap<String, String>();
    for (var topic : words(environment("topics").get("TOPICS"))) {
      int equals = topic.indexOf('=');
      days.put(topic.substring(0, equals), topic.substring(equals + 1));
    }
    for (var topic : Topic.values()) {
      long millis = Long.parseLong(topic.settings().get("retention.ms"));
      expected.put(topic.text(), Long.toString(Duration.ofMillis(millis).toDays()));
    }

    assertThat(days).isEqualTo(expected);
    assertThat(environment("topics"))
        .containsEntry("PARTITIONS", Integer.toString(Topics.DEFAULT_PARTITIONS))
        .containsEntry("REPLICAS", "1");
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicHasTheSettingsOfTheCode(Topic topic) throws IOException {
    var script = Files.readString(HOME.resolve("deploy").resolve("topics.sh"));
    var settings =
        Pattern.compile("--config ([a-z.]+)=(\"[^\"]+\"|\\S+)")
            .matcher(script)
            .results()
            .collect(toMap(match -> match.group(1), match -> match.group(2)));

    // It differs from topic to topic, and comes in days.
    var expected = new TreeMap<>(topic.settings());
    expected.remove("retention.ms");
    assertThat(settings.remove("retention.ms")).contains("86400000");
    assertThat(settings).isEqualTo(expected);
  }

  @Test
  void theBrokerHasTheSettingsAndTheReleaseOfTheLaunchersOwn() {
    var kafka = environment("kafka");
    // Where it listens and keeps its data is the container's own affair.
    var places =
        List.of(
            "node.id",
            "process.roles",
            "controller.quorum.voters",
            "listeners",
            "advertised.listeners",
            "controller.listener.names",
            "listener.security.protocol.map",
            "log.dirs");
    Properties settings = BrokerSettings.of(9092, 9093, Path.of("data"));

    settings.stringPropertyNames().stream()
        .filter(name -> !places.contains(name))
        .forEach(
            name ->
                assertThat(kafka)
                    .containsEntry(
                        "KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT),
                        settings.getProperty(name)));
    for (var container : List.of("kafka", "topics")) {
      assertThat(SERVICES.path(container).path("image").asText())
          .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServiceHasNoLoginUnlessItIsSwitchedOnAndCannotWriteToItsRoot(Service service) {
    var container = SERVICES.path(service.label());

    assertThat(environment(service.label()))
        .containsEntry("SERVICE_OIDC", "false")
        .containsEntry("QUARKUS_OIDC_AUTH_SERVER_URL", "");
    assertThat(environment(service.label(), Map.of("SERVICE_OIDC", "true")))
        .containsEntry("SERVICE_OIDC", "true");
    assertThat(container.path("read_only").asBoolean()).isTrue();
    assertThat(container.path("cap_drop").path(0).asText()).isEqualTo("ALL");
    assertThat(container.path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
  }

  @Test
  void thereIsAContainerForEachServiceAndWhatItNeeds() {
    assertThat(SERVICES.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder(
            "kafka",
            "topics",
            "postgres",
            "policy-service",
            "provider-service",
            "procurement-service",
            // Of the profile cluster.
            "kafka-2",
            "kafka-3",
            "policy-service-2",
            "provider-service-2",
            "procurement-service-2",
            // Of the profile monitoring.
            "prometheus",
            "grafana");
    SERVICES
        .properties()
        .forEach(
            service ->
                assertThat(service.getValue().path("profiles").path(0).asText())
                    .as(service.getKey())
                    .isEqualTo(
                        switch (service.getKey()) {
                          case String name when name.matches(".*-[23]") -> "cluster";
                          case "prometheus", "grafana" -> "monitoring";
                          default -> "";
                        }));
  }

  @ParameterizedTest
  @EnumSource
  void aSecondReplicaDiffersFromTheFirstInItsNameAndPortAlone(Service service) {
    var first = environment(service.label());
    var name = new Replica(service, 2).label();
    first.put("SERVICE_INSTANCE", name);

    assertThat(environment(name)).isEqualTo(first);
    assertThat(resolved(SERVICES.path(name).path("ports").path(0).asText(), Map.of()))
        .isEqualTo(
            "127.0.0.1:"
                + Ports.standard().of(new Replica(service, 2))
                + ":"
                + Ports.standard().of(new Replica(service, 1)));
    assertThat(SERVICES.path(name).at("/networks/default/aliases/0").asText())
        .isEqualTo(service.label());
  }

  @Test
  void threeBrokersKnowEachOtherAndKeepThreeCopies() throws IOException {
    var cluster = new Properties();
    cluster.load(new StringReader(Files.readString(HOME.resolve("deploy").resolve("cluster.env"))));
    var given = new TreeMap<String, String>();
    cluster.stringPropertyNames().forEach(name -> given.put(name, cluster.getProperty(name)));
    var brokers = List.of("kafka", "kafka-2", "kafka-3");

    for (var broker : brokers) {
      var environment = environment(broker, given);
      assertThat(environment.get("KAFKA_CONTROLLER_QUORUM_VOTERS").split(","))
          .hasSize(3)
          .contains(environment.get("KAFKA_NODE_ID") + "@" + broker + ":9093");
      assertThat(environment.get("KAFKA_LISTENERS")).endsWith(",CONTROLLER://" + broker + ":9093");
      assertThat(environment.get("KAFKA_ADVERTISED_LISTENERS"))
          .startsWith("CONTAINERS://" + broker + ":29092,");
      environment.forEach(
          (name, value) -> {
            if (name.endsWith("_REPLICATION_FACTOR")) {
              assertThat(value).as(name).isEqualTo("3");
            } else if (name.endsWith("_MIN_ISR") || name.equals("KAFKA_MIN_INSYNC_REPLICAS")) {
              assertThat(value).as(name).isEqualTo("2");
            }
          });
    }
    var addresses = brokers.stream().map(broker -> broker + ":29092").collect(joining(","));
    assertThat(environment("topics", given))
        .containsEntry("REPLICAS", "3")
        .containsEntry("BROKER", addresses);
    for (var service : Service.values()) {
      assertThat(environment(service.label(), given))
          .containsEntry("KAFKA_REPLICAS", "3")
          .containsEntry("KAFKA_BOOTSTRAP_SERVERS", addresses);
    }
    assertThat(
            brokers.stream().map(broker -> SERVICES.path(broker).path("volumes").path(0).asText()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aServiceListensWherePeopleExpectItAndFindsTheBroker(Service service) {
    var port = Integer.toString(Ports.standard().of(new Replica(service, 1)));
    var environment = environment(service.label());

    assertThat(environment)
        .containsEntry("QUARKUS_HTTP_PORT", port)
        .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0")
        .containsEntry("KAFKA_PARTITIONS", environment("topics").get("PARTITIONS"))
        .containsEntry("KAFKA_REPLICAS", environment("topics").get("REPLICAS"))
        .containsEntry("SERVICE_PROCUREMENT", "http://procurement-service:8080")
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", environment("topics").get("BROKER"));
    assertThat(environment.get("SERVICE_HOSTS").split(","))
        .as("the names by which containers ask each other")
        .contains(service.label());
    assertThat(environment("kafka").get("KAFKA_ADVERTISED_LISTENERS"))
        .contains("://" + environment.get("KAFKA_BOOTSTRAP_SERVERS"));
    assertThat(ports(service.label())).containsExactly(port);
    assertThat(waitsFor(service.label())).containsEntry("topics", "service_completed_successfully");
  }

  @ParameterizedTest
  @EnumSource
  void halfOfAServicesMemoryHoldsTheHeapThatTheLauncherGivesIt(Service service) {
    var limit = SERVICES.path(service.label()).path("mem_limit").asText();

    assertThat(limit).endsWith("m");
    assertThat(Integer.parseInt(limit.substring(0, limit.length() - 1)) / 2)
        .isGreaterThanOrEqualTo(service.heapMegabytes());
  }

  @ParameterizedTest
  @EnumSource
  void aServiceFindsItsDatabaseWithARoleOfItsOwn(Service service) throws IOException {
    var created = Files.readString(HOME.resolve("deploy").resolve("databases.sql"));
    var name = service.database();

    assertThat(environment(service.label()))
        .containsEntry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://postgres:5432/" + name)
        .containsEntry("QUARKUS_DATASOURCE_USERNAME", name)
        .doesNotContainKey("QUARKUS_DATASOURCE_PASSWORD");
    assertThat(volumes(service.label())).containsExactly("password:/run/cloudmarket:ro");
    assertThat(volumes("postgres")).contains("password:/run/cloudmarket");
    assertThat(created)
        .contains(
            "create role " + name + " login password :'password';",
            "create database " + name + " owner " + name + ";",
            "revoke connect, temporary on database " + name + " from public;");
    assertThat(waitsFor(service.label())).containsEntry("postgres", "service_healthy");
  }

  @Test
  void theSuperuserHasNoPasswordAndTheRolesHaveNoneThatEverybodyKnows() throws IOException {
    var postgres = environment("postgres");

    // The image's own name for the superuser, which the statement below is for.
    assertThat(postgres).doesNotContainKey("POSTGRES_USER");
    assertThat(Files.readString(HOME.resolve("deploy").resolve("databases.sql")))
        .endsWith("alter role postgres password null;\n")
        .doesNotContain("superuser login");
    assertThat(postgres)
        .as("one is made where none is given")
        .containsEntry("POSTGRES_PASSWORD", "");
    assertThat(postgres).containsEntry("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256");
  }

  @Test
  void everybodyMayReadWhatAnImageIsMadeOf() throws IOException {
    for (var file :
        List.of(
            "Dockerfile", "postgres.Dockerfile", "prometheus.Dockerfile", "grafana.Dockerfile")) {
      assertThat(Files.readAllLines(HOME.resolve("deploy").resolve(file)))
          .filteredOn(line -> line.startsWith("COPY"))
          .isNotEmpty()
          .allMatch(line -> line.startsWith("COPY --chmod=755 "));
    }
    // What is mounted instead is read by its owner, or by root.
    SERVICES
        .properties()
        .forEach(
            service -> {
              boolean mounts =
                  service
                      .getValue()
                      .path("volumes")
                      .valueStream()
                      .anyMatch(volume -> volume.asText().startsWith("./"));
              assertThat(!mounts || service.getValue().path("user").asText().equals("0"))
                  .as(service.getKey())
                  .isTrue();
            });
  }

  @Test
  void nothingIsPublishedBeyondThisMachine() {
    SERVICES.forEach(
        service ->
            service
                .path("ports")
                .forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }

  @Test
  void everyContainerHasAMemoryLimit() {
    SERVICES.forEach(service -> assertThat(service.path("mem_limit").asText()).endsWith("m"));
  }

  private static List<String> ports(String container) {
    return SERVICES
        .path(container)
        .path("ports")
        .valueStream()
        .map(JsonNode::asText)
        .map(port -> port.substring(port.lastIndexOf(':') + 1))
        .toList();
  }

  private static List<String> volumes(String container) {
    return SERVICES.path(container).path("volumes").valueStream().map(JsonNode::asText).toList();
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }

  private static Map<String, String> waitsFor(String container) {
    var conditions = new LinkedHashMap<String, String>();
    SERVICES
        .path(container)
        .path("depends_on")
        .properties()
        .forEach(each -> conditions.put(each.getKey(), each.getValue().path("condition").asText()));
    return conditions;
  }

  /** Where nobody sets a variable. */
  private static Map<String, String> environment(String container) {
    return environment(container, Map.of());
  }

  private static Map<String, String> environment(String container, Map<String, String> given) {
    var environment = new LinkedHashMap<String, String>();
    SERVICES
        .path(container)
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), resolved(each.getValue().asText(), given)));
    return environment;
  }

  /** As Compose does where a variable has a default; one that has to be given stays as it is. */
  private static String resolved(String text, Map<String, String> given) {
    return Pattern.compile("\\$\\{([A-Z0-9_]+):-([^}]*)}")
        .matcher(text)
        .replaceAll(
            variable ->
                Matcher.quoteReplacement(given.getOrDefault(variable.group(1), variable.group(2))));
  }
}
