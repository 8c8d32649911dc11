package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.tender.Explanation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a tender came out as it did. Money is whole fen, prices are for the whole term, and points
 * are millionths of a point.
 *
 * @param month in which it was decided, or the contract bridged
 * @param asLogged whether what is explained here is, number by number, what stands on the log
 * @param ceilingFen the budget; 0 where an open field could make no offer, or nobody was asked
 * @param portingFen what it costs once to move to another provider, whoever bears it; 0 where
 *     nobody holds the present contract
 * @param incumbent who holds the present contract; empty where nobody does
 * @param forced whether a policy ends the present contract before its time
 * @param actual how it came out
 * @param counterfactual how it would have without any policy
 * @param rules what each policy in whose scope the buyer is makes of it
 * @param without for each policy that the buyer applies, who would have won without it alone
 */
@Schema(name = "Why")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Why(
    String month,
    boolean asLogged,
    String buyer,
    String segment,
    String city,
    String dataClass,
    boolean publicTender,
    int contract,
    int attempt,
    long units,
    int termMonths,
    String incumbent,
    boolean forced,
    long ceilingFen,
    @Schema(description = "What it costs once to move to another provider, whoever bears it")
        long portingFen,
    Contest actual,
    Contest counterfactual,
    List<Rule> rules,
    List<Explanation.Without> without) {

  /**
   * The tender under some rules.
   *
   * @param ending awarded, failed, bridged, or stays: the incumbent goes on
   * @param procedure how it was awarded; null where it was not
   * @param winner who has the contract then; empty for nobody
   * @param portingFen what the buyer pays once to move to the winner; 0 where it stays, or had
   *     nobody
   * @param weights the most points that each criterion gives
   * @param bids every provider that serves the city
   */
  @Schema(name = "Contest")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Contest(
      String ending,
      @Schema(nullable = true) String procedure,
      String winner,
      long priceFen,
      @Schema(description = "What the buyer pays once to move to the winner") long portingFen,
      int bidders,
      int requiredBidders,
      int requiredCertification,
      Weights weights,
      List<Entrant> bids) {

    static Contest of(Explanation.Contest contest) {
      return new Contest(
          contest.ending().id(),
          contest.procedure().map(Kebab::id).orElse(null),
          contest.winner(),
          contest.priceFen(),
          contest.portingFen(),
          contest.bidders(),
          contest.requiredBidders(),
          contest.requiredCertification(),
          contest.weights(),
          contest.field().stream().map(Entrant::of).toList());
    }
  }

  /**
   * A provider's bid, or why there is none.
   *
   * @param answer bid, or why not; no-offer, without policy only, where it can make no offer
   * @param because the policy that shuts it out; empty otherwise
   * @param participation with which chance it takes part, 0..1, before a second call; null for
   *     those who may not bid, and for in-house centres, which are called
   * @param expected what it can expect of the tender, as a part of its cost: its chance to win
   *     times the field's markup; null where that is, and where all take part with the same chance,
   *     whatever they can expect
   * @param priceFen what it asks, or would in a negotiation; 0 where it can make no offer
   * @param evaluatedFen the price that is evaluated, after deductions; 0 where it was not
   * @param points null where it was not evaluated
   */
  @Schema(name = "Entrant")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entrant(
      String provider,
      String answer,
      String because,
      @Schema(description = "With which chance it takes part, 0..1; null where it may not bid")
          BigDecimal participation,
      @Schema(
              description =
                  "What it can expect, as a part of its cost: its chance to win times the field's"
                      + " markup; null where nobody goes by that")
          BigDecimal expected,
      long priceFen,
      long evaluatedFen,
      @Schema(nullable = true) Points points) {

    static Entrant of(Explanation.Entrant entrant) {
      return new Entrant(
          entrant.provider(),
          entrant.answer().map(Kebab::id).orElse("no-offer"),
          entrant.because(),
          fraction(entrant.participationPpm()),
          fraction(entrant.expectedPpm()),
          entrant.priceFen(),
          entrant.evaluatedFen(),
          entrant.scores().map(scores -> new Points(scores, scores.total())).orElse(null));
    }

    private static BigDecimal fraction(OptionalInt ppm) {
      return ppm.isPresent() ? Ranges.decimal(ppm.getAsInt()) : null;
    }
  }

  /**
   * A bid's points.
   *
   * @param scores by criterion
   * @param total their sum
   */
  @Schema(name = "Points")
  record Points(Scores scores, long total) {}

  /**
   * What a policy makes of the tender, by itself.
   *
   * @param standing in-force, announced, or fading
   * @param conduct whether the buyer applies it, or why not: does-not-comply, waits for it to bind,
   *     not-drawn, or yields to another policy
   * @param ends whether it ends the present contract before its time
   * @param bridges whether it may bridge the present contract
   * @param excludes those whom it shuts out
   * @param bonusMicroPoints points that it adds
   * @param deductionPpm millionths of the price that evaluation leaves out
   * @param costReductionPpm millionths of the cost that somebody else bears
   * @param standingFallPpm millionths by which political standing is lower
   * @param continuitySparedMicroPoints points for continuity that the incumbent loses
   * @param portingSparedFen what somebody else bears of the cost of a move
   * @param requiredCertification the certification that the data demand under it
   * @param weights the most points that each criterion gives under it
   * @param direct who gets the contract without competition; empty for nobody
   * @param lastResort who gets it when the tender fails; empty for nobody
   */
  @Schema(name = "ActingRule")
  record Rule(
      String policy,
      String standing,
      String conduct,
      boolean ends,
      boolean bridges,
      List<String> excludes,
      SortedMap<String, Long> bonusMicroPoints,
      SortedMap<String, Integer> deductionPpm,
      SortedMap<String, Integer> costReductionPpm,
      SortedMap<String, Integer> standingFallPpm,
      long continuitySparedMicroPoints,
      @Schema(description = "What somebody else bears of the cost of a move") long portingSparedFen,
      int requiredCertification,
      Weights weights,
      String direct,
      String lastResort) {

    static Rule of(Explanation.Rule rule) {
      return new Rule(
          rule.policy(),
          rule.standing().id(),
          rule.conduct().id(),
          rule.ends(),
          rule.bridges(),
          rule.excludes(),
          rule.bonusMicroPoints(),
          rule.deductionPpm(),
          rule.costReductionPpm(),
          rule.standingFallPpm(),
          rule.continuitySparedMicroPoints(),
          rule.portingSparedFen(),
          rule.requiredCertification(),
          rule.weights(),
          rule.direct(),
          rule.lastResort());
    }
  }

  public static Why of(Explanation explanation, boolean asLogged) {
    TenderPublished tender = explanation.tender();
    return new Why(
        Months.text(tender.month()),
        asLogged,
        tender.buyer(),
        tender.segment().id(),
        tender.city(),
        tender.dataClass().id(),
        tender.publicTender(),
        tender.contract(),
        tender.attempt(),
        tender.units(),
        tender.termMonths(),
        tender.incumbent(),
        tender.forced(),
        explanation.ceilingFen(),
        explanation.portingFen(),
        Contest.of(explanation.actual()),
        Contest.of(explanation.counterfactual()),
        explanation.rules().stream().map(Rule::of).toList(),
        explanation.without());
  }
}
