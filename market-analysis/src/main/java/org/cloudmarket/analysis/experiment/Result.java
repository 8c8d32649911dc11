package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.statistics.Estimate;

/**
 * What an experiment has found. Values are in the outcome's unit; intervals are of 95 percent. What
 * has no number, such as the price of what nobody bought, is not a number here, and null in JSON.
 *
 * @param name of the experiment
 * @param title of it
 * @param kind of design
 * @param replications how often each market was run
 * @param runs how many runs there were in all
 * @param stopped why there are so many
 * @param replicationsForHalf how many replications intervals of half the width would take
 * @param outcomes what is measured, for each arm but the baseline
 * @param attributions for each outcome, what each policy did
 * @param sensitivities for each outcome, what it depends on
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Result(
    String name,
    String title,
    String kind,
    int replications,
    long runs,
    String stopped,
    Optional<Long> replicationsForHalf,
    List<Effect> outcomes,
    List<Attributed> attributions,
    List<Influences> sensitivities) {

  public Result {
    outcomes = List.copyOf(outcomes);
    attributions = List.copyOf(attributions);
    sensitivities = List.copyOf(sensitivities);
  }

  /**
   * What is measured.
   *
   * @param name the outcome's id
   * @param figure that is measured
   * @param unit of all values
   * @param of whose part it is, in words
   * @param from the period's first month, such as 2021-09
   * @param to its last
   * @param reduced how a period's number is made of its months: their {@code sum}, their {@code
   *     mean}, or a {@code ratio} of two sums
   */
  public record Measure(
      String name, String figure, String unit, String of, String from, String to, String reduced) {}

  /**
   * The effect of an arm: its outcome minus that of the baseline, with the same seeds.
   *
   * @param measure what is measured
   * @param arm whose effect it is
   * @param baseline that it is held against
   * @param months such as 2021-09
   * @param baselineMean by month
   * @param mean of the arm by month
   * @param effect by month, with the interval from {@code low} to {@code high}
   * @param period the effect in the outcome's period
   * @param baselinePeriod the baseline's number in the period
   * @param armPeriod the arm's number in the period
   * @param varianceRatio the variance of paired effects in the period over that of independent ones
   * @param monthsToHalf after how many months of the period a share has moved half as far as it
   *     does in it; empty where its effect is not clear
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Effect(
      Measure measure,
      String arm,
      String baseline,
      List<String> months,
      List<Double> baselineMean,
      List<Double> mean,
      List<Double> effect,
      List<Double> low,
      List<Double> high,
      Estimate period,
      Estimate baselinePeriod,
      Estimate armPeriod,
      double varianceRatio,
      Optional<Estimate> monthsToHalf) {
    public Effect {
      months = List.copyOf(months);
      baselineMean = List.copyOf(baselineMean);
      mean = List.copyOf(mean);
      effect = List.copyOf(effect);
      low = List.copyOf(low);
      high = List.copyOf(high);
    }
  }

  /**
   * An effect and the parts of it that policies have.
   *
   * @param whole all policies together, against none of them
   * @param policies sorted by id; their values add up to the whole
   * @param interplays of pairs; empty where orders were sampled
   */
  public record Attributed(
      Measure measure, Estimate whole, List<Share> policies, List<Interplay> interplays) {
    public Attributed {
      policies = List.copyOf(policies);
      interplays = List.copyOf(interplays);
    }
  }

  /** A policy's part: its Shapley value. */
  public record Share(String policy, Estimate effect) {}

  /** What two policies do together beyond what each does alone. */
  public record Interplay(String first, String second, Estimate effect) {}

  /**
   * What an outcome depends on.
   *
   * @param mean of the outcome over all points
   * @param variance of it over all points; 0 where the method does not tell
   * @param reason why nothing is found; empty where something is
   */
  public record Influences(
      Measure measure, double mean, double variance, String reason, List<Influence> parameters) {
    public Influences {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * How much a number of the document matters. By Sobol': {@code first} and {@code total}; by
   * Morris: {@code meanEffect}, {@code meanSize} and {@code deviation}.
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Influence(
      String parameter,
      double low,
      double high,
      Optional<Estimate> first,
      Optional<Estimate> total,
      Optional<Estimate> meanEffect,
      Optional<Estimate> meanSize,
      Optional<Estimate> deviation) {}
}
