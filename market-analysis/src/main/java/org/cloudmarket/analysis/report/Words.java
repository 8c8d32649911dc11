package org.cloudmarket.analysis.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.outcome.Figure;
import org.cloudmarket.analysis.sensitivity.Rounding;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.model.market.Kebab;

/** Findings in words. What a result leaves out is taken from the document of its experiment. */
final class Words {

  /** From so many on, some interval is likely to be wrong. */
  private static final int MANY_INTERVALS = 10;

  /** The most kinds of buyers that a sentence of a page names; of more it says how many. */
  private static final int MANY_KINDS = 4;

  /** Letters that stand beside a line without lying over much of it. */
  private static final int LONGEST_LABEL = 32;

  private final Result result;
  private final JsonNode experiment;
  private final Units units;
  private final Naming naming;

  Words(Result result, JsonNode experiment, Units units, Naming naming) {
    this.result = result;
    this.experiment = experiment;
    this.units = units;
    this.naming = naming;
  }

  /**
   * The effects by arm: first the outcome of the headline, then the clear ones, and of these first
   * those that are largest beside what the baseline has.
   */
  static List<Result.Effect> telling(List<Result.Effect> effects) {
    return effects.stream()
        .sorted(
            Comparator.comparing(Result.Effect::arm)
                .thenComparingInt(
                    effect -> effect.measure().equals(main(effects).measure()) ? 0 : 1)
                .thenComparingInt(effect -> effect.period().clear() ? 0 : 1)
                .thenComparingDouble(effect -> -relative(effect)))
        .toList();
  }

  /** Infinite where the baseline has nothing. */
  private static double relative(Result.Effect effect) {
    double size = Math.abs(effect.period().value());
    return size == 0 ? 0 : size / Math.abs(effect.baselinePeriod().value());
  }

  /** The shares of an attribution, the largest first, whatever its sign. */
  static List<Result.Share> largestFirst(Result.Attributed attributed) {
    return attributed.policies().stream()
        .sorted(Comparator.comparingDouble(share -> -Math.abs(share.effect().value())))
        .toList();
  }

  /** The parameters, that on which the outcome depends most first. */
  static List<Result.Influence> strongestFirst(Result.Influences influences) {
    return influences.parameters().stream()
        .sorted(Comparator.comparingDouble(influence -> -strength(influence)))
        .toList();
  }

  /** By Sobol' the total share, by Morris the mean size of effects. */
  private static double strength(Result.Influence influence) {
    return influence.total().or(influence::meanSize).map(Estimate::value).orElse(0.0);
  }

  /**
   * A value over the half-width of its interval; above 1 it is clear. Where nothing scatters it is
   * no more than that: rare events may come out alike in few runs.
   */
  private static double clarity(Estimate estimate) {
    double size = Math.abs(estimate.value());
    double half = (estimate.high() - estimate.low()) / 2;
    return size == 0 ? 0 : half == 0 ? 1 : size / half;
  }

  /** The main finding, in one sentence. */
  String headline() {
    if (!result.outcomes().isEmpty()) {
      return headline(result.outcomes());
    }
    if (!result.attributions().isEmpty()) {
      Result.Attributed first = result.attributions().getFirst();
      Result.Share largest = largestFirst(first).getFirst();
      String moved = effect(first.measure(), largest.effect());
      String whole = effect(first.measure(), first.whole());
      return largest.effect().clear()
          ? "Of all policies, "
              + naming.policy(largest.policy())
              + " moves "
              + phrase(first.measure())
              + " most: "
              + moved
              + ", of "
              + whole
              + " by all together"
          : "No policy clearly moves "
              + phrase(first.measure())
              + "; "
              + naming.policy(largest.policy())
              + " comes nearest with "
              + moved
              + ", of "
              + whole
              + " by all together";
    }
    if (!result.sensitivities().isEmpty()) {
      return headline(result.sensitivities().getFirst());
    }
    return result.title();
  }

  /** Of shares, which compare, the largest clear effect; else the clearest of all. */
  private static Result.Effect main(List<Result.Effect> effects) {
    return effects.stream()
        .filter(effect -> isShare(effect.measure()) && effect.period().clear())
        .max(Comparator.comparingDouble(effect -> Math.abs(effect.period().value())))
        .orElseGet(
            () ->
                effects.stream()
                    .filter(effect -> effect.period().known())
                    .max(Comparator.comparingDouble(effect -> clarity(effect.period())))
                    .orElse(effects.getFirst()));
  }

  private String headline(List<Result.Effect> effects) {
    Result.Effect main = main(effects);
    String arm = "Under " + armName(main.arm()) + ", ";
    String baseline = "under " + armName(main.baseline());
    Estimate period = main.period();
    if (effects.stream().allMatch(effect -> effect.period().equals(Estimate.ZERO))) {
      return arm + "every outcome is the same as " + baseline + " in every pair of runs";
    }
    if (!period.clear()) {
      return arm
          + "no outcome differs clearly from that "
          + baseline
          + "; the clearest is "
          + phrase(main.measure())
          + ": "
          + effect(main.measure(), period);
    }
    boolean more = period.value() > 0;
    Estimate size = more ? period : new Estimate(-period.value(), -period.high(), -period.low());
    return arm
        + phrase(main.measure())
        + " is "
        + units.text(main.measure().unit(), Units.Kind.SIZE, size)
        + (more ? " higher than " : " lower than ")
        + baseline;
  }

  /** A part of a whole is at most all of it. */
  private static boolean tooFewRows(Result.Influence influence) {
    return influence.total().filter(total -> total.low() > 1).isPresent();
  }

  private String headline(Result.Influences influences) {
    if (influences.parameters().stream().anyMatch(Words::tooFewRows)) {
      return "There are too few rows to say on what " + phrase(influences.measure()) + " depends";
    }
    if (!influences.reason().isEmpty() || influences.parameters().isEmpty()) {
      return sentence(influences.measure()) + " depends on none of the parameters clearly";
    }
    Result.Influence strongest = strongestFirst(influences).getFirst();
    return sentence(influences.measure())
        + " depends most on "
        + strongest.parameter()
        + ": "
        + strongest
            .total()
            .map(total -> variance(total) + " of its variance")
            .or(
                () ->
                    strongest
                        .meanSize()
                        .map(
                            size ->
                                units.text(influences.measure().unit(), Units.Kind.SIZE, size)
                                    + " over its range"))
            .orElse("");
  }

  /** A parameter's range, as documents hold numbers. */
  static String range(Result.Influence influence) {
    return Rounding.round(influence.low()).toPlainString()
        + " to "
        + Rounding.round(influence.high()).toPlainString();
  }

  /** A share of variance, with its interval. */
  String variance(Estimate share) {
    return units.text("fraction", Units.Kind.LEVEL, share);
  }

  private String effect(Result.Measure measure, Estimate estimate) {
    return units.text(measure.unit(), Units.Kind.CHANGE, estimate);
  }

  static boolean isShare(Result.Measure measure) {
    return measure.unit().equals(Figure.RUNNING_SHARE.unit());
  }

  /** What is measured, as part of a sentence. */
  String phrase(Result.Measure measure) {
    String among = among(measure);
    String of = of(measure);
    String own = of.equals("all") ? "the " : of.endsWith("s") ? of + "' " : of + "'s ";
    String figure =
        Kebab.find(Figure.class, measure.figure()).map(Words::phrase).orElse(measure.figure());
    return own + figure + among;
  }

  private String of(Result.Measure measure) {
    if (measure.of().equals("all")) {
      return "all";
    }
    return measure.figure().equals(Figure.IN_FORCE.id())
        ? naming.policy(measure.of())
        : naming.name(measure.of());
  }

  private static String phrase(Figure figure) {
    return switch (figure) {
      case RUNNING_SHARE -> "share of running spend";
      case AWARDED_SHARE -> "share of awarded spend";
      case RUNNING_SPEND -> "running spend";
      case AWARDED_SPEND -> "awarded spend";
      case AWARDS -> "number of contracts awarded";
      case MIGRATIONS -> "number of contracts that move to another provider";
      case DISPLACED -> "number of contracts whose winner policy changes";
      case COMPLAINTS -> "number of complaints";
      case FAILED -> "number of tenders without a contract";
      case PRICE_LEVEL -> "price of a unit and year";
      case PORTING_COST -> "cost of moves";
      case COST_TO_BUYERS -> "cost to buyers";
      case CONCENTRATION -> "concentration of the market (Herfindahl-Hirschman index, HHI)";
      case IN_FORCE -> "months in force";
    };
  }

  /** What is measured, as a heading. */
  String heading(Result.Measure measure) {
    String phrase = phrase(measure);
    return phrase.startsWith("the ") ? Naming.upper(phrase.substring("the ".length())) : phrase;
  }

  /** How a period's number is made. */
  String period(Result.Measure measure) {
    String how =
        measure.reduced().equals(Figure.Period.RATIO.id()) ? "all awards" : measure.reduced();
    return how + " of " + measure.from() + " to " + measure.to();
  }

  /** Whose contracts are measured. */
  String buyers(Result.Measure measure) {
    if (measure.figure().equals(Figure.IN_FORCE.id())) {
      return "policies";
    }
    String among = among(measure);
    return among.isEmpty() ? "all buyers" : among.substring(" among ".length());
  }

  private String among(Result.Measure measure) {
    JsonNode outcome = experiment.path("outcomes").path(measure.name());
    List<String> segments = texts(outcome.path("segments"));
    List<String> cities = texts(outcome.path("cities"));
    String who =
        segments.isEmpty()
            ? ""
            : segments.size() > MANY_KINDS && naming == Naming.NAMES
                ? " among " + segments.size() + " kinds of buyers"
                : " among " + named(segments, naming::kind) + " buyers";
    String where =
        cities.isEmpty()
            ? ""
            : (who.isEmpty() ? " among buyers in " : " in ") + named(cities, naming::name);
    return who + where;
  }

  private static String named(List<String> ids, UnaryOperator<String> name) {
    return ids.stream().map(name).collect(Collectors.joining(", "));
  }

  /** An arm as the naming has it, and its title where that tells it from others. */
  String arm(String id) {
    String title = title(id);
    return naming == Naming.IDS && !title.isEmpty()
        ? armName(id) + " (" + title + ")"
        : armName(id);
  }

  /** An arm as the naming has it. */
  String armName(String id) {
    return naming.arm(id, title(id));
  }

  /** An arm beside a line: its title where there is room for it. */
  String label(String id) {
    String title = title(id);
    return title.isEmpty() || title.length() > LONGEST_LABEL
        ? Naming.upper(naming.kind(id))
        : title;
  }

  /** A policy as the naming has it. */
  String policy(String id) {
    return naming.policy(id);
  }

  /** The title of an arm where that tells it from others, or nothing. */
  private String title(String id) {
    JsonNode arms = experiment.path("arms");
    String title = arms.path(id).path("title").asText("");
    return StreamSupport.stream(arms.spliterator(), false)
                .filter(arm -> arm.path("title").asText("").equals(title))
                .count()
            == 1
        ? title
        : "";
  }

  /** What a result took. */
  List<String> effort() {
    List<String> lines = new ArrayList<>();
    lines.add(
        result.replications()
            + (result.replications() == 1 ? " replication" : " replications")
            + " of each market, "
            + result.runs()
            + " runs: "
            + result.stopped());
    result
        .replicationsForHalf()
        .ifPresent(
            half -> lines.add("Intervals of half the width take about " + half + " replications"));
    if (result.outcomes().size() >= MANY_INTERVALS) {
      lines.add(
          "Of "
              + result.outcomes().size()
              + " intervals about one in twenty leaves its true value out by chance");
    }
    return lines;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** A phrase that begins a sentence. Ids keep their first letter. */
  private String sentence(Result.Measure measure) {
    String phrase = phrase(measure);
    return phrase.startsWith("the ") ? Naming.upper(phrase) : phrase;
  }
}
