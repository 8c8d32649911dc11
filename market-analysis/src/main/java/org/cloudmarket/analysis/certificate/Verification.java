package org.cloudmarket.analysis.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.certificate.Certificate.Run;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.experiment.Variant;
import org.cloudmarket.analysis.statistics.Shuffle;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.random.Draws;

/**
 * What repeating an experiment has shown.
 *
 * @param repeated how many runs were made again
 * @param different where a run had another digest, or the certificate other runs
 * @param result whether the result is the same; nothing where only a sample was repeated
 */
public record Verification(int repeated, List<String> different, Optional<Boolean> result) {

  public Verification {
    different = List.copyOf(different);
  }

  /** Whether all that was repeated is equal. */
  public boolean equal() {
    return different.isEmpty() && result.orElse(true);
  }

  /**
   * Repeats all runs of a certificate and its result.
   *
   * @throws org.cloudmarket.documents.reading.InvalidScenario where its document cannot be read
   */
  public static Verification of(Certificate certificate, int threads, LocalWork.Progress progress) {
    Experiment experiment = experiment(certificate);
    Trials trials = LocalWork.run(experiment, threads, progress);
    List<Trial> wanted = experiment.design().wanted(trials, experiment.outcomes());
    List<String> different = new ArrayList<>();
    if (wanted.size() != certificate.runs().size()) {
      different.add(
          "the certificate has "
              + certificate.runs().size()
              + " runs, and the experiment "
              + wanted.size());
    }
    for (int i = 0; i < Math.min(wanted.size(), certificate.runs().size()); i++) {
      compare(certificate.runs().get(i), Run.of(wanted.get(i), trials), different);
    }
    boolean result =
        certificate.result().equals(Certificate.digest(Evaluation.of(experiment, trials)));
    return new Verification(wanted.size(), different, Optional.of(result));
  }

  /**
   * Repeats some runs of a certificate, which are drawn by its result.
   *
   * @param sample how many
   * @throws org.cloudmarket.documents.reading.InvalidScenario as above
   */
  public static Verification ofSample(
      Certificate certificate, int sample, int threads, LocalWork.Progress progress) {
    Experiment experiment = experiment(certificate);
    List<Run> runs = certificate.runs();
    List<Integer> order = Shuffle.order(Draws.key(certificate.result()), runs.size());
    List<Run> some =
        IntStream.range(0, Math.min(sample, runs.size()))
            .mapToObj(i -> runs.get(order.get(i)))
            .toList();
    List<Trial> trials =
        some.stream().map(run -> new Trial(Variant.parse(run.variant()), run.seed())).toList();
    Trials known = LocalWork.run(experiment, trials, threads, progress);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      compare(some.get(i), Run.of(trials.get(i), known), different);
    }
    return new Verification(some.size(), different, Optional.empty());
  }

  private static void compare(Run said, Run made, List<String> different) {
    if (!said.equals(made)) {
      different.add(
          made.variant()
              + ", seed "
              + made.seed()
              + ": the certificate has "
              + said.digest()
              + ", and it is "
              + made.digest());
    }
  }

  private static Experiment experiment(Certificate certificate) {
    return ExperimentReader.read(certificate.experiment().toString(), DocumentLibrary.shipped());
  }
}
