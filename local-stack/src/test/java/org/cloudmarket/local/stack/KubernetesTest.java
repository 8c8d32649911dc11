package org.cloudmarket.local.stack;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the manifests to the code, and to each other. No cluster is asked: what the operators make
 * of theirs is not tested here.
 */
class KubernetesTest {

  private static final Path HOME = ProjectHome.find();
  private static final Manifests WRITTEN = Manifests.written();

  /** Objects that Kubernetes itself knows, by kind. */
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "Namespace", Namespace.class,
          "ServiceAccount", ServiceAccount.class,
          "Service", io.fabric8.kubernetes.api.model.Service.class,
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "NetworkPolicy", NetworkPolicy.class);

  /** Those of the operators, which the published definitions are held against by hand. */
  private static final Set<String> OF_OPERATORS =
      Set.of(
          "Kafka",
          "KafkaNodePool",
          "KafkaTopic",
          "KafkaUser",
          "Cluster",
          "Database",
          "ScaledObject",
          "TriggerAuthentication",
          "PodMonitor",
          "PrometheusRule");

  /** An unknown field is an error; the model itself would keep it. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  private static final List<Manifests> BUILT =
      Manifests.installed("kubectl")
          ? List.of(Manifests.built("local"), Manifests.built("cluster"))
          : List.of();

  static Stream<Manifests> all() {
    return Stream.concat(Stream.of(WRITTEN), BUILT.stream());
  }

  @Test
  void anOverlayIsBuiltAndHasEachObjectOnceInTheNamespace() {
    assumeThat(Manifests.installed("kubectl")).as("kubectl is installed").isTrue();

    for (var overlay : BUILT) {
      assertThat(overlay.all())
          .filteredOn(each -> !each.path("kind").asText().equals("Namespace"))
          .hasSizeGreaterThan(30)
          .allMatch(
              each -> each.path("metadata").path("namespace").asText().equals("cloud-market"));
      assertThat(overlay.all().stream().map(each -> each.path("kind") + " " + Manifests.name(each)))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void kustomizeIsToldOfEveryFile() throws IOException {
    for (var folder : List.of("base", "components/scaling", "components/monitoring")) {
      var path = Manifests.KUBERNETES.resolve(folder);
      var kustomization = Manifests.read(path.resolve("kustomization.yaml")).getFirst();
      try (var files = Files.list(path)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .filteredOn(file -> file.endsWith(".yaml") && !file.equals("kustomization.yaml"))
            .allMatch(file -> kustomization.path("resources").toString().contains(file));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyObjectIsOfItsTypeAndHasNoOtherField(Manifests manifests) {
    for (var object : manifests.all()) {
      var kind = object.path("kind").asText();
      if (OF_OPERATORS.contains(kind)) {
        continue;
      }
      assertThat(TYPES).containsKey(kind);
      assertThatCode(() -> STRICT.treeToValue(object, TYPES.get(kind)))
          .as(kind + " " + Manifests.name(object))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everythingThatIsReferredToIsThere(Manifests manifests) throws IOException {
    var secrets = secrets(manifests);
    for (var service : Service.values()) {
      var deployment = manifests.of("Deployment", service.label());
      var pod = deployment.path("spec").path("template").path("spec");
      assertThat(manifests.names("ServiceAccount"))
          .contains(pod.path("serviceAccountName").asText());
      assertThat(manifests.names("ConfigMap"))
          .containsAll(pod.findValues("configMapRef").stream().map(KubernetesTest::nameIn).toList())
          .isNotEmpty();
      for (var secret : pod.findValues("secretKeyRef")) {
        assertThat(secrets).containsKey(nameIn(secret));
        assertThat(secrets.get(nameIn(secret))).contains(secret.path("key").asText());
      }
      for (var secret : pod.path("volumes").findValues("secret")) {
        var name = secret.path("secretName").asText();
        assertThat(secrets).containsKey(name);
        assertThat(secrets.get(name)).containsAll(Manifests.texts(secret.path("items"), "key"));
      }
      assertThat(Manifests.texts(container(deployment).path("volumeMounts"), "name"))
          .containsExactlyInAnyOrderElementsOf(namesIn(pod.path("volumes")));
    }
    for (var access : manifests.of("TriggerAuthentication")) {
      for (var secret : access.path("spec").path("secretTargetRef")) {
        assertThat(secrets.get(nameIn(secret))).contains(secret.path("key").asText());
      }
      for (var map : access.path("spec").path("configMapTargetRef")) {
        assertThat(
                manifests.of("ConfigMap", nameIn(map)).path("data").has(map.path("key").asText()))
            .isTrue();
      }
    }
    var cluster = manifests.of("Cluster", "postgres").path("spec");
    assertThat(secrets.keySet())
        .containsAll(namesIn(cluster.findValues("passwordSecret")))
        .contains(cluster.path("bootstrap").path("initdb").path("secret").path("name").asText());
    manifests
        .of("Database")
        .forEach(
            database -> assertThat(nameIn(database.at("/spec/cluster"))).isEqualTo("postgres"));
    for (var kind : List.of("KafkaNodePool", "KafkaTopic", "KafkaUser")) {
      assertThat(manifests.of(kind))
          .isNotEmpty()
          .allMatch(
              each ->
                  each.path("metadata")
                      .path("labels")
                      .path("strimzi.io/cluster")
                      .asText()
                      .equals(Manifests.name(manifests.of("Kafka").getFirst())));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySelectorAndPortFindsAPod(Manifests manifests) {
    var pods =
        manifests.of("Deployment").stream()
            .map(each -> labels(each.path("spec").path("template").path("metadata").path("labels")))
            .toList();
    var selectors = new ArrayList<JsonNode>();
    manifests.of("Service").forEach(each -> selectors.add(each.path("spec").path("selector")));
    for (var kind : List.of("Deployment", "PodDisruptionBudget", "PodMonitor")) {
      manifests.of(kind).forEach(each -> selectors.add(each.at("/spec/selector/matchLabels")));
    }
    manifests.of("NetworkPolicy").stream()
        .flatMap(policy -> policy.findValues("podSelector").stream())
        .map(selector -> selector.path("matchLabels"))
        .filter(labels -> labels.has("app.kubernetes.io/component"))
        .forEach(selectors::add);
    assertThat(selectors).hasSizeGreaterThan(10);
    for (var selector : selectors) {
      assertThat(pods)
          .as(selector.toString())
          .anyMatch(pod -> pod.entrySet().containsAll(labels(selector).entrySet()));
    }
    // What the operators make has their labels.
    for (var policy : manifests.of("NetworkPolicy")) {
      assertThat(Manifests.texts(policy, "strimzi.io/cluster")).allMatch("market"::equals);
      assertThat(Manifests.texts(policy, "cnpg.io/cluster")).allMatch("postgres"::equals);
    }
    for (var service : Service.values()) {
      var port = Ports.standard().of(new Replica(service, 1));
      var container = container(manifests.of("Deployment", service.label()));
      assertThat(container.path("ports").path(0).path("containerPort").asInt()).isEqualTo(port);
      assertThat(manifests.of("Service", service.label()).at("/spec/ports/0/port").asInt())
          .isEqualTo(port);
      assertThat(Manifests.texts(container, "port")).containsOnly("http");
      var opened = manifests.of("NetworkPolicy", "into-services").at("/spec/ingress/0/ports/0");
      assertThat(port).isBetween(opened.path("port").asInt(), opened.path("endPort").asInt());
    }
    for (var scaled : manifests.of("ScaledObject")) {
      assertThat(manifests.names("Deployment")).contains(nameIn(scaled.at("/spec/scaleTargetRef")));
      assertThat(manifests.names("TriggerAuthentication"))
          .contains(nameIn(scaled.at("/spec/triggers/0/authenticationRef")));
    }
  }

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
            namesIn(cluster.at("/managed/roles")).contains(database)
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
    var container = container(deployment);
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
        only(tasks, "String NAME = \"([a-z-]+)\""),
        Map.of(
            "partitions", only(tasks, "int PARTITIONS = (\\d+)"),
            "retention.ms", "86400000",
            "message.timestamp.type", "LogAppendTime"));

    var written = new TreeMap<String, Map<String, String>>();
    for (var topic : WRITTEN.of("KafkaTopic")) {
      var settings = new TreeMap<>(labels(topic.at("/spec/config")));
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

  @ParameterizedTest
  @MethodSource("all")
  void copiesOfTopicsAreAsManyAsTheServicesAreTold(Manifests manifests) {
    var settings =
        manifests.of("ConfigMap").stream()
            .filter(each -> Manifests.name(each).startsWith("market-settings"))
            .findFirst()
            .orElseThrow();
    int copies = Integer.parseInt(settings.at("/data/KAFKA_REPLICAS").asText());
    var kafka = manifests.of("Kafka", "market").at("/spec/kafka/config");

    assertThat(manifests.of("KafkaTopic"))
        .allMatch(topic -> topic.at("/spec/replicas").asInt() == copies);
    assertThat(manifests.of("KafkaNodePool", "brokers").at("/spec/replicas").asInt())
        .isGreaterThanOrEqualTo(copies);
    assertThat(kafka.path("default.replication.factor").asInt()).isEqualTo(copies);
    assertThat(kafka.path("min.insync.replicas").asInt()).isEqualTo(Math.max(1, copies - 1));
  }

  @Test
  void theRulesForTheOperatorAreThoseForPrometheus() {
    var groups = new ArrayList<JsonNode>();
    for (var file : List.of("rules.yaml", "volumes.yaml")) {
      Manifests.read(HOME.resolve("deploy").resolve("prometheus").resolve(file))
          .getFirst()
          .path("groups")
          .forEach(groups::add);
    }
    assertThat(WRITTEN.of("PrometheusRule", "market").at("/spec/groups").valueStream())
        .isEqualTo(groups);
  }

  private static DeskWiring<?> desk(Service service) {
    return switch (service) {
      case POLICY -> Desks.policy();
      case PROVIDER -> Desks.providers();
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

  /**
   * The secrets that are there, with their keys: made by the script, by the operators, or by hand.
   */
  private static Map<String, Set<String>> secrets(Manifests manifests) throws IOException {
    var secrets = new LinkedHashMap<String, Set<String>>();
    var script = Files.readString(Manifests.KUBERNETES.resolve("secrets.sh"));
    for (var role : only(script, "for role in ([a-z ]+);").split(" ", -1)) {
      secrets.put(role + "-database", Set.of("username", "password"));
    }
    for (var user : manifests.names("KafkaUser")) {
      secrets.put(user, Set.of("password", "sasl.jaas.config"));
    }
    for (var kafka : manifests.names("Kafka")) {
      secrets.put(kafka + "-cluster-ca-cert", Set.of("ca.crt", "ca.p12", "ca.password"));
    }
    for (var cluster : manifests.names("Cluster")) {
      secrets.put(cluster + "-ca", Set.of("ca.crt", "ca.key"));
    }
    // Where there is a login; the page says how to make it.
    var login = Set.of("client-secret", "state-secret", "session-secret");
    assertThat(Files.readString(HOME.resolve("docs").resolve("kubernetes.md"))).contains(login);
    secrets.put("market-login", login);
    return secrets;
  }

  /** Variables of a service; what comes from elsewhere as NAME/KEY or the path of a field. */
  private static Map<String, String> environment(Service service) {
    var container = container(WRITTEN.of("Deployment", service.label()));
    var environment = new LinkedHashMap<String, String>();
    for (var source : container.path("envFrom")) {
      environment.putAll(
          labels(WRITTEN.of("ConfigMap", nameIn(source.path("configMapRef"))).path("data")));
    }
    for (var variable : container.path("env")) {
      var from = variable.path("valueFrom");
      var secret = from.path("secretKeyRef");
      environment.put(
          nameIn(variable),
          variable.has("value")
              ? variable.path("value").asText()
              : from.has("fieldRef")
                  ? from.at("/fieldRef/fieldPath").asText()
                  : nameIn(secret) + "/" + secret.path("key").asText());
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

  private static String only(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text).results().toList();
    assertThat(found).as(pattern).hasSize(1);
    return found.getFirst().group(1);
  }

  private static JsonNode container(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }

  private static String nameIn(JsonNode node) {
    return node.path("name").asText();
  }

  private static List<String> namesIn(Iterable<JsonNode> nodes) {
    var names = new ArrayList<String>();
    nodes.forEach(node -> names.add(nameIn(node)));
    return names;
  }

  private static Map<String, String> labels(JsonNode labels) {
    return labels.properties().stream()
        .collect(toMap(Map.Entry::getKey, each -> each.getValue().asText()));
  }
}
