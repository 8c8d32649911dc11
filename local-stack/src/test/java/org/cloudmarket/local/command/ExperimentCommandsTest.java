package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What experiments, calibrations and certificates say on the command line, and leave. */
class ExperimentCommandsTest {

  private static final String COMPARISON =
      """
      name: small
      kind: comparison
      scenario: tianjin-mandate
      set: {population.buyers: 40, months: 40}
      arms: {without: {without: all}, with: {}}
      baseline: without
      replications: 4
      """;

  private static final String CALIBRATION =
      """
      name: small
      kind: calibration
      scenario: tianjin-mandate
      set: {population.buyers: 40, months: 24}
      replications: 1
      starts: 2
      evaluations: 4
      points: 2
      evaluationsPerPoint: 1
      parameters:
        policies.tianjin-preference.bonusPoints: {from: 2, to: 12}
        parameters.entryElasticity: {from: 0, to: 1}
      targets: {all: {figure: awards, value: 100, scale: 10}}
      """;

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private Path comparison;
  private Path calibration;
  private Path out;

  @BeforeEach
  void write() throws IOException {
    comparison = Files.writeString(folder.resolve("comparison.yaml"), COMPARISON);
    calibration = Files.writeString(folder.resolve("calibration.yaml"), CALIBRATION);
    out = folder.resolve("out");
  }

  private int run(Object... arguments) {
    said.getBuffer().setLength(0);
    PrintWriter writer = new PrintWriter(said, true);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Main.commandLine().setOut(writer).setErr(writer).execute(words);
  }

  private Path certificate() {
    assertThat(run("experiment", comparison, "--out", out)).as(said.toString()).isZero();
    return out.resolve("certificate.json");
  }

  @Test
  void aSampleSaysHowItWasDrawnAndThatTheResultWasNotChecked() {
    Path certificate = certificate();

    assertThat(run("verify", certificate, "--sample", 2)).isZero();
    assertThat(said.toString())
        .contains("2 of 8 runs repeated: every digest is equal")
        .contains("The result was not checked");
    Matcher drawn = Pattern.compile("drawn with (--sample-seed) (\\d+)").matcher(said.toString());
    assertThat(drawn.find()).isTrue();

    assertThat(run("verify", certificate, "--sample", 2, drawn.group(1), drawn.group(2))).isZero();
    assertThat(said.toString()).contains(drawn.group());
    assertThat(run("verify", certificate)).isZero();
    assertThat(said.toString()).contains("The result is equal, to the last digit");
    assertThat(run("verify", certificate, "--sample-seed", 2)).isEqualTo(2);
  }

  @Test
  void aForgedCertificateIsFoundWithoutARun() throws IOException {
    Path certificate = certificate();
    Files.writeString(
        certificate, Files.readString(certificate).replaceFirst("\"seed\":3", "\"seed\":1"));

    assertThat(run("verify", certificate, "--sample", 1)).isEqualTo(1);
    assertThat(said.toString())
        .contains("/runs/4: is arm without, seed 1, and the experiment wants arm without, seed 3")
        .contains("0 of 8 runs repeated");
  }

  @Test
  void everyFaultOfACertificateIsToldWithoutAStackTrace() throws IOException {
    Path certificate = certificate();
    String text = Files.readString(certificate);

    Files.writeString(certificate, text.replaceFirst("\"version\":\"[^\"]*\",", ""));
    assertThat(run("verify", certificate)).isEqualTo(2);
    assertThat(said.toString()).contains("/version: is missing").doesNotContain("Exception");

    Files.writeString(
        certificate,
        text.replaceFirst("\"runs\"", "\"signature\":{\"value\":\"AA==\"},\"runs\"")
            .replaceFirst("arm without", ""));
    assertThat(run("verify", certificate)).isEqualTo(2);
    assertThat(said.toString()).contains("/signature/publicKey: is missing");

    Files.writeString(certificate, text.replaceFirst("arm without", "values 1"));
    assertThat(run("verify", certificate)).isEqualTo(1);
    assertThat(said.toString()).contains("/runs/0: is values 1").doesNotContain("Exception");

    Files.writeString(certificate, text.replaceFirst("\"baseline\":\"without\"", "\"baseline\":1"));
    assertThat(run("verify", certificate)).isEqualTo(2);
    assertThat(said.toString()).contains("/experiment/baseline").doesNotContain("Exception");
  }

  @Test
  void aFolderThatTakesNoFileIsToldBeforeAnyRun() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    for (Path document : new Path[] {comparison, calibration}) {
      String command = document.equals(comparison) ? "experiment" : "calibrate";
      assertThat(run(command, document, "--out", file.resolve("below"))).isEqualTo(2);
      assertThat(said.toString().lines())
          .singleElement()
          .asString()
          .startsWith("No file can be put into " + file.resolve("below"));
    }

    Files.createDirectories(out.resolve("certificate.json"));
    assertThat(run("experiment", comparison, "--out", out)).isEqualTo(2);
    assertThat(said.toString().lines())
        .singleElement()
        .asString()
        .contains("certificate.json is there and cannot be written");
  }

  @Test
  void theNumbersOfEachFittedModelCanBePutIntoADocument() throws IOException {
    assertThat(run("calibrate", calibration, "--out", out)).as(said.toString()).isZero();

    assertThat(out.resolve("calibration.json")).exists();
    for (String file : new String[] {"refitted.yaml", "without-policies-refitted.yaml"}) {
      String changes = Files.readString(out.resolve(file));
      Files.writeString(
          comparison,
          COMPARISON.replace("set: {population.buyers: 40, months: 40}\n", changes)
              + "outcomes: {all: {figure: awards}}\n");
      assertThat(changes).contains("parameters.entryElasticity: ");
      assertThat(run("experiment", comparison, "--out", out)).as(said.toString()).isZero();
    }
  }
}
