package org.cloudmarket.analysis.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.certificate.Certificate.Run;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Design;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.statistics.Shuffle;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.OddCharacters;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/**
 * What repeating an experiment has shown. Before any run is made, the runs of the certificate are
 * held against those that its experiment wants.
 *
 * @param repeated how many runs were made again; none where the certificate has other runs than its
 *     experiment wants
 * @param different where the certificate has other runs, or a run has another digest
 * @param result whether the result is the same; nothing where it was not checked
 */
public record Verification(int repeated, List<String> different, Optional<Boolean> result) {

  public Verification {
    different = List.copyOf(different);
  }

  /** Whether all that was checked is equal. */
  public boolean equal() {
    return different.isEmpty() && result.orElse(true);
  }

  /**
   * Repeats all runs of a certificate and its result.
   *
   * @throws InvalidScenario where its document cannot be read
   * @throws org.cloudmarket.analysis.experiment.FailedRun where a run of it cannot be made
   */
  public static Verification of(Certificate certificate, int threads, LocalWork.Progress progress) {
    Experiment experiment = experiment(certificate);
    List<String> others = otherRuns(certificate, planned(experiment, certificate.runs().size()));
    if (!others.isEmpty()) {
      return new Verification(0, others, Optional.empty());
    }
    Trials trials = LocalWork.run(experiment, threads, progress);
    List<Trial> wanted = experiment.design().wanted(trials, experiment.outcomes());
    List<String> different = new ArrayList<>();
    unlessAsMany(certificate, wanted, different);
    for (int i = 0; i < Math.min(wanted.size(), certificate.runs().size()); i++) {
      compare(certificate.runs().get(i), Run.of(wanted.get(i), trials), different);
    }
    boolean result = certificate.certifies(Evaluation.of(experiment, trials));
    return new Verification(wanted.size(), different, Optional.of(result));
  }

  /**
   * Repeats some runs of a certificate; its result is not checked. Whoever made the certificate
   * must not be able to foresee which.
   *
   * @param sample how many; all of them where there are no more, and then the result, too
   * @param draw decides which
   * @throws InvalidScenario as above
   * @throws org.cloudmarket.analysis.experiment.FailedRun as above
   */
  public static Verification ofSample(
      Certificate certificate, int sample, long draw, int threads, LocalWork.Progress progress) {
    if (sample >= certificate.runs().size()) {
      return of(certificate, threads, progress);
    }
    Experiment experiment = experiment(certificate);
    List<Trial> planned = planned(experiment, certificate.runs().size());
    List<String> different = otherRuns(certificate, planned);
    if (!different.isEmpty()) {
      return new Verification(0, different, Optional.empty());
    }
    long stem = Draws.with(Draws.mix(draw), Draws.key("sample"));
    List<Integer> places = Shuffle.order(stem, planned.size()).subList(0, sample);
    List<Trial> some = places.stream().map(planned::get).toList();
    Trials made = LocalWork.run(experiment, some, threads, progress);
    for (int place : places) {
      compare(certificate.runs().get(place), Run.of(planned.get(place), made), different);
    }
    return new Verification(sample, different, Optional.empty());
  }

  /**
   * The runs that an experiment wants. Where it stops by itself, nobody knows before the pilot how
   * many replications there are: then as many as fill so many runs and are allowed.
   */
  private static List<Trial> planned(Experiment experiment, int runs) {
    Design design = experiment.design();
    if (design instanceof Comparison comparison
        && comparison.replications() instanceof Replications.ToHalfWidth rule) {
      int arms = 1 + comparison.treatments().size();
      int count = Math.clamp(runs / arms, rule.pilot(), rule.most());
      design =
          new Comparison(
              comparison.baseline(),
              comparison.treatments(),
              new Replications.Fixed(count),
              comparison.firstSeed());
    }
    return design.wanted(new Trials(), experiment.outcomes());
  }

  private static List<String> otherRuns(Certificate certificate, List<Trial> planned) {
    List<String> others = new ArrayList<>();
    unlessAsMany(certificate, planned, others);
    for (int i = 0; i < Math.min(planned.size(), certificate.runs().size()); i++) {
      Run said = certificate.runs().get(i);
      Trial trial = planned.get(i);
      if (said.seed() != trial.seed() || !said.variant().equals(trial.variant().text())) {
        others.add(
            "/runs/"
                + i
                + ": is "
                + named(said.variant(), said.seed())
                + ", and the experiment wants "
                + named(trial.variant().text(), trial.seed())
                + " there");
      }
    }
    return others;
  }

  private static String named(String variant, long seed) {
    return variant + ", seed " + seed;
  }

  private static void unlessAsMany(
      Certificate certificate, List<Trial> wanted, List<String> different) {
    if (wanted.size() != certificate.runs().size()) {
      different.add(
          "the certificate has "
              + certificate.runs().size()
              + " runs, and the experiment "
              + wanted.size());
    }
  }

  private static void compare(Run said, Run made, List<String> different) {
    if (!said.equals(made)) {
      different.add(
          named(made.variant(), made.seed())
              + ": the certificate has "
              + said.digest()
              + ", and it is "
              + made.digest());
    }
  }

  /** The document stands in the certificate, which has been read already. */
  private static Experiment experiment(Certificate certificate) {
    Tree tree = new Tree(certificate.experiment(), List.of(), new OddCharacters());
    try {
      return ExperimentReader.read(tree, DocumentLibrary.shipped());
    } catch (InvalidScenario e) {
      String experiment = Pointer.to(Pointer.ROOT, "experiment");
      throw new InvalidScenario(
          e.faults().stream()
              .map(fault -> new Fault(experiment + fault.pointer(), fault.detail()))
              .toList());
    }
  }
}
