package org.cloudmarket.local.holes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolesCommandTest {

  private static final String SINCE_1_FIXED_IN_3 =
      "{'type': 'ECOSYSTEM', 'events': [{'introduced': '1.0'}, {'fixed': '3.0'}]}";

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private Path sbom;
  private Path database;

  @BeforeEach
  void aProductOfThreeLibraries() throws IOException {
    sbom = folder.resolve("bom.json");
    database = folder.resolve("all.zip");
    sbom("org.example/pipe@2.5?type=jar", "org.example/tap@1.0", "org.other/pipe@2.5");
  }

  @Test
  void aLibraryIsFoundByTheListOfVersions() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", "'versions': ['2.4', '2.5']")));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString().lines())
        .containsExactly(
            "GHSA-1 (CVE-1): org.example:pipe 2.5, not fixed: It leaks",
            "Holes: 1, accepted: 0, stale: 0; libraries of "
                + sbom
                + ": 3, advisories of "
                + database
                + ": 1, the last changed at 2026-01-02T03:04:05Z");
  }

  @Test
  void aLibraryIsFoundByARange() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString().lines())
        .first()
        .isEqualTo("GHSA-1 (CVE-1): org.example:pipe 2.5, fixed in 3.0: It leaks");
  }

  @Test
  void anAdvisoryThatNamesALibraryForEachOfItsBranchesIsOneLine() throws IOException {
    database(
        advisory(
            "GHSA-1",
            of("org.example:pipe", range("'introduced': '0'", "'fixed': '1.9'")),
            of("org.example:pipe", range("'introduced': '2.0'", "'fixed': '2.10'")),
            of("org.example:pipe", range("'introduced': '2.5'", "'fixed': '2.9'")),
            of("org.example:pipe", range("'introduced': '3.0'", "'fixed': '3.1'"))));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString().lines()).hasSize(2).first().asString().contains("in 2.9, 2.10: ");
  }

  @Test
  void theVersionInWhichAHoleIsClosedDoesNotHaveIt() throws IOException {
    database(
        advisory("GHSA-1", of("org.example:pipe", range("'introduced': '0'", "'fixed': '2.5'"))));

    assertThat(holes()).isZero();

    assertThat(said.toString()).startsWith("Holes: 0, ").hasLineCount(1);
  }

  @Test
  void theLastVersionThatIsAffectedHasTheHole() throws IOException {
    database(
        advisory(
            "GHSA-1", of("org.example:pipe", range("'introduced': '0'", "'last_affected': '2.5'"))),
        advisory(
            "GHSA-2",
            of("org.example:pipe", range("'introduced': '0'", "'last_affected': '2.4'"))));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString())
        .startsWith("GHSA-1 (CVE-1): org.example:pipe 2.5, not fixed")
        .doesNotContain("GHSA-2");
  }

  @Test
  void whatIsWithdrawnDoesNotCount() throws IOException {
    database(
        advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3)))
            .replace("{\"id\"", "{\"withdrawn\": \"2026-01-01T00:00:00Z\", \"id\""),
        advisory("GHSA-2", of("org.example:drain", ranges(SINCE_1_FIXED_IN_3))));

    assertThat(holes()).isZero();

    assertThat(said.toString()).contains("all.zip: 1, ");
  }

  @Test
  void aNameOfAnotherEcosystemIsAnotherLibrary() throws IOException {
    String library = of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3));
    database(
        advisory("GHSA-1", library.replace("Maven", "npm")),
        advisory("GHSA-2", library.replace("Maven", "Maven:https://maven.example")));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString()).startsWith("GHSA-2").doesNotContain("GHSA-1");
  }

  @Test
  void rangesOfCommitsAndOtherLibrariesSayNothing() throws IOException {
    database(
        advisory("GHSA-1", "{" + ranges(SINCE_1_FIXED_IN_3.replace("ECOSYSTEM", "GIT")) + "}"),
        advisory(
            "GHSA-2",
            of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3.replace("ECOSYSTEM", "GIT")))),
        advisory("GHSA-3", of("org.example:pip", ranges(SINCE_1_FIXED_IN_3))),
        advisory("GHSA-4"));

    assertThat(holes()).isZero();
  }

  @Test
  void aVersionIsReadAsItIsWrittenBehindEscapesAndSuffixes() throws IOException {
    sbom("org.example/pipe@2.5%2Bjdk25?type=jar#a/b", "org.example/pipe@2.5+jdk11");
    database(advisory("GHSA-1", of("org.example:pipe", "'versions': ['2.5+jdk25', '2.5+jdk11']")));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString()).contains("pipe 2.5+jdk25, ", "pipe 2.5+jdk11, ", "Holes: 2, ");
  }

  @Test
  void whatIsAcceptedIsSaidAndDoesNotCount() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))));

    assertThat(accepting("# Looked at in May.", "", "GHSA-1  Nothing flows there.")).isZero();

    assertThat(said.toString())
        .startsWith("Accepted (Nothing flows there.): GHSA-1 (CVE-1): org.example:pipe 2.5, ")
        .contains("Holes: 0, accepted: 1, stale: 0; ");
  }

  @Test
  void soIsWhatIsAcceptedByAnotherOfItsNames() throws IOException {
    database(
        advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))),
        advisory("GHSA-2", of("org.example:tap", ranges(SINCE_1_FIXED_IN_3))));

    assertThat(accepting("CVE-1 Nothing flows there.")).isEqualTo(1);

    assertThat(said.toString()).contains("Holes: 1, accepted: 1, stale: 0; ");
  }

  @Test
  void whatWasAcceptedAndIsNoMoreIsStale() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", range("'introduced': '9'"))));

    assertThat(accepting("GHSA-1 Nothing flows there.")).isZero();

    assertThat(said.toString())
        .startsWith("Stale: GHSA-1 is accepted, and no library has it")
        .contains("Holes: 0, accepted: 0, stale: 1; ");
  }

  @Test
  void whatIsAcceptedWithoutAReasonOrTwiceIsRefused() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))));

    assertThat(accepting("", "GHSA-1")).isEqualTo(2);
    assertComplaint("accepted.txt, line 2: GHSA-1 is accepted without a reason. See './run holes");
    assertThat(accepting("GHSA-1 Because.", "GHSA-1 Because.")).isEqualTo(2);
    assertComplaint("accepted.txt, line 2: GHSA-1 is accepted twice.");
  }

  @Test
  void withoutACopyOfTheDatabaseALineSaysThatNothingWasLookedUp() {
    assertThat(run("holes")).isZero();

    assertThat(said.toString().lines())
        .containsExactly(
            "Nothing was looked up, for want of a database: fetch"
                + " https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip and name the"
                + " copy with --osv all.zip");
  }

  @Test
  void aDatabaseThatIsNamedAndNotThereIsNoReasonToPass() {
    assertThat(holes()).isEqualTo(2);

    assertComplaint("There is no file " + database + ".");
    assertThat(run("holes", "--osv", "")).isEqualTo(2);
    assertComplaint("--osv names no file.");
  }

  @Test
  void whatIsNoZipOrHalfOfOneIsRefused() throws IOException {
    Files.writeString(database, "GHSA-1");
    assertThat(holes()).isEqualTo(2);
    assertComplaint(database + " is no zip, or not a whole one: ");

    database(advisory("GHSA-1"), advisory("GHSA-2"), advisory("GHSA-3"));
    byte[] whole = Files.readAllBytes(database);
    Files.write(database, Arrays.copyOf(whole, whole.length / 2));
    assertThat(holes()).isEqualTo(2);
    assertComplaint(database + " is no zip, or not a whole one: ");
  }

  @Test
  void anEntryThatCannotBeReadIsNamed() throws IOException {
    String whole = advisory("GHSA-2", of("org.example:pipe", "'versions': []"));
    assertRefused("{\"id\": \"GHSA-2\",\n", "cannot be read as JSON: look at line 2, column 1");
    assertRefused("", "is no advisory: it has no id, or not when it was modified");
    assertRefused("[1]", "is no advisory: ");
    assertRefused("{\"id\": \"GHSA-2\"}", "is no advisory: ");
    assertRefused(whole + "}", "cannot be read as JSON: look at line 1, column ");
    assertRefused(whole.replace("[]", "7"), "does not keep to the schema at /affected/0/versions");
    assertRefused(whole.replace("[]", "[null]"), "does not keep to the schema at /affected/0");
    assertRefused(
        advisory("GHSA-2", of("org.example:pipe", range("'introduced': '0', 'fixed': '2.0'"))),
        "does not keep to the schema at /affected/0/ranges/0/events/0");
    assertRefused(whole + " ".repeat(16 << 20), "is larger than 16 MiB");
    assertRefused("[".repeat(100_000), "cannot be read as JSON");
  }

  private void assertRefused(String entry, String why) throws IOException {
    database(advisory("GHSA-1"), entry);
    assertThat(holes()).as(why).isEqualTo(2);
    assertComplaint(database + ", entry 1.json, " + why);
  }

  @Test
  void bytesThatAreNoDeflatedEntryAreRefused() throws IOException {
    database(advisory("GHSA-1"));
    byte[] bytes = Files.readAllBytes(database);
    // Behind the header and the name of the first entry.
    Arrays.fill(bytes, 30 + "0.json".length(), 60, (byte) 0xff);
    Files.write(database, bytes);

    assertThat(holes()).isEqualTo(2);

    assertComplaint(database + ", entry 0.json, cannot be read: ");
  }

  @Test
  void aZipOfSomethingElseIsNoDatabase() throws IOException {
    database();
    assertThat(holes()).isEqualTo(2);
    assertComplaint(database + " holds no advisory of Maven, as https://");

    database(advisory("GHSA-1", of("pipe", "'versions': ['2.5']").replace("Maven", "PyPI")));
    assertThat(holes()).isEqualTo(2);
    assertComplaint(database + " holds no advisory of Maven, as https://");
  }

  @Test
  void withoutAnSbomALineSaysWhatWritesIt() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))));
    Files.delete(sbom);

    assertThat(holes()).isEqualTo(2);

    assertComplaint("There is no file " + sbom + ": './mvnw -Psbom package' writes it.");
  }

  @Test
  void anSbomThatNamesNoLibraryIsNone() throws IOException {
    database(advisory("GHSA-1", of("org.example:pipe", ranges(SINCE_1_FIXED_IN_3))));
    Files.writeString(sbom, "{\"components\": [{\"purl\": \"pkg:npm/pipe@2.5\"}]}");
    assertThat(holes()).isEqualTo(2);
    assertComplaint(sbom + " is no SBOM of CycloneDX that names a library of Maven.");

    Files.writeString(sbom, "<bom/>");
    assertThat(holes()).isEqualTo(2);
    assertComplaint(sbom + " cannot be read as JSON: look at line 1, column ");

    sbom("org.example/pipe?type=jar");
    assertThat(holes()).isEqualTo(2);
    assertComplaint(sbom + " names a library without its version: pkg:maven/org.example/pipe?");

    sbom("org.example/pipe@2.5%zz");
    assertThat(holes()).isEqualTo(2);
    assertComplaint(sbom + " has a wrong escape in pkg:maven/org.example/pipe@2.5%zz.");
  }

  @Test
  void noAdvisoryCanWriteMoreThanItsLine() throws IOException {
    database(
        advisory("GHSA-1", of("org.example:pipe", "'versions': ['2.5']"))
            .replace("It leaks", "It\\nleaks\\u001b[2J"));

    assertThat(holes()).isEqualTo(1);

    assertThat(said.toString()).hasLineCount(2).contains(": It leaks\\u001b[2J");
  }

  private int holes() {
    return run("holes", "--osv", database.toString(), "--sbom", sbom.toString());
  }

  private int accepting(String... lines) throws IOException {
    Path accepted = Files.write(folder.resolve("accepted.txt"), List.of(lines));
    return run(
        "holes",
        "--osv",
        database.toString(),
        "--sbom",
        sbom.toString(),
        "--accepted",
        accepted.toString());
  }

  private int run(String... arguments) {
    said.getBuffer().setLength(0);
    complained.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(arguments);
  }

  private void assertComplaint(String part) {
    assertThat(said.toString()).isEmpty();
    assertThat(complained.toString()).contains(part).hasLineCount(1);
  }

  private void sbom(String... purls) throws IOException {
    List<String> components = new ArrayList<>();
    for (String purl : purls) {
      components.add("{\"type\": \"library\", \"purl\": \"pkg:maven/" + purl + "\"}");
    }
    Files.writeString(sbom, "{\"bomFormat\": \"CycloneDX\", \"components\": " + components + "}");
  }

  /** A zip with these entries, the first of them 0.json, and a file that is no advisory. */
  private void database(String... entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(database))) {
      for (int i = 0; i < entries.length; i++) {
        zip.putNextEntry(new ZipEntry(i + ".json"));
        zip.write(entries[i].getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("README"));
    }
  }

  /** An advisory that is also called CVE-, with what is affected. */
  private static String advisory(String id, String... affected) {
    return ("{'id': '%s', 'modified': '2026-01-02T03:04:05Z', 'aliases': ['%s'], 'summary': 'It"
            + " leaks', 'details': 'Long.', 'affected': %s}")
        .formatted(id, id.replace("GHSA", "CVE"), List.of(affected))
        .replace('\'', '"');
  }

  private static String of(String name, String versions) {
    return "{'package': {'ecosystem': 'Maven', 'name': '%s'}, %s}".formatted(name, versions);
  }

  private static String ranges(String range) {
    return "'ranges': [" + range + "]";
  }

  private static String range(String... events) {
    return ranges("{'type': 'ECOSYSTEM', 'events': [{%s}]}".formatted(String.join("}, {", events)));
  }
}
