package org.cloudmarket.local.load;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;

/**
 * What a load test asks of the market, and the run that asks it. The market is the one left alone,
 * without growth: one month has as much to decide as another, to the last.
 *
 * @param buyers 1 to {@link Scenario#MAX_BUYERS}
 * @param shards 1 to {@link RunsMessage#MAX_SHARDS}
 * @param awardsPerSecond the rate; 0 for as fast as it can
 * @param seconds how long, 1 and up
 * @param switches how often a policy is switched on or off, 0 to {@link #MOST_SWITCHES}
 * @param awardsPerMonth those to expect
 * @param paceMillis from the opening of a month to that of the next; 0 for as fast as it can
 * @param months how many are ordered
 */
public record LoadPlan(
    int buyers,
    int shards,
    double awardsPerSecond,
    int seconds,
    int switches,
    double awardsPerMonth,
    long paceMillis,
    int months) {

  /** Each enactment is another policy of the run. */
  public static final int MOST_SWITCHES = 2 * Scenario.MAX_POLICIES;

  /** As milliseconds they are still counted. */
  public static final int MOST_SECONDS = Integer.MAX_VALUE / 1000;

  static final long SEED = 1;
  static final String SCENARIO = "no-policy";

  private static final double MILLIS = 1000;

  /** More buyers do not make the mean a better one, and take memory. */
  private static final int SAMPLE_BUYERS = 20_000;

  private static final int SAMPLE_MONTHS = 24;

  /** A policy that is switched on has to bind for a month before it is switched off. */
  private static final int MONTHS_OF_A_SWITCH = 2;

  /**
   * A plan for a rate. The awards of a month are the mean of {@value #SAMPLE_MONTHS} months of the
   * same market in process, with at most {@value #SAMPLE_BUYERS} buyers and in proportion for more.
   *
   * @throws IllegalArgumentException where there is no such run, in one line
   */
  public static LoadPlan of(
      int buyers, int shards, double awardsPerSecond, int seconds, int switches) {
    within("--buyers", buyers, 1, Scenario.MAX_BUYERS);
    within("--shards", shards, 1, RunsMessage.MAX_SHARDS);
    within("--seconds", seconds, 1, MOST_SECONDS);
    within("--switches", switches, 0, MOST_SWITCHES);
    int sample = Math.min(buyers, SAMPLE_BUYERS);
    AtomicLong awards = new AtomicLong();
    ReferenceRun.run(
        scenario(sample, SAMPLE_MONTHS),
        SEED,
        Watcher.of(
            Set.of(AwardsMessage.class),
            message -> {
              if (message instanceof ContractAwarded) {
                awards.incrementAndGet();
              }
            }));
    double awardsPerMonth = (double) awards.get() / SAMPLE_MONTHS * buyers / sample;
    return reckon(buyers, shards, awardsPerSecond, seconds, switches, awardsPerMonth);
  }

  /** A plan for a market of which the awards of a month are known. */
  static LoadPlan reckon(
      int buyers,
      int shards,
      double awardsPerSecond,
      int seconds,
      int switches,
      double awardsPerMonth) {
    if (awardsPerSecond == 0) {
      return new LoadPlan(
          buyers,
          shards,
          awardsPerSecond,
          seconds,
          switches,
          awardsPerMonth,
          0,
          Scenario.MAX_MONTHS);
    }
    double pace = MILLIS * awardsPerMonth / awardsPerSecond;
    double months = Math.ceil(seconds * MILLIS / Math.max(1, Math.rint(pace)));
    if (pace < 1 || months > Scenario.MAX_MONTHS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--buyers %d decide %.1f awards a month: --rate %s would take %.0f months in %d s,"
                  + " and a run has at most %d; take more buyers",
              buyers,
              awardsPerMonth,
              awardsPerSecond,
              Math.ceil(seconds * MILLIS / pace),
              seconds,
              Scenario.MAX_MONTHS));
    }
    int least = Math.max(3, MONTHS_OF_A_SWITCH * (switches + 1));
    if (months < least || pace > RunsMessage.MAX_PACE_MILLIS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--buyers %d decide %.1f awards a month: --rate %s takes %.0f months in %d s, and %d"
                  + " switches need %d; take fewer buyers or switches, or more seconds",
              buyers,
              awardsPerMonth,
              awardsPerSecond,
              months,
              seconds,
              switches,
              least));
    }
    return new LoadPlan(
        buyers,
        shards,
        awardsPerSecond,
        seconds,
        switches,
        awardsPerMonth,
        Math.round(pace),
        (int) months);
  }

  /** Whether months are to open at a pace. */
  public boolean paced() {
    return paceMillis > 0;
  }

  /**
   * When a month was to open, however late the system is.
   *
   * @param firstOpened when the first month opened, in ms
   * @param month 0 for the first
   */
  long intendedMillis(long firstOpened, int month) {
    return firstOpened + month * paceMillis;
  }

  /** How long after the first opening a switch is asked for, in ms: all at equal distances. */
  long switchAfterMillis(int number) {
    return Math.round(seconds * MILLIS * number / (switches + 1));
  }

  /** How long after the first opening the run is cancelled if it still goes on, in ms. */
  long cancelAfterMillis() {
    // What was to open within the time is waited for, so that what is late counts; but not forever.
    return (paced() ? 2L : 1L) * seconds * 1000;
  }

  static Map<String, String> changes(int buyers, int months) {
    return Map.of(
        "population.buyers",
        Integer.toString(buyers),
        "months",
        Integer.toString(months),
        "parameters.monthlyGrowth",
        "0",
        "parameters.extraGrowth",
        "0");
  }

  static Scenario scenario(int buyers, int months) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return shipped.resolve(shipped.get(SCENARIO), Optional.empty(), changes(buyers, months));
  }

  private static void within(String option, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          option + " must be " + low + " to " + high + ", not " + value);
    }
  }
}
