package org.cloudmarket.local.stack;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the manifests to the types of Kubernetes, and to each other. No cluster is asked. */
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
    for (var folder : Manifests.FOLDERS) {
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
          .containsAll(pod.findValues("configMapRef").stream().map(Manifests::nameIn).toList())
          .isNotEmpty();
      for (var secret : pod.findValues("secretKeyRef")) {
        assertThat(secrets).containsKey(Manifests.nameIn(secret));
        assertThat(secrets.get(Manifests.nameIn(secret))).contains(secret.path("key").asText());
      }
      for (var secret : pod.path("volumes").findValues("secret")) {
        var name = secret.path("secretName").asText();
        assertThat(secrets).containsKey(name);
        assertThat(secrets.get(name)).containsAll(Manifests.texts(secret.path("items"), "key"));
      }
      assertThat(Manifests.texts(Manifests.container(deployment).path("volumeMounts"), "name"))
          .containsExactlyInAnyOrderElementsOf(Manifests.namesIn(pod.path("volumes")));
    }
    for (var access : manifests.of("TriggerAuthentication")) {
      for (var secret : access.path("spec").path("secretTargetRef")) {
        assertThat(secrets.get(Manifests.nameIn(secret))).contains(secret.path("key").asText());
      }
      for (var map : access.path("spec").path("configMapTargetRef")) {
        assertThat(
                manifests
                    .of("ConfigMap", Manifests.nameIn(map))
                    .path("data")
                    .has(map.path("key").asText()))
            .isTrue();
      }
    }
    var cluster = manifests.of("Cluster", "postgres").path("spec");
    assertThat(secrets.keySet())
        .containsAll(Manifests.namesIn(cluster.findValues("passwordSecret")))
        .contains(cluster.path("bootstrap").path("initdb").path("secret").path("name").asText());
    manifests
        .of("Database")
        .forEach(
            database ->
                assertThat(Manifests.nameIn(database.at("/spec/cluster"))).isEqualTo("postgres"));
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
            .map(
                each ->
                    Manifests.labels(
                        each.path("spec").path("template").path("metadata").path("labels")))
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
          .anyMatch(pod -> pod.entrySet().containsAll(Manifests.labels(selector).entrySet()));
    }
    // What the operators make has their labels.
    for (var policy : manifests.of("NetworkPolicy")) {
      assertThat(Manifests.texts(policy, "strimzi.io/cluster")).allMatch("market"::equals);
      assertThat(Manifests.texts(policy, "cnpg.io/cluster")).allMatch("postgres"::equals);
    }
    for (var service : Service.values()) {
      var port = Ports.standard().of(new Replica(service, 1));
      var container = Manifests.container(manifests.of("Deployment", service.label()));
      assertThat(container.path("ports").path(0).path("containerPort").asInt()).isEqualTo(port);
      assertThat(manifests.of("Service", service.label()).at("/spec/ports/0/port").asInt())
          .isEqualTo(port);
      assertThat(Manifests.texts(container, "port")).containsOnly("http");
      var opened = manifests.of("NetworkPolicy", "into-services").at("/spec/ingress/0/ports/0");
      assertThat(port).isBetween(opened.path("port").asInt(), opened.path("endPort").asInt());
    }
    for (var scaled : manifests.of("ScaledObject")) {
      assertThat(manifests.names("Deployment"))
          .contains(Manifests.nameIn(scaled.at("/spec/scaleTargetRef")));
      assertThat(manifests.names("TriggerAuthentication"))
          .contains(Manifests.nameIn(scaled.at("/spec/triggers/0/authenticationRef")));
    }
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

  /**
   * The secrets that are there, with their keys: made by the script, by the operators, or by hand.
   */
  private static Map<String, Set<String>> secrets(Manifests manifests) throws IOException {
    var secrets = new LinkedHashMap<String, Set<String>>();
    var script = Files.readString(Manifests.KUBERNETES.resolve("secrets.sh"));
    for (var role : Manifests.only(script, "for role in ([a-z ]+);").split(" ", -1)) {
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
}
