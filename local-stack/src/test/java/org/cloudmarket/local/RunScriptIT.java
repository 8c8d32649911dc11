package org.cloudmarket.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.cloudmarket.local.stack.ProjectHome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts in a checkout that is built already, with a Java that says how it was called, and a
 * Maven that does.
 */
class RunScriptIT {

  private static final Path HOME = ProjectHome.find();

  @TempDir private Path dir;
  private Path java;

  @BeforeEach
  void makeJava() throws IOException {
    java = Files.createDirectories(dir.resolve("jdk").resolve("bin")).getParent();
    program(
        java.resolve("bin").resolve("java"), "printf '%s\\n' \"charmap $(locale charmap)\" \"$@\"");
    program(java.resolve("bin").resolve("javac"), "");
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"25\"\n");
  }

  @Test
  void runIsFoundThroughALinkAndWhateverCdpathSays() throws Exception {
    var checkout = checkout("checkout");
    var link = Files.createSymbolicLink(dir.resolve("market"), checkout.resolve("run"));
    var elsewhere = Files.createDirectories(dir.resolve("elsewhere").resolve("checkout"));

    var cdpath = Map.of("CDPATH", elsewhere.getParent().toString());
    assertStarts(checkout, run(dir, Map.of(), link.toString(), "up"));
    assertStarts(checkout, run(dir, Map.of(), "./market", "up"));
    assertStarts(checkout, run(dir, cdpath, "checkout/run", "up"));
    assertStarts(checkout, run(checkout, cdpath, "sh", "run", "up"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"with blank", "ü市", "#%,;'&(x)~", "-x", "*?[a]"})
  void aPathOfAnyTextIsPassedOnWholeUnderAnAsciiLocaleToo(String name) throws Exception {
    var checkout = checkout(name);

    var result = run(dir, Map.of("LC_ALL", "C"), checkout.resolve("run").toString(), "up");

    assertStarts(checkout, result);
    assertThat(result.lines()).contains("charmap UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a$b", "a\"b", "a`b", "a\\b", "a\nb", "a!b"})
  void aPathThatJavaOrItsToolsReadOtherwiseIsRefusedInOneLine(String name) throws Exception {
    var checkout = checkout(name);

    for (var script : List.of("run", "mvnw")) {
      var result = run(dir, Map.of(), checkout.resolve(script).toString(), "up");
      assertThat(result.lines()).hasSize(1);
      assertThat(result.lines().getFirst()).contains("clone it").contains("character");
      assertThat(result.status()).isEqualTo(1);
    }
  }

  @Test
  void aCollectorOfTheUsersIsTheOnlyOne() throws Exception {
    var run = checkout("checkout").resolve("run").toString();

    assertThat(run(dir, Map.of(), run, "up").lines()).contains("-XX:+UseParallelGC");
    for (var variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      assertThat(run(dir, Map.of(variable, "-Dx=y -XX:+UseG1GC"), run, "up").lines())
          .isNotEmpty()
          .noneMatch(line -> line.startsWith("-XX:+Use"));
    }
  }

  @Test
  void whatOthersMayHavePutIntoTheCacheIsThrownAway() throws Exception {
    var checkout = checkout("checkout");
    var cache = Files.createDirectories(checkout.resolve(".market").resolve("cache"));
    Files.writeString(cache.resolve("broker.jsa"), "somebody else's");
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertStarts(checkout, run(dir, Map.of(), checkout.resolve("run").toString(), "up"));

    assertThat(cache).isEmptyDirectory();
    for (var folder : List.of(cache, cache.getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aVersionIsReadOfTheJdkAndNotOfWhatItsOptionsSay() throws Exception {
    var checkout = checkout("checkout");
    Files.delete(java.resolve("release"));
    program(
        java.resolve("bin").resolve("javac"),
        "[ -z \"${JAVA_TOOL_OPTIONS-}\" ] || echo \"Picked up JAVA_TOOL_OPTIONS: -Xmx512m\" >&2\n"
            + "echo javac 25.0.1");

    assertStarts(
        checkout,
        run(dir, Map.of("JAVA_TOOL_OPTIONS", "-Xmx7m"), checkout.resolve("run").toString(), "up"));
  }

  @Test
  void mavenIsFoundThroughALinkAndWhateverCdpathSays() throws Exception {
    var checkout = checkout("checkout");
    var url = "";
    for (var line :
        Files.readAllLines(
            HOME.resolve(".mvn").resolve("wrapper").resolve("maven-wrapper.properties"))) {
      url = line.startsWith("distributionUrl=") ? line.substring(line.indexOf('=') + 1) : url;
    }
    var name = url.substring(url.lastIndexOf('/') + 1).replace("-bin.zip", "");
    var maven =
        Files.createDirectories(
            dir.resolve("m2/wrapper/dists")
                .resolve(name)
                .resolve(Integer.toHexString(url.hashCode()) + "/bin"));
    program(maven.resolve("mvn"), "echo \"maven $*\"");
    var link = Files.createSymbolicLink(dir.resolve("build"), checkout.resolve("mvnw"));
    var environment =
        Map.of("MAVEN_USER_HOME", dir.resolve("m2").toString(), "CDPATH", dir.toString());

    assertThat(run(dir, environment, link.toString(), "verify").lines())
        .containsExactly("maven verify");
    assertThat(run(checkout, environment, "./mvnw", "verify").lines())
        .containsExactly("maven verify");
  }

  @Test
  void aCloneHasTheLineEndsThatShellsTakeOnEverySystem() throws Exception {
    assertThat(Files.readAllLines(HOME.resolve(".gitattributes"))).contains("* text=auto eol=lf");
  }

  private static void assertStarts(Path checkout, Result result) {
    assertThat(result.lines())
        .contains("-Dmarket.home=" + checkout, "org.cloudmarket.local.Main", "up")
        .anyMatch(
            line ->
                line.startsWith(checkout.resolve("local-stack/target").toString())
                    && line.endsWith(":" + checkout.resolve("local-stack/target/lib") + "/*"));
    assertThat(result.status()).isZero();
  }

  /** All that the scripts look at, and so new that nothing has to be built. */
  private Path checkout(String name) throws IOException {
    var checkout = Files.createDirectory(dir.resolve(name));
    Files.createDirectories(checkout.resolve(".mvn").resolve("wrapper"));
    for (var file :
        List.of("run", "mvnw", ".mvn/find-jdk.sh", ".mvn/wrapper/maven-wrapper.properties")) {
      Files.copy(HOME.resolve(file), checkout.resolve(file));
    }
    Files.createFile(checkout.resolve("pom.xml"));
    for (var module : List.of("policy-service", "provider-service", "procurement-service")) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main"));
      Files.createFile(checkout.resolve(module).resolve("pom.xml"));
      var jar = checkout.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
    }
    var target = Files.createDirectories(checkout.resolve("local-stack/target"));
    Files.createFile(target.resolve("local-stack-1.jar"));
    Files.createFile(target.resolve("built"));
    return checkout;
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Result(int status, List<String> lines) {}

  private Result run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), printed.lines().toList());
  }
}
