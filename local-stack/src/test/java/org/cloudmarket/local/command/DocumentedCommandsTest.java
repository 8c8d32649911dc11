package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudmarket.local.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies a command out of a document has one that is there and takes these arguments. */
class DocumentedCommandsTest {

  private static final Path HOME = Path.of("..");
  private static final Pattern RUN =
      Pattern.compile("^\\s*\\./run(?: +(?<arguments>[^#]*))?(?:#.*)?$");
  private static final Pattern MAVEN = Pattern.compile("^\\s*\\./mvnw .*");
  private static final Pattern PROFILE = Pattern.compile(" -P([a-z]+)");
  private static final Pattern TEST = Pattern.compile("-D(?:it\\.)?test=([A-Z][A-Za-z]+)");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** All lines of the documents. */
  static Stream<String> lines() {
    try {
      List<Path> documents =
          new ArrayList<>(List.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")));
      try (Stream<Path> files = Files.walk(HOME.resolve("docs"))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
      List<String> lines = new ArrayList<>();
      for (Path document : documents) {
        lines.addAll(Files.readAllLines(document));
      }
      return lines.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> ofTheLauncher() {
    return lines()
        .map(RUN::matcher)
        .filter(line -> line.matches())
        .map(line -> line.group("arguments") == null ? "" : line.group("arguments").strip())
        .distinct();
  }

  /** Those that say what a market comes to, of some thousand buyers. */
  static Stream<String> ofMarkets() {
    return ofTheLauncher()
        .filter(
            line ->
                line.startsWith("reference ")
                    && !line.contains(".yaml")
                    && !line.contains("1000000"));
  }

  static Stream<String> ofMaven() {
    return lines().filter(line -> MAVEN.matcher(line).matches()).map(String::strip).distinct();
  }

  private static String[] split(String line) {
    return line.isEmpty() ? new String[0] : SPACES.split(line);
  }

  @ParameterizedTest
  @MethodSource("ofTheLauncher")
  void theLauncherTakesIt(String line) {
    Main.commandLine().parseArgs(split(line));

    assertThat(Arrays.stream(split(line)).filter(word -> word.startsWith("experiments/")))
        .allSatisfy(file -> assertThat(HOME.resolve(file)).exists());
  }

  @ParameterizedTest
  @MethodSource("ofMarkets")
  void itsMarketIsThereAndTakesTheChanges(String line) {
    StringWriter said = new StringWriter();
    String[] arguments = split(line + " --no-pairs");

    assertThat(Main.commandLine().setOut(new PrintWriter(said, true)).execute(arguments)).isZero();

    assertThat(said.toString()).contains("Digest ");
  }

  @ParameterizedTest
  @MethodSource("ofMaven")
  void itsProfilesAndItsTestsAreThere(String line) throws IOException {
    String poms =
        Files.readString(HOME.resolve("pom.xml"))
            + Files.readString(HOME.resolve("system-tests/pom.xml"))
            + Files.readString(HOME.resolve("market-model/pom.xml"));
    assertThat(PROFILE.matcher(line).results().map(found -> found.group(1)))
        .allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));

    Set<String> tests = DocumentedTestsTest.sources().keySet();
    assertThat(TEST.matcher(line).results().map(found -> found.group(1)))
        .allSatisfy(test -> assertThat(tests).contains(test));
  }
}
