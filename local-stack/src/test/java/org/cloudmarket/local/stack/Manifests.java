package org.cloudmarket.local.stack;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * What lies in {@code deploy/kubernetes}.
 *
 * @param name for messages
 * @param all one tree for each object
 */
record Manifests(String name, List<JsonNode> all) {

  static final Path KUBERNETES = ProjectHome.find().resolve("deploy").resolve("kubernetes");

  /** What overlays are made of. */
  static final List<String> FOLDERS =
      List.of("base", "components/scaling", "components/monitoring");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As they are written: the base and all components, in one heap, without any overlay. */
  static Manifests written() {
    var all = new ArrayList<JsonNode>();
    for (var folder : FOLDERS) {
      var kustomization = read(KUBERNETES.resolve(folder).resolve("kustomization.yaml")).getFirst();
      kustomization
          .path("resources")
          .valueStream()
          .map(JsonNode::asText)
          .filter(resource -> resource.endsWith(".yaml"))
          .forEach(resource -> all.addAll(read(KUBERNETES.resolve(folder).resolve(resource))));
      kustomization
          .path("configMapGenerator")
          .forEach(generator -> all.add(configMap(KUBERNETES.resolve(folder), generator)));
    }
    return new Manifests("as written", List.copyOf(all));
  }

  /** As an overlay makes them. {@code kubectl} must be installed. */
  static Manifests built(String overlay) {
    try {
      var kubectl =
          new ProcessBuilder(
                  "kubectl", "kustomize", KUBERNETES.resolve("overlays").resolve(overlay) + "")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new AssertionError("kubectl does not build the overlay " + overlay);
      }
      return new Manifests(overlay, parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether a program is in a folder of the path. */
  static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The documents of a file, with anchors and merge keys resolved. */
  static List<JsonNode> read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> parse(String text) {
    return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false)
        .<JsonNode>map(JSON::valueToTree)
        .toList();
  }

  /** What kustomize makes of variables in a file. */
  private static JsonNode configMap(Path folder, JsonNode generator) {
    var data = new LinkedHashMap<String, String>();
    for (var file : generator.path("envs")) {
      try {
        for (var line : Files.readAllLines(folder.resolve(file.asText()))) {
          int equals = line.indexOf('=');
          if (equals > 0 && !line.startsWith("#")) {
            data.put(line.substring(0, equals), line.substring(equals + 1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return JSON.valueToTree(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "ConfigMap",
            "metadata",
            Map.of("name", generator.path("name").asText()),
            "data",
            data));
  }

  /** The objects of a kind. */
  List<JsonNode> of(String kind) {
    return all.stream().filter(each -> each.path("kind").asText().equals(kind)).toList();
  }

  /** The object of a kind with a name. */
  JsonNode of(String kind, String name) {
    return of(kind).stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + kind + " '" + name + "': " + this));
  }

  /** The names of the objects of a kind. */
  List<String> names(String kind) {
    return of(kind).stream().map(Manifests::name).toList();
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  /** The text of a field anywhere below a node. */
  static List<String> texts(JsonNode node, String field) {
    return node.findValuesAsText(field);
  }

  static String only(String text, String pattern) {
    var found = Pattern.compile(pattern).matcher(text).results().toList();
    assertThat(found).as(pattern).hasSize(1);
    return found.getFirst().group(1);
  }

  static JsonNode container(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0");
  }

  static String nameIn(JsonNode node) {
    return node.path("name").asText();
  }

  static List<String> namesIn(Iterable<JsonNode> nodes) {
    var names = new ArrayList<String>();
    nodes.forEach(node -> names.add(nameIn(node)));
    return names;
  }

  static Map<String, String> labels(JsonNode labels) {
    return labels.properties().stream()
        .collect(toMap(Map.Entry::getKey, each -> each.getValue().asText()));
  }

  @Override
  public String toString() {
    return name;
  }
}
