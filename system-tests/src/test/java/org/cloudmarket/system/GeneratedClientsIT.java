package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that OpenAPI Generator makes of the services' documents order, watch and read a run.
 * {@code -Pclients} has the generator; what their languages need is fetched when they are built.
 */
class GeneratedClientsIT {

  private static final Path PROGRAMS = Path.of("src", "test", "generated").toAbsolutePath();
  private static final String JAVA = "library=native,openApiNullable=false,useJakartaEe=true";
  private static final String TYPESCRIPT = "typescript@5.9.3";

  /** The generator, and what its clients of Java need beside the libraries that are in it. */
  private static String libraries;

  @TempDir private Path folder;

  @BeforeAll
  static void onlyWithAGenerator() {
    String generator = System.getProperty("openapi.generator", "");
    assumeFalse(generator.isEmpty(), "only -Pclients has a generator");
    libraries = Path.of(generator, "*").toString();
  }

  @Test
  void ofJava() throws Exception {
    generate("java", Service.PROCUREMENT, JAVA);
    Path classes = compile(PROGRAMS.resolve("Watch.java"));

    assertThatItIsTheRun(
        run(java("java"), "-cp", classes + File.pathSeparator + libraries, "Watch", address()));
  }

  @ParameterizedTest
  @EnumSource(names = {"POLICY", "PROVIDER"})
  void ofJavaThoseOfTheOtherServicesCompile(Service service) throws Exception {
    generate("java", service, JAVA);

    assertThat(compile()).isNotEmptyDirectory();
  }

  @Test
  void ofPython() throws Exception {
    assumeTrue(
        Programs.installed("python3")
            && ends("python3", "-c", "import pydantic, urllib3, dateutil"),
        "pip install pydantic urllib3 python-dateutil");
    generate("python", Service.PROCUREMENT, "");
    Files.copy(PROGRAMS.resolve("watch.py"), folder.resolve("client").resolve("watch.py"));

    assertThatItIsTheRun(run("python3", "client/watch.py", address()));
  }

  @Test
  void ofTypeScript() throws Exception {
    assumeTrue(Programs.installed("npm"));
    generate("typescript-fetch", Service.PROCUREMENT, "");
    Files.copy(PROGRAMS.resolve("watch.ts"), folder.resolve("watch.ts"));
    run("npm", "install", "--silent", "--no-save", TYPESCRIPT);
    String compiler = Path.of("node_modules", ".bin", "tsc").toString();
    run(compiler, "--strict", "--target", "es2022", "--module", "commonjs", "watch.ts");

    assertThatItIsTheRun(run("node", "watch.js", address()));
  }

  private void generate(String language, Service service, String options) throws Exception {
    Path document = folder.resolve("openapi.json");
    Files.writeString(document, Http.get(service, "/q/openapi?format=json").toString());
    List<String> command =
        new ArrayList<>(
            List.of(
                java("java"),
                "-cp",
                libraries,
                "org.openapitools.codegen.OpenAPIGenerator",
                "generate",
                "--input-spec",
                document.toString(),
                "--generator-name",
                language,
                "--output",
                "client"));
    if (!options.isEmpty()) {
      command.addAll(List.of("--additional-properties", options));
    }
    run(command.toArray(String[]::new));
  }

  private Path compile(Path... programs) throws Exception {
    Path classes = folder.resolve("classes");
    List<String> command =
        new ArrayList<>(List.of(java("javac"), "-nowarn", "-cp", libraries, "-d", "classes"));
    try (Stream<Path> files = Files.walk(folder.resolve("client").resolve("src/main/java"))) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
    }
    Stream.of(programs).map(Path::toString).forEach(command::add);
    run(command.toArray(String[]::new));
    return classes;
  }

  private boolean ends(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start()
            .waitFor()
        == 0;
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static String address() {
    return Market.stack().service(Service.PROCUREMENT).toString();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    Process program =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(program.waitFor(Market.PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as(command[0] + " ends")
          .isTrue();
    } finally {
      program.destroyForcibly();
    }
    String text = Files.readString(said);
    assertThat(program.exitValue()).as(text).isZero();
    return text.lines().reduce("", (_, line) -> line);
  }

  /** What a client printed last: the run, its digest, how many awards, their sum, a share. */
  private static void assertThatItIsTheRun(String line) throws Exception {
    String[] said = line.split(" ", -1);
    String path = "/api/runs/" + said[0];
    JsonNode run = Http.get(Service.PROCUREMENT, path);
    JsonNode flows = Http.get(Service.PROCUREMENT, path + "/flows").path("flows");
    JsonNode state =
        Http.get(Service.PROCUREMENT, path + "/shares?by=ownership").at("/series/state");

    assertThat(said[1]).isEqualTo(run.path("digest").asText());
    assertThat(Long.parseLong(said[2])).isPositive().isEqualTo(run.at("/headline/awards").asLong());
    assertThat(Long.parseLong(said[3]))
        .isEqualTo(
            Operation.elements(flows)
                .mapToLong(flow -> flow.path("annualValueFen").asLong())
                .sum());
    assertThat(Double.parseDouble(said[4])).isEqualTo(state.path(state.size() - 1).asDouble());
  }
}
