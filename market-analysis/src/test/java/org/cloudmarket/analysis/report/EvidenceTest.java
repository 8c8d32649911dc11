package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.CertificateJson;
import org.cloudmarket.analysis.certificate.Verification;
import org.cloudmarket.analysis.experiment.CalibrationReader;
import org.cloudmarket.analysis.experiment.CalibrationStudy;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.ExperimentWriter;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/evidence.md says is what the product finds today: ./run evidence makes it anew. */
class EvidenceTest {

  private static final Path PAGE = Path.of("..", "docs", "evidence.md");

  /** So many runs of each are made again in every build. */
  private static final int SAMPLE = 2;

  private static final long DRAW = 1;

  static Iterable<String> experiments() {
    return Evidence.EXPERIMENTS;
  }

  private static String document(String name) throws IOException {
    return Files.readString(Path.of("..", "experiments", name + ".yaml"));
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void whatIsKeptIsOfTheExperimentAsItIsWrittenToday(String name) throws IOException {
    Experiment today = ExperimentReader.read(document(name), DocumentLibrary.shipped());

    assertThat(Evidence.keptCertificate(name).experiment().toString())
        .isEqualTo(ExperimentWriter.write(today).toString());
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void itsCertificateIsReadToTheLastCharacter(String name) throws IOException {
    String text =
        Files.readString(
            Path.of("src", "main", "resources", Evidence.FOLDER, Evidence.certificate(name)));

    assertThat(CertificateJson.write(CertificateJson.read(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void someOfItsRunsAreMadeAgainAndEqual(String name) {
    Verification verification =
        Verification.ofSample(Evidence.keptCertificate(name), SAMPLE, DRAW, 2, (_, _) -> {});

    assertThat(verification.different()).isEmpty();
    assertThat(verification.repeated()).isEqualTo(SAMPLE);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void itsTablesOnThePageAreThoseOfItsResult(String name) throws IOException {
    String page = Files.readString(PAGE);
    Certificate certificate = Evidence.keptCertificate(name);
    Experiment experiment =
        ExperimentReader.read(certificate.experiment().toString(), DocumentLibrary.shipped());
    Currency currency = experiment.design().specimen().currency();

    assertThat(certificate.currency()).isEqualTo(currency);
    assertThat(certificate.certifies(Evidence.keptResult(name))).isTrue();
    assertThat(EvidencePage.in(page, Evidence.keptResult(name), currency)).isEqualTo(page);
  }

  @Test
  @Tag("validation")
  void theFirstExperimentIsMadeAgainAsAWholeAndItsResultIsTheSame() throws IOException {
    String name = Evidence.EXPERIMENTS.getFirst();
    Experiment experiment = ExperimentReader.read(document(name), DocumentLibrary.shipped());

    Result today = Evaluation.of(experiment, LocalWork.run(experiment, 2, (_, _) -> {}));

    assertThat(today).isEqualTo(Evidence.keptResult(name));
  }

  @Test
  void theBackTestOnThePageIsThatOfTheCalibration() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : Evidence.CALIBRATIONS) {
      CalibrationStudy study = CalibrationReader.read(document(name), DocumentLibrary.shipped());

      assertThat(EvidencePage.in(page, Evidence.keptCalibration(name))).isEqualTo(page);
      assertThat(Evidence.keptCalibration(name).targets()).hasSameSizeAs(study.targets());
      assertThat(Evidence.keptCalibration(name).models().getFirst().figures())
          .as("as written, run again")
          .isEqualTo(study.asWritten());
    }
  }

  @Test
  void aPageWithoutMarksIsRefused() {
    assertThatThrownBy(
            () ->
                EvidencePage.in(
                    "# Nothing\n",
                    Evidence.keptResult("tianjin-effect"),
                    Currency.getInstance("CNY")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tianjin-effect begins");
  }
}
