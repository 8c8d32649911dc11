package org.cloudmarket.analysis.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.certificate.Certificate.Run;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.junit.jupiter.api.Test;

/** Whoever has a certificate can repeat what it says, and finds out where it is wrong. */
class CertificateTest {

  private static final Certificate MADE = make();

  private static Certificate make() {
    Experiment experiment =
        ExperimentReader.read(
            """
            name: small
            kind: comparison
            scenario: tianjin-mandate
            set: {population.buyers: 40, months: 40}
            arms: {without: {without: all}, with: {}}
            baseline: without
            replications: 4
            """,
            DocumentLibrary.shipped());
    Trials trials = LocalWork.run(experiment, 2, (_, _) -> {});
    return Certificate.of("1.2.3", experiment, trials, Evaluation.of(experiment, trials));
  }

  private static Certificate with(List<Run> runs, String result) {
    return new Certificate(
        MADE.version(), MADE.experiment(), runs, result, MADE.command(), Optional.empty());
  }

  @Test
  void itIsRepeatedFromItsTextAlone() {
    Certificate read = CertificateJson.read(CertificateJson.write(MADE));
    Verification verification = Verification.of(read, 2, (_, _) -> {});

    assertThat(CertificateJson.write(read)).isEqualTo(CertificateJson.write(MADE));
    assertThat(verification.different()).isEmpty();
    assertThat(verification.result()).contains(true);
    assertThat(verification.equal()).isTrue();
    assertThat(verification.repeated()).isEqualTo(8);
    assertThat(verification.result()).contains(true);
  }

  @Test
  void aSampleIsRepeated() {
    Verification verification = Verification.ofSample(MADE, 2, 1, (_, _) -> {});

    assertThat(verification.equal()).isTrue();
    assertThat(verification.repeated()).isEqualTo(2);
    assertThat(verification.result()).isEmpty();
  }

  @Test
  void aRunWithAnotherDigestIsNamed() {
    List<Run> runs = new ArrayList<>(MADE.runs());
    Run third = runs.get(2);
    runs.set(2, new Run(third.variant(), third.seed(), "0".repeat(32)));

    Verification verification = Verification.of(with(runs, MADE.result()), 2, (_, _) -> {});

    assertThat(verification.equal()).isFalse();
    assertThat(verification.different())
        .singleElement()
        .asString()
        .contains(third.variant())
        .contains("seed " + third.seed())
        .contains(third.digest());
  }

  @Test
  void anotherResultAndMissingRunsAreFound() {
    Verification other = Verification.of(with(MADE.runs(), "00"), 2, (_, _) -> {});
    Verification fewer =
        Verification.of(with(MADE.runs().subList(0, 4), MADE.result()), 2, (_, _) -> {});

    assertThat(other.equal()).isFalse();
    assertThat(other.different()).isEmpty();
    assertThat(fewer.different()).singleElement().asString().contains("4 runs").contains("8");
  }

  @Test
  void aSignatureHoldsUntilAnythingIsChanged() throws NoSuchAlgorithmException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Certificate signed = Signatures.sign(MADE, keys);
    Certificate changed =
        new Certificate(
            "1.2.4",
            signed.experiment(),
            signed.runs(),
            signed.result(),
            signed.command(),
            signed.signature());

    assertThat(Signatures.valid(MADE)).as("it has none").isFalse();
    assertThat(Signatures.valid(CertificateJson.read(CertificateJson.write(signed)))).isTrue();
    assertThat(Signatures.valid(changed)).isFalse();
  }

  @Test
  void keysOfAnotherKindSignNothing() throws NoSuchAlgorithmException {
    KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();

    assertThatThrownBy(() -> Signatures.sign(MADE, keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ed25519");
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertThatThrownBy(() -> CertificateJson.read("{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> CertificateJson.read("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
