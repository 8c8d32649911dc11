package org.cloudmarket.local.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.certificate.Release;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.LocalWork;
import org.cloudmarket.analysis.experiment.Replications;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.outcome.Whose;
import org.cloudmarket.analysis.report.TextReport;
import org.cloudmarket.local.report.RunView.Part;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The effect of a scenario's policies over many pairs of runs in this process: one pair alone
 * cannot tell what the policy did from what a large buyer happened to do.
 */
public final class PairsReport {

  /** How many pairs of runs there are of a market of usual size. */
  private static final int PAIRS = 40;

  /** Fewer pairs would give no interval worth reading. */
  private static final int FEWEST_PAIRS = 4;

  /** Buyers at the start times months of all runs together: some ten seconds on two processors. */
  private static final long MOST_BUYER_MONTHS = 80_000_000;

  private PairsReport() {}

  /**
   * The report, line by line.
   *
   * @param with the scenario under policy
   * @param without the same market without it
   * @param seed of the first pair
   */
  public static List<String> of(
      Scenario with, Scenario without, long seed, LocalWork.Progress progress) {
    Experiment experiment = experiment(with, without, seed);
    Trials trials = LocalWork.run(experiment, Runtime.getRuntime().availableProcessors(), progress);
    Result result = Evaluation.of(experiment, trials);
    Certificate certificate = Certificate.of(Release.VERSION, experiment, trials, result);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "Effect over "
            + result.replications()
            + " pairs of runs in process, seeds "
            + seed
            + " to "
            + (seed + result.replications() - 1)
            + ", each pair with the same luck");
    lines.addAll(TextReport.lines(result, certificate, with.currency(), false));
    return lines;
  }

  static Experiment experiment(Scenario with, Scenario without, long seed) {
    return new Experiment(
        with.name() + "-pairs",
        with.title(),
        new Comparison(
            new Arm("without", without.title(), without),
            List.of(new Arm("with", with.title(), with)),
            new Replications.Fixed(pairs(with)),
            seed),
        outcomes(with));
  }

  private static int pairs(Scenario scenario) {
    long ofAPair = 2L * Math.max(1, scenario.buyers()) * scenario.months();
    return Math.clamp(MOST_BUYER_MONTHS / ofAPair, FEWEST_PAIRS, PAIRS);
  }

  private static List<Outcome> outcomes(Scenario scenario) {
    int first = Experiment.firstMonthOfPolicy(scenario).orElse(scenario.start());
    List<Outcome> outcomes = new ArrayList<>();
    Part part = EffectReport.scope(scenario).iterator().next();
    SortedSet<Segment> segments =
        part.segment().isEmpty()
            ? Collections.emptySortedSet()
            : scenario.segments().keySet().stream()
                .filter(each -> each.id().equals(part.segment()))
                .collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> cities =
        part.city().isEmpty() ? Collections.emptySortedSet() : new TreeSet<>(Set.of(part.city()));
    for (Ownership ownership : ownerships(scenario)) {
      outcomes.add(
          new Outcome(
              ownership.id() + "-share",
              Figure.RUNNING_SHARE,
              new Whose.OfOwnership(ownership),
              segments,
              cities,
              first,
              scenario.end() - 1));
    }
    for (Figure figure :
        List.of(Figure.MIGRATIONS, Figure.COMPLAINTS, Figure.PORTING_COST, Figure.COST_TO_BUYERS)) {
      outcomes.add(
          new Outcome(
              figure.id(),
              figure,
              new Whose.Everybody(),
              Collections.emptySortedSet(),
              Collections.emptySortedSet(),
              first,
              scenario.end() - 1));
    }
    return outcomes;
  }

  private static SortedSet<Ownership> ownerships(Scenario scenario) {
    return scenario.providers().stream()
        .map(provider -> provider.ownership())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
