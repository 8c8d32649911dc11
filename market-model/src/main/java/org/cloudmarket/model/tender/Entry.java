package org.cloudmarket.model.tender;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.rules.TenderRules;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Who takes part in a tender. To bid costs something, so a provider takes part more often where it
 * can expect more: what it expects is its chance to win times the field's markup. The chance to
 * take part is
 *
 * <pre>participation x (expected / usual) ^ entryElasticity, at most 1</pre>
 *
 * where <em>usual</em> is what one of {@link MarketParameters#usualBiddersPpm} equal bidders
 * expects. With an elasticity of 0 everybody takes part with the same chance, whatever the rules
 * are.
 *
 * <p>The chance to win follows from what is known before bids: the points of each but for luck, at
 * everybody's usual cost, and the incumbent's continuity. Luck is the sum of taste, judgement and
 * the noise of bids; it is taken as a Gumbel variable, so that the chance is a multinomial logit
 * (McFadden 1974). It is the chance against the mean strength of the rivals that take part, and
 * each reckons with its rivals as often as they take part themselves, which a few rounds find. That
 * is entry with random costs of bidding, as in Levin and Smith (1994) and Krasnokutskaya and Seim
 * (2011); decision 28.
 */
final class Entry {

  /** Of whoever has the most points; weaker ones have at least 1. */
  private static final double STRENGTH_OF_THE_BEST = 1L << 40;

  /** So many times everybody goes a part of the way from what it did to what it should. */
  private static final int ROUNDS = 16;

  /** A market without any luck still has some, so that nothing is divided by zero. */
  private static final double LEAST_LUCK_POINTS = 0.01;

  private final Scenario scenario;
  private final MarketParameters parameters;
  private final boolean answers;
  private final Turnout everybody;
  private final double elasticity;

  private final Readiness readiness;

  /** What each has become, by place. */
  private final long[] unitCosts;

  private final int[] qualityPpm;

  /** Where nobody asks how a field stands. */
  private final Standing alike = new Standing(new long[0], new boolean[0], 0, 0, 0);

  /** Of the open month, each once: rules for other data often leave a field as it is. */
  private final Map<Standing, Standing> distinct = new HashMap<>();

  /** How those who serve a city stand under some rules. */
  static final class Standing {
    /** By the place in the field, without continuity; only of those who may bid. */
    private final long[] microPoints;

    /** Who may bid, by the place in the field. */
    private final boolean[] bids;

    /** The places in the field of those who may bid. */
    private final int[] bidders;

    /** One e-folding of strength, in points. */
    private final double pointsOfLuck;

    /** The field's markup. */
    private final int markupPpm;

    /** How many times as ready that markup makes everybody as the usual one. */
    private final double readiness;

    /**
     * Who takes part, by the incumbent's place in the field, nobody being last; each the head of a
     * chain by continuity.
     */
    private final Turnout[] turnouts;

    Standing(
        long[] microPoints, boolean[] bids, double pointsOfLuck, int markupPpm, double readiness) {
      this.microPoints = microPoints;
      this.bids = bids;
      bidders = IntStream.range(0, bids.length).filter(i -> bids[i]).toArray();
      this.pointsOfLuck = pointsOfLuck;
      this.markupPpm = markupPpm;
      this.readiness = readiness;
      turnouts = new Turnout[microPoints.length + 1];
    }

    /** e to the power of points over luck, by the place among those who may bid. */
    long[] strengths(int incumbent, long continuityMicroPoints) {
      long best = Long.MIN_VALUE;
      for (int i : bidders) {
        best = Math.max(best, points(i, incumbent, continuityMicroPoints));
      }
      long[] strengths = new long[bidders.length];
      for (int b = 0; b < bidders.length; b++) {
        double behind = best - points(bidders[b], incumbent, continuityMicroPoints);
        double strength =
            STRENGTH_OF_THE_BEST * StrictMath.exp(-behind / Weights.POINT / pointsOfLuck);
        strengths[b] = Math.max(1, Math.round(strength));
      }
      return strengths;
    }

    private long points(int i, int incumbent, long continuityMicroPoints) {
      return microPoints[i] + (i == incumbent ? continuityMicroPoints : 0);
    }

    /** Whether it makes of every incumbent what another makes; readiness follows from markup. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Standing that
          && Arrays.equals(microPoints, that.microPoints)
          && Arrays.equals(bids, that.bids)
          && pointsOfLuck == that.pointsOfLuck
          && markupPpm == that.markupPpm;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(microPoints);
    }
  }

  /**
   * (chance / usual) ^ elasticity, from a table with 64 cells between two powers of two and
   * straight lines in them: the power itself would be reckoned too often.
   */
  static final class Readiness {
    /** The least chance: a strength of 1 against 127 of the best. */
    static final double LEAST = 1 / (STRENGTH_OF_THE_BEST * (Scenario.MAX_PROVIDERS - 1) + 1);

    private static final int CELL_BITS = 6;
    private static final int REST_BITS = 52 - CELL_BITS;
    private static final int OCTAVES = 1 - Math.getExponent(LEAST);
    private static final long LEAST_CELL = cell(StrictMath.pow(2, -OCTAVES));

    private final double[] values = new double[(OCTAVES << CELL_BITS) + 2];

    Readiness(double usual, double elasticity) {
      for (int i = 0; i < values.length; i++) {
        double chance = Double.longBitsToDouble((LEAST_CELL + i) << REST_BITS);
        values[i] = StrictMath.pow(chance / usual, elasticity);
      }
    }

    private static long cell(double chance) {
      return Double.doubleToRawLongBits(chance) >>> REST_BITS;
    }

    double of(double chance) {
      long bits = Double.doubleToRawLongBits(chance);
      int cell = (int) ((bits >>> REST_BITS) - LEAST_CELL);
      double rest = (double) (bits & ((1L << REST_BITS) - 1)) / (1L << REST_BITS);
      return values[cell] + (values[cell + 1] - values[cell]) * rest;
    }
  }

  /** Who takes part with which chance, by the place in the field, in parts per million. */
  static final class Turnout {
    /** The chance to take part. */
    final int[] chancePpm;

    /** What each expects: its chance to win times the markup, as a part of cost. */
    final int[] expectedPpm;

    /** Whether that was reckoned; else nobody asks for it, and all take part alike. */
    final boolean reckoned;

    private final long continuityMicroPoints;

    /** The one for another continuity. */
    private Turnout next;

    private Turnout(int size, boolean reckoned, long continuityMicroPoints) {
      this.reckoned = reckoned;
      this.continuityMicroPoints = continuityMicroPoints;
      chancePpm = new int[size];
      expectedPpm = new int[size];
    }
  }

  Entry(Scenario scenario, Roster roster) {
    this.scenario = scenario;
    parameters = scenario.parameters();
    answers = parameters.entryElasticityPpm() > 0;
    elasticity = (double) parameters.entryElasticityPpm() / Ranges.PPM;
    everybody = new Turnout(roster.size(), false, 0);
    Arrays.fill(everybody.chancePpm, parameters.participationPpm());
    unitCosts = new long[roster.size()];
    qualityPpm = new int[roster.size()];
    readiness = new Readiness((double) Ranges.PPM / parameters.usualBiddersPpm(), elasticity);
  }

  /** Turns to a month, in which providers are what they have become. */
  void open(List<Fact.Provider> providers) {
    for (int i = 0; i < unitCosts.length; i++) {
      unitCosts[i] = providers.get(i).unitCostMilliFen();
      qualityPpm[i] = providers.get(i).qualityPpm();
    }
    distinct.clear();
  }

  /**
   * With which chance each of a field takes part in a tender, and what it expects.
   *
   * @param standing of the field under the tender's rules
   */
  Turnout turnout(Tender tender, Field field, Standing standing) {
    if (!answers) {
      return everybody;
    }
    int incumbent = field.indexOf(tender.incumbent);
    if (incumbent < field.size() && !standing.bids[incumbent]) {
      incumbent = field.size();
    }
    long continuity =
        incumbent == field.size() ? 0 : field.rules.continuityMicroPoints(tender.termMonths);
    Turnout turnout = standing.turnouts[incumbent];
    while (turnout != null && turnout.continuityMicroPoints != continuity) {
      turnout = turnout.next;
    }
    if (turnout == null) {
      turnout = reckon(standing, incumbent, continuity);
      turnout.next = standing.turnouts[incumbent];
      standing.turnouts[incumbent] = turnout;
    }
    return turnout;
  }

  private Turnout reckon(Standing standing, int incumbent, long continuityMicroPoints) {
    int[] bidders = standing.bidders;
    long[] strengths = standing.strengths(incumbent, continuityMicroPoints);
    Turnout turnout = new Turnout(standing.bids.length, true, continuityMicroPoints);
    int[] chancePpm = turnout.chancePpm;
    for (int i : bidders) {
      chancePpm[i] = i == incumbent ? Ranges.PPM : parameters.participationPpm();
    }
    double readyPpm = parameters.participationPpm() * standing.readiness;
    // The steeper the answer, the smaller the steps, lest everybody turn round at once for ever.
    double step = 1 / (1 + elasticity);
    long[] parts = new long[bidders.length];
    boolean moves = true;
    for (int round = 1; round <= ROUNDS; round++) {
      boolean last = round == ROUNDS || !moves; // Once nobody moves, only the last is another.
      moves = false;
      long present = 0;
      for (int b = 0; b < bidders.length; b++) {
        parts[b] = part(strengths[b], chancePpm[bidders[b]]);
        present += parts[b];
      }
      for (int b = 0; b < bidders.length; b++) {
        int i = bidders[b];
        double chance = (double) strengths[b] / (present - parts[b] + strengths[b]);
        if (last) {
          turnout.expectedPpm[i] = (int) (standing.markupPpm * chance);
        }
        if (i != incumbent) {
          double answer = Math.min(Ranges.PPM, readyPpm * readiness.of(chance));
          int way = (int) ((answer - chancePpm[i]) * (last ? 1 : step));
          chancePpm[i] += way;
          moves |= way != 0;
        }
      }
      if (last) {
        break;
      }
    }
    return turnout;
  }

  private static long part(long strength, int partPpm) {
    return strength * partPpm / Ranges.PPM;
  }

  /**
   * How a field stands under its rules.
   *
   * @param markupPpm the field's under these rules
   */
  Standing standing(Segment segment, Field field, int markupPpm) {
    if (!answers) {
      return alike;
    }
    Standing made = stand(scenario.segments().get(segment), field, markupPpm);
    return distinct.computeIfAbsent(made, _ -> made);
  }

  private Standing stand(SegmentProfile profile, Field field, int markupPpm) {
    TenderRules under = field.rules;
    long[] evaluated = new long[field.size()];
    boolean[] bids = new boolean[field.size()];
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < bids.length; i++) {
      // A centre that waits for a tender to fail does not bid in it.
      bids[i] = under.admits(field.places[i]) && field.bidders[i] > 0;
      if (bids[i]) {
        evaluated[i] = evaluated(field.places[i], under);
        lowest = Math.min(lowest, evaluated[i]);
      }
    }
    long[] points = new long[field.size()];
    for (int i = 0; i < bids.length; i++) {
      if (bids[i]) {
        points[i] = points(field.places[i], under, profile, Ranges.ratioPpm(lowest, evaluated[i]));
      }
    }
    return new Standing(
        points, bids, pointsOfLuck(under.weights()), markupPpm, readinessFor(markupPpm));
  }

  /** What evaluation would make of a provider's usual cost. */
  private long evaluated(int place, TenderRules under) {
    long borne = Ranges.scale(unitCosts[place], under.costPpm(place));
    return Math.max(1, Ranges.scale(borne, Ranges.PPM - under.deductionPpm(place)));
  }

  /** A provider's points but for luck and continuity, in the eyes of the segment's mean buyer. */
  private long points(int place, TenderRules under, SegmentProfile profile, long pricePpm) {
    Weights weights = under.weights();
    return weights.price() * pricePpm / Ranges.PPM
        + weights.quality() * qualityPpm[place] / Ranges.PPM
        + under.standingMicroPoints(place) * profile.exposurePpm() / Ranges.PPM
        + under.microPointsBeforeBids(place);
  }

  /** The scale of the Gumbel variable that has the variance of taste, judgement and bid noise. */
  private double pointsOfLuck(Weights weights) {
    double lasting = (double) parameters.lastingTasteMicroPoints() / Weights.POINT;
    double judgement = (double) parameters.judgementMicroPoints() / Weights.POINT;
    double price = (double) weights.price() / Weights.POINT * parameters.bidNoisePpm() / Ranges.PPM;
    double deviation = StrictMath.sqrt(lasting * lasting + judgement * judgement + price * price);
    return Math.max(LEAST_LUCK_POINTS, deviation * StrictMath.sqrt(6) / Math.PI);
  }

  private double readinessFor(int markupPpm) {
    double usual =
        parameters.markupBasePpm()
            + (double) parameters.markupFieldPpm() * Ranges.PPM / parameters.usualBiddersPpm();
    return usual == 0 ? 1 : StrictMath.pow(markupPpm / usual, elasticity);
  }
}
