package org.cloudmarket.local.stack;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.cloudmarket.local.broker.BrokerSettings;
import org.cloudmarket.wire.streams.DeskWiring;
import org.cloudmarket.wire.streams.Desks;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the manifests to what the services read, hear, say and need. What the operators make of
 * theirs is not tested here.
 */
class KubernetesSettingsTest {

  private static final Path HOME = ProjectHome.find();
  private static final Manifests WRITTEN = Manifests.written();

  @ParameterizedTest
  @EnumSource
  void aServiceIsToldNothingThatItDoesNotRead(Service service) throws IOException {
    var known = new TreeSet<String>();
    for (var file :
        List.of(
            service.label() + "/src/main/resources/application.properties",
            "service-frame/src/main/resources/META-INF/microprofile-config.properties")) {
      properties(file).stringPropertyNames().forEach(name -> known.add(variable(name)));
    }
    for (var module : List.of(service.label(), "service-frame")) {
      configured(HOME.resolve(module).resolve("src/main/java"))
          .forEach(name -> known.add(variable(name)));
    }
    ConsumerConfig.configNames().forEach(name -> known.add(variable("kafka." + name)));
    for (var document : List.of("operations.md", "security.md")) {
      // The rows of tables begin with variables.
      Files.readAllLines(HOME.resolve("docs").resolve(document)).stream()
          .filter(line -> line.startsWith("| `"))
          .flatMap(line -> Pattern.compile("`([A-Z_]{4,})`").matcher(line).results())
          .forEach(found -> known.add(found.group(1)));
    }

    assertThat(environment(service).keySet()).hasSizeGreaterThan(15).isSubsetOf(known);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceFindsTheOthersTheBrokerAndItsDatabase(Service service) {
    var environment = environment(service);
    var database = service.database();

    assertThat(environment)
        .containsEntry(
            "QUARKUS_HTTP_PORT", Integer.toString(Ports.standard().of(new Replica(service, 1))))
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "market-kafka-bootstrap:9093")
        .containsEntry("KAFKA_PARTITIONS", Integer.toString(Topics.DEFAULT_PARTITIONS))
        .containsEntry("SERVICE_INSTANCE", "metadata.name")
        .containsEntry("KAFKA_SASL_JAAS_CONFIG", service.label() + "/sasl.jaas.config")
        .containsEntry("QUARKUS_DATASOURCE_USERNAME", database + "-database/username")
        .containsEntry("QUARKUS_DATASOURCE_PASSWORD", database + "-database/password");
    assertThat(environment.get("QUARKUS_DATASOURCE_JDBC_URL"))
        .startsWith("jdbc:postgresql://postgres-rw:5432/" + database + "?sslmode=verify-full&");
    assertThat(WRITTEN.of("Kafka", "market").at("/spec/kafka/listeners/0/port").asInt())
        .isEqualTo(9093);
    var cluster = WRITTEN.of("Cluster", "postgres").path("spec");
    assertThat(
            Manifests.namesIn(cluster.at("/managed/roles")).contains(database)
                || cluster.at("/bootstrap/initdb/owner").asText().equals(database))
        .isTrue();
    assertThat(cluster.at("/postgresql/pg_hba").valueStream().map(JsonNode::asText))
        .contains("hostssl " + database + " " + database + " all scram-sha-256")
        .endsWith("host all all all reject");
    for (var address :
        Stream.of(
                "SERVICE_PROCUREMENT",
                "PROCUREMENT_NEIGHBOURS_POLICY",
                "PROCUREMENT_NEIGHBOURS_PROVIDER")
            .filter(environment::containsKey)
            .map(environment::get)
            .toList()) {
      assertThat(
              WRITTEN.of("Service").stream()
                  .map(
                      each ->
                          "http://" + Manifests.name(each) + ":" + each.at("/spec/ports/0/port")))
          .contains(address);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServiceWritesToNoDiskIsNobodyAndHasTheMemoryOfCompose(Service service) {
    var deployment = WRITTEN.of("Deployment", service.label());
    var pod = deployment.at("/spec/template/spec");
    var container = Manifests.container(deployment);
    var compose =
        Manifests.read(HOME.resolve("docker-compose.yml"))
            .getFirst()
            .path("services")
            .path(service.label())
            .path("mem_limit")
            .asText();

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    // Variables such as PROCUREMENT_SERVICE_PORT would be taken for settings.
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    for (var resource : List.of("requests", "limits")) {
      assertThat(container.path("resources").path(resource).path("memory").asText())
          .isEqualTo(compose.replaceFirst("m$", "Mi"));
    }
  }

  @Test
  void theTopicsAreThoseOfTheCode() throws IOException {
    var expected = new TreeMap<String, Map<String, String>>();
    for (var topic : Topic.values()) {
      var settings = new TreeMap<>(topic.settings());
      settings.put("partitions", Integer.toString(Topics.DEFAULT_PARTITIONS));
      expected.put(topic.text(), settings);
    }
    var tasks =
        Files.readString(
            HOME.resolve(
                "procurement-service/src/main/java/org/cloudmarket/procurement/experiment/TaskTopic.java"));
    expected.put(
        Manifests.only(tasks, "String NAME = \"([a-z-]+)\""),
        Map.of(
            "partitions", Manifests.only(tasks, "int PARTITIONS = (\\d+)"),
            "retention.ms", "86400000",
            "message.timestamp.type", "LogAppendTime"));

    var written = new TreeMap<String, Map<String, String>>();
    for (var topic : WRITTEN.of("KafkaTopic")) {
      var settings = new TreeMap<>(Manifests.labels(topic.at("/spec/config")));
      settings.put("partitions", topic.at("/spec/partitions").asText());
      written.put(Manifests.name(topic), settings);
    }
    assertThat(written).isEqualTo(expected);
  }

  @Test
  void theBrokerIsOfTheReleaseAndHasTheSettingsThatARunNeeds() {
    var kafka = WRITTEN.of("Kafka", "market").at("/spec/kafka");
    var settings = BrokerSettings.of(9092, 9093, Path.of("data"));

    assertThat(kafka.path("version").asText()).isEqualTo(AppInfoParser.getVersion());
    for (var name :
        List.of(
            "auto.create.topics.enable",
            "transaction.max.timeout.ms",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms")) {
      assertThat(kafka.path("config").path(name).asText()).isEqualTo(settings.getProperty(name));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServiceMayDoWhatItsDeskAndItsProjectionsDo(Service service) throws IOException {
    var desk = desk(service);
    var projects =
        properties(service.label() + "/src/main/resources/application.properties")
            .getProperty("service.projects");
    var reads = new TreeSet<>(List.of(projects.split(",")));
    desk.hears().forEach(topic -> reads.add(topic.text()));
    var writes = new TreeSet<>(Set.of(Topic.DEAD_LETTERS.text()));
    desk.says().forEach(topic -> writes.add(topic.text()));
    if (service == Service.PROCUREMENT) {
      // Where a run stands still, it looks at every topic that has the end of a month.
      reads.addAll(List.of("tenders", "bids", "awards", "runs"));
      reads.add("experiment-tasks");
      writes.add("experiment-tasks");
    }
    var own = service.label() + "-";
    reads.add(own);
    writes.add(own);

    assertThat(mayDo(service, "topic", "Read")).isEqualTo(reads);
    assertThat(mayDo(service, "topic", "Write")).isEqualTo(writes);
    // A desk starts when it sees all topics of the ring.
    for (var topic : Topic.values()) {
      assertThat(
              Stream.of("Read", "Write", "Describe")
                  .anyMatch(what -> mayDo(service, "topic", what).contains(topic.text())))
          .as(topic.text())
          .isTrue();
    }
    var groups = new TreeSet<>(Set.of(service.label(), service.database() + "-projection-"));
    if (service == Service.PROCUREMENT) {
      groups.addAll(List.of("experiment-workers", "procurement-readers"));
    }
    assertThat(mayDo(service, "group", "Read")).isEqualTo(groups);
    assertThat(mayDo(service, "transactionalId", "Write")).containsExactly(own);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceIsScaledByWhatItsDeskHears(Service service) {
    var scaled = WRITTEN.of("ScaledObject", service.label()).path("spec");
    var trigger = scaled.at("/triggers/0/metadata");

    assertThat(trigger.path("consumerGroup").asText()).isEqualTo(service.label());
    assertThat(desk(service).hears().stream().map(Topic::text))
        .contains(trigger.path("topic").asText());
    assertThat(scaled.path("maxReplicaCount").asInt()).isEqualTo(Replica.MOST);
    assertThat(mayDo("keda", "topic", "Describe")).contains(trigger.path("topic").asText());
    assertThat(mayDo("keda", "group", "Describe")).contains(service.label());
  }

  @Test
  void theDatabaseHasAConnectionForEachPoolOfAllReplicas() throws IOException {
    int pools = 0;
    for (var service : Service.values()) {
      pools +=
          Integer.parseInt(
              properties(service.label() + "/src/main/resources/application.properties")
                  .getProperty("quarkus.datasource.jdbc.max-size"));
    }
    assertThat(
            WRITTEN
                .of("Cluster", "postgres")
                .at("/spec/postgresql/parameters/max_connections")
                .asInt())
        .isGreaterThan(Replica.MOST * pools);
  }

  private static DeskWiring<?> desk(Service service) {
    return switch (service) {
      case POLICY -> Desks.policy();
      case PROVIDER -> Desks.providers(5_000);
      case PROCUREMENT -> Desks.procurement();
    };
  }

  private static Set<String> mayDo(Service service, String type, String operation) {
    return mayDo(service.label(), type, operation);
  }

  private static Set<String> mayDo(String user, String type, String operation) {
    return WRITTEN
        .of("KafkaUser", user)
        .at("/spec/authorization/acls")
        .valueStream()
        .filter(acl -> acl.at("/resource/type").asText().equals(type))
        .filter(acl -> acl.path("operations").toString().contains('"' + operation + '"'))
        .map(acl -> acl.at("/resource/name").asText())
        .collect(toSet());
  }

  /** Variables of a service; what comes from elsewhere as NAME/KEY or the path of a field. */
  private static Map<String, String> environment(Service service) {
    var container = Manifests.container(WRITTEN.of("Deployment", service.label()));
    var environment = new LinkedHashMap<String, String>();
    for (var source : container.path("envFrom")) {
      environment.putAll(
          Manifests.labels(
              WRITTEN.of("ConfigMap", Manifests.nameIn(source.path("configMapRef"))).path("data")));
    }
    for (var variable : container.path("env")) {
      var from = variable.path("valueFrom");
      var secret = from.path("secretKeyRef");
      environment.put(
          Manifests.nameIn(variable),
          variable.has("value")
              ? variable.path("value").asText()
              : from.has("fieldRef")
                  ? from.at("/fieldRef/fieldPath").asText()
                  : Manifests.nameIn(secret) + "/" + secret.path("key").asText());
    }
    return environment;
  }

  /** The names of settings that are asked for in a module's code. */
  private static List<String> configured(Path sources) throws IOException {
    var pattern = Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    try (var files = Files.walk(sources)) {
      var names = new ArrayList<String>();
      for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> names.add(found.group(1)));
      }
      return names;
    }
  }

  private static Properties properties(String file) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(Files.readString(HOME.resolve(file))));
    return properties;
  }

  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
