package org.cloudmarket.analysis.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.certificate.Certificate.Run;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

/** Whoever has a certificate can repeat what it says, and finds out where it is wrong. */
class CertificateTest {

  private static final Certificate MADE = make("replications: 4");

  /** Decides which runs a sample has. */
  private static final long DRAW = 7;

  private static final LocalWork.Progress NO_RUN =
      (_, _) -> {
        throw new AssertionError("a run was made");
      };

  private static Certificate make(String replications) {
    return make(
        Tree.read(
            """
            name: small
            kind: comparison
            scenario: tianjin-mandate
            set: {population.buyers: 40, months: 40}
            arms: {without: {without: all}, with: {}}
            baseline: without
            outcomes: {of-state: {figure: running-share, ofOwnership: state}}
            """
                + replications));
  }

  private static Certificate make(Tree document) {
    Experiment experiment = ExperimentReader.read(document, DocumentLibrary.shipped());
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
  void aSampleIsRepeatedAndTheResultIsNotChecked() {
    Verification verification = Verification.ofSample(MADE, 2, DRAW, 1, (_, _) -> {});

    assertThat(verification.equal()).isTrue();
    assertThat(verification.repeated()).isEqualTo(2);
    assertThat(verification.result()).isEmpty();
  }

  @Test
  void aSampleOfAllRunsChecksTheResultToo() {
    assertThat(Verification.ofSample(MADE, 8, DRAW, 2, (_, _) -> {}).result()).contains(true);
  }

  @Test
  void theMakerDoesNotDecideWhichRunsAreDrawn() {
    List<Run> runs = new ArrayList<>(MADE.runs());
    Run first = runs.getFirst();
    runs.set(0, new Run(first.variant(), first.seed(), "0".repeat(32)));

    // Each of twelve results that a forger may choose, and each of twelve draws that he does not.
    assertThat(
            IntStream.range(0, 12)
                .mapToObj(i -> with(runs, MADE.result().replace('0', (char) ('a' + i % 6))))
                .map(forged -> Verification.ofSample(forged, 1, DRAW, 1, (_, _) -> {}).equal()))
        .as("the result changes nothing")
        .hasSize(12)
        .containsOnly(Verification.ofSample(with(runs, ""), 1, DRAW, 1, (_, _) -> {}).equal());
    assertThat(
            IntStream.range(0, 12)
                .mapToObj(
                    draw ->
                        Verification.ofSample(with(runs, MADE.result()), 1, draw, 1, (_, _) -> {})
                            .equal()))
        .as("the draw does")
        .contains(true, false);
  }

  @Test
  void otherRunsThanTheExperimentWantsAreFoundBeforeAnyIsMade() {
    List<Run> twice = new ArrayList<>(MADE.runs());
    twice.set(3, twice.get(1));
    List<Run> nobody = new ArrayList<>(MADE.runs());
    nobody.set(0, new Run("arm nobody", 1, "0".repeat(32)));
    nobody.set(1, new Run("policies tianjin-mandate", 1, "0".repeat(32)));

    for (int sample : new int[] {1, 6}) {
      Verification ofTwice =
          Verification.ofSample(with(twice, MADE.result()), sample, DRAW, 1, NO_RUN);
      assertThat(ofTwice.equal()).isFalse();
      assertThat(ofTwice.repeated()).isZero();
      assertThat(ofTwice.different())
          .containsExactly(
              "/runs/3: is arm with, seed 1, and the experiment wants arm with, seed 2 there");
      assertThat(
              Verification.ofSample(with(nobody, MADE.result()), sample, DRAW, 1, NO_RUN)
                  .different())
          .hasSize(2)
          .first()
          .asString()
          .startsWith("/runs/0: is arm nobody, seed 1");
    }
    assertThat(
            Verification.ofSample(
                    with(MADE.runs().subList(0, 4), MADE.result()), 1, DRAW, 1, NO_RUN)
                .different())
        .singleElement()
        .asString()
        .contains("4 runs")
        .contains("8");
  }

  @Test
  void anExperimentThatStoppedByItselfHasWholeReplicationsFromThePilotOn() {
    Certificate stopped = make("precision: {outcome: of-state, halfWidth: 1, pilot: 4, most: 5}");
    Certificate longer = copy(stopped, 5);
    Certificate beyond = copy(stopped, 6);
    List<Run> half = stopped.runs().subList(0, 7);

    assertThat(stopped.runs()).hasSize(8);
    assertThat(Verification.of(stopped, 2, (_, _) -> {}).equal()).isTrue();
    assertThat(Verification.ofSample(longer, 1, DRAW, 1, (_, _) -> {}).repeated())
        .as("a sample cannot know how many replications the pilot asks for")
        .isEqualTo(1);
    assertThat(Verification.of(longer, 2, (_, _) -> {}).different())
        .as("all runs can")
        .anyMatch(line -> line.equals("the certificate has 10 runs, and the experiment 8"));
    assertThat(Verification.ofSample(beyond, 1, DRAW, 1, NO_RUN).different())
        .containsExactly("the certificate has 12 runs, and the experiment 10");
    assertThat(
            Verification.ofSample(
                    new Certificate(
                        stopped.version(),
                        stopped.experiment(),
                        half,
                        stopped.result(),
                        stopped.command(),
                        Optional.empty()),
                    1,
                    DRAW,
                    1,
                    NO_RUN)
                .different())
        .containsExactly("the certificate has 7 runs, and the experiment 8");
  }

  /**
   * The same with the runs of so many replications, of which those after the fourth are made up.
   */
  private static Certificate copy(Certificate certificate, int replications) {
    List<Run> runs = new ArrayList<>(certificate.runs());
    for (long seed = 5; seed <= replications; seed++) {
      runs.add(new Run("arm without", seed, "0".repeat(32)));
      runs.add(new Run("arm with", seed, "0".repeat(32)));
    }
    return new Certificate(
        certificate.version(),
        certificate.experiment(),
        runs,
        certificate.result(),
        certificate.command(),
        Optional.empty());
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
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();

    assertThatThrownBy(() -> Signatures.sign(MADE, keys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ed25519");
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertThat(faults("{}"))
        .containsExactlyInAnyOrder(
            "/command: is missing",
            "/experiment: is missing",
            "/result: is missing",
            "/runs: is missing",
            "/version: is missing");
    assertThat(faults("nonsense")).singleElement().asString().contains("this is no JSON");
    assertThat(faults("[]")).singleElement().asString().contains("not a map of fields");
  }

  @Test
  void everyFaultOfACertificateIsNamedWithItsPlace() {
    String text =
        """
        {"version": null, "command": "rm -rf", "result": "00", "signature": {"value": 7},
         "runs": [{"variant": "arm a", "seed": 0.5, "digest": "%s", "luck": 1}, 3],
         "experiment": [], "note": "x"}
        """
            .formatted("0".repeat(31));

    assertThat(faults(text))
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactlyInAnyOrder(
            "/version",
            "/command",
            "/result",
            "/signature/publicKey",
            "/signature/value",
            "/runs/0/seed",
            "/runs/0/digest",
            "/runs/0/luck",
            "/runs/1",
            "/experiment",
            "/note");
  }

  @Test
  void aTextThatWasAlteredIsRefused() {
    String text = CertificateJson.write(MADE);

    assertThat(faults(text + "{}")).singleElement().asString().contains("goes on after its end");
    assertThat(faults(text.replaceFirst("\\{", "{\"version\": \"0\", ")))
        .singleElement()
        .asString()
        .startsWith("/version: is written twice");
    assertThat(faults(text.replaceFirst("\"experiment\":\\{", "$0\"name\": \"other\", ")))
        .singleElement()
        .asString()
        .startsWith("/experiment/name: is written twice");
    assertThat(faults(text.replaceFirst("\"seed\"", "\"seed\":9,$0")))
        .singleElement()
        .asString()
        .startsWith("/runs/0/seed: is written twice");
  }

  @Test
  void whatIsWrongWithTheExperimentIsSaidWithItsPlace() {
    ObjectNode document = MADE.experiment().deepCopy();
    document.put("baseline", "nobody");
    Certificate certificate =
        new Certificate(
            MADE.version(), document, MADE.runs(), MADE.result(), MADE.command(), Optional.empty());

    assertThatThrownBy(() -> Verification.of(certificate, 1, NO_RUN))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageStartingWith("/experiment/baseline: ");
  }

  @Test
  void certificatesThatAreLongerThanDocumentsMayBeAreReadAgain() {
    var runs = Collections.nCopies(3_000, MADE.runs()).stream().flatMap(List::stream).toList();
    Certificate certificate =
        new Certificate(
            MADE.version(),
            MADE.experiment(),
            runs,
            MADE.result(),
            MADE.command(),
            Optional.empty());

    String text = CertificateJson.write(certificate);

    assertThat(text.length()).isGreaterThan(Tree.MAX_LENGTH);
    assertThat(CertificateJson.read(text).runs()).isEqualTo(runs);
  }

  private static List<String> faults(String text) {
    try {
      CertificateJson.read(text);
    } catch (InvalidScenario e) {
      return e.faults().stream().map(Fault::toString).toList();
    }
    return List.of();
  }
}
