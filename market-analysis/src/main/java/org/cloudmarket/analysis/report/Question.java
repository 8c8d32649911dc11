package org.cloudmarket.analysis.report;

import java.util.List;
import java.util.Locale;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * A question that the kept evidence answers in one sentence. All answers are shares: points of
 * somebody's spend that move to a provider or away from it.
 *
 * @param evidence the name of the experiment that answers it
 * @param text the question
 * @param outcome of the experiment that answers it
 * @param arm of the experiment whose effect answers it; empty where the whole of an attribution
 *     does
 * @param deed who moves it, and the verb, such as "The fine moved"
 * @param spend whose spend it is
 * @param provider to whom it moves, or away from whom
 * @param scenario in which everybody can change it
 * @param scenarioArm the arm of this scenario that is looked at; empty where it stands as written
 */
public record Question(
    String evidence,
    String text,
    String outcome,
    String arm,
    String deed,
    String spend,
    String provider,
    String scenario,
    String scenarioArm) {

  private static final String CAUTIOUS = "public buyers' and banks' cloud spend";
  private static final String CHINA = "China's cloud spend";
  private static final String LEADER = "Alibaba";

  /** The questions of the front page, in its order. */
  public static final List<Question> ALL =
      List.of(
          new Question(
              "tianjin-effect",
              "What does a two-month mandate do in one city?",
              "city-cloud-of-companies",
              "kept",
              "Had Tianjin not softened its order, it would have moved",
              "its companies' cloud spend",
              "the city's cloud",
              "tianjin-mandate",
              "mandate"),
          new Question(
              "leader-attribution",
              "What did all interventions do to the leader?",
              "leader-at-home",
              "",
              "All interventions of 2019 to 2021 together moved",
              CHINA,
              LEADER,
              "china-2019-2021",
              ""),
          new Question(
              "suspension-effect",
              "What does a suspension do that bans nothing?",
              "leader-among-cautious",
              "suspended",
              "Six months' suspension moved",
              CAUTIOUS,
              LEADER,
              "security-sanction",
              "suspended"),
          new Question(
              "classification-effect",
              "What does it do to classify data, and nothing else?",
              "state-among-classified",
              "classified",
              "The laws that classify data moved",
              CAUTIOUS,
              "the state's clouds",
              "data-as-national-security",
              "classified"),
          new Question(
              "fine-effect",
              "What does a record fine do?",
              "leader-at-home",
              "fined",
              "The antitrust fine moved",
              CHINA,
              LEADER,
              "antitrust-fine",
              "fine-only"),
          new Question(
              "union-act-effect",
              "What would the proposed European act move?",
              "foreign-among-public",
              "proposed",
              "The act would move",
              "public buyers' cloud spend",
              "foreign clouds",
              "eu-cada",
              "as-proposed"));

  /**
   * The result with nothing but what answers it: one effect of a comparison, or one attribution.
   *
   * @throws IllegalArgumentException where the result has none
   */
  public Result only(Result result) {
    List<Result.Effect> effects =
        result.outcomes().stream()
            .filter(each -> each.measure().name().equals(outcome) && each.arm().equals(arm))
            .toList();
    List<Result.Attributed> attributions =
        result.attributions().stream()
            .filter(each -> each.measure().name().equals(outcome) && arm.isEmpty())
            .toList();
    if (effects.size() + attributions.size() != 1) {
      throw new IllegalArgumentException(result.name() + " does not answer: " + text);
    }
    return new Result(
        result.name(),
        result.title(),
        result.kind(),
        result.replications(),
        result.runs(),
        result.stopped(),
        result.replicationsForHalf(),
        effects,
        attributions,
        List.of());
  }

  /** What is measured, as a heading: whose share of whose spend. */
  public String share() {
    return provider.substring(0, 1).toUpperCase(Locale.ROOT)
        + provider.substring(1)
        + ": share of "
        + spend;
  }

  /**
   * The answer with its interval, in one sentence.
   *
   * @param result of the experiment
   * @param units of its scenario
   */
  public String answer(Result result, Units units) {
    Result only = only(result);
    return only.outcomes().isEmpty()
        ? answer(
            only.attributions().getFirst().measure(), only.attributions().getFirst().whole(), units)
        : answer(only.outcomes().getFirst().measure(), only.outcomes().getFirst().period(), units);
  }

  private String answer(Result.Measure measure, Estimate found, Units units) {
    if (found.equals(Estimate.ZERO)) {
      return deed + " nothing of " + spend + ": every pair of runs is the same with it and without";
    }
    if (!found.clear()) {
      return deed
          + " nothing that we can tell of "
          + spend
          + " to "
          + provider
          + " or away: "
          + units.text(measure.unit(), Units.Kind.CHANGE, found);
    }
    boolean to = found.value() > 0;
    Estimate size = to ? found : new Estimate(-found.value(), -found.high(), -found.low());
    return deed
        + " "
        + units.text(measure.unit(), Units.Kind.SIZE, size)
        + " of "
        + spend
        + (to ? " to " : " away from ")
        + provider;
  }
}
