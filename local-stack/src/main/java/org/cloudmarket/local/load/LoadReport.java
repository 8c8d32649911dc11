package org.cloudmarket.local.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.cloudmarket.local.report.Table;

/**
 * What a load test found. Its fields, in this order, are those of the JSON.
 *
 * @param asked what was asked of the market
 * @param run its id
 * @param outcome finished, cancelled or failed
 * @param reason why it did not finish; empty where it did
 * @param digest the run's, as government says it
 * @param recordsDigest the digest of the awards that were received
 * @param proof what a reference run in process says to it
 * @param reached what came of what was asked
 * @param tenderToAward latencies
 * @param switches each switch of a policy
 * @param enactToFirstAwardMillis from the request to the first award under the policy
 * @param repealToFirstAwardMillis from the request to the first award of the first month without
 *     the policy
 */
public record LoadReport(
    LoadPlan asked,
    String run,
    String outcome,
    String reason,
    String digest,
    String recordsDigest,
    Proof proof,
    Reached reached,
    TenderToAward tenderToAward,
    List<Switch> switches,
    Spread enactToFirstAwardMillis,
    Spread repealToFirstAwardMillis) {

  /** Less than this part of the rate is not the rate; a month's awards vary by chance. */
  private static final double ENOUGH = 0.98;

  /** What a reference run says. */
  enum Proof {
    EQUAL,
    DIFFERENT,
    NOT_VERIFIED
  }

  /**
   * What came of what was asked.
   *
   * @param months that every shard has closed
   * @param seconds from the first opening to the last award, and no less than the pace takes for
   *     the months
   * @param rate whether the rate that was asked for was reached; null where none was
   * @param lastMonthLateMillis how much later than intended the last month opened
   * @param awardsInASecond in each whole second from the first opening on, those without any too
   */
  record Reached(
      long awards,
      long failedTenders,
      int months,
      double seconds,
      double awardsPerSecond,
      double monthsPerSecond,
      Optional<Boolean> rate,
      long lastMonthLateMillis,
      Percentiles awardsInASecond) {

    static Reached of(LoadPlan plan, LoadTally tally) {
      double seconds = tally.elapsedMillis() / 1e3;
      double perSecond = tally.awards() / seconds;
      return new Reached(
          tally.awards(),
          tally.failedTenders(),
          tally.monthsClosed(),
          seconds,
          perSecond,
          tally.monthsClosed() / seconds,
          plan.paced()
              ? Optional.of(
                  tally.monthsClosed() == plan.months()
                      && perSecond >= ENOUGH * plan.awardsPerSecond())
              : Optional.empty(),
          tally.lastMonthLateMillis(),
          Percentiles.of(tally.awardsInASecond()));
    }
  }

  /**
   * Latencies until the award is received here.
   *
   * @param serviceMillis from when the broker wrote the tender
   * @param responseMillis from when the tender's month was intended to open; without a pace nothing
   *     is
   */
  record TenderToAward(Percentiles serviceMillis, Optional<Percentiles> responseMillis) {}

  /** Percentiles of so many values, to three significant digits; all 0 where there are none. */
  record Percentiles(
      long count, long min, long p1, long p50, long p90, long p99, long p999, long max) {
    static Percentiles of(Histogram values) {
      long count = values.getTotalCount();
      return new Percentiles(
          count,
          count == 0 ? 0 : values.getMinValue(),
          values.getValueAtPercentile(1),
          values.getValueAtPercentile(50),
          values.getValueAtPercentile(90),
          values.getValueAtPercentile(99),
          values.getValueAtPercentile(99.9),
          values.getMaxValue());
    }

    List<String> cells(String name) {
      List<String> cells = new ArrayList<>(List.of(name));
      for (long each : new long[] {count, min, p1, p50, p90, p99, p999, max}) {
        cells.add(String.format(Locale.ROOT, "%,d", each));
      }
      return cells;
    }
  }

  /**
   * A switch of a policy.
   *
   * @param kind enact or repeal
   * @param askedAtMillis from the first opening
   * @param firstAwardMillis from the request to the first award that shows it; null where none did
   * @param refusal why it was refused; empty where it was not
   */
  record Switch(
      int number,
      String kind,
      String policy,
      long askedAtMillis,
      Optional<Long> firstAwardMillis,
      String refusal) {
    static final String ENACT = "enact";
    static final String REPEAL = "repeal";
  }

  /** Of a few values, each of which counts; null where there are none. */
  public record Spread(int count, Optional<Long> min, OptionalDouble median, Optional<Long> max) {
    static Spread of(long... values) {
      long[] sorted = values.clone();
      Arrays.sort(sorted);
      int n = sorted.length;
      if (n == 0) {
        return new Spread(0, Optional.empty(), OptionalDouble.empty(), Optional.empty());
      }
      double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
      return new Spread(
          n, Optional.of(sorted[0]), OptionalDouble.of(median), Optional.of(sorted[n - 1]));
    }

    static Spread of(String kind, List<Switch> switches) {
      return of(
          switches.stream()
              .filter(each -> each.kind().equals(kind))
              .flatMap(each -> each.firstAwardMillis().stream())
              .mapToLong(Long::longValue)
              .toArray());
    }

    List<String> cells(String name) {
      return List.of(
          name,
          Integer.toString(count),
          min.map(Spread::number).orElse("-"),
          median.isPresent() ? number(median.getAsDouble()) : "-",
          max.map(Spread::number).orElse("-"));
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
  }

  /** The awards that were received in a second. */
  public double awardsPerSecond() {
    return reached.awardsPerSecond();
  }

  /** Whether the run came to the end that was meant for it, and its awards are the right ones. */
  public boolean sound() {
    boolean ended = outcome.equals("finished") || outcome.equals("cancelled");
    return ended && digest.equals(recordsDigest) && proof != Proof.DIFFERENT;
  }

  /** As a JSON document. */
  public String json() {
    ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    try {
      return json.enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For people. */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Run " + run + " " + outcome + (reason.isEmpty() ? "" : ": " + reason));
    lines.addAll(reachedText());
    lines.add("");
    lines.addAll(
        new Table(1)
            .row(List.of("", "count", "min", "1%", "50%", "90%", "99%", "99.9%", "max"))
            .row(reached.awardsInASecond().cells("awards in a second"))
            .row(tenderToAward.serviceMillis().cells("tender to award, ms: service"))
            .row(
                tenderToAward
                    .responseMillis()
                    .map(each -> each.cells("tender to award, ms: response"))
                    .orElse(List.of("tender to award, ms: response", "-")))
            .lines());
    lines.add(
        "  service: from when the broker wrote the tender to when the award is received here");
    lines.add(
        asked.paced()
            ? "  response: from when its month was to open (first opening + k x pace), however late"
                + " it did: no coordinated omission"
            : "  response: there is none without a rate, since nothing was to open at any time");
    lines.add("");
    lines.addAll(switchText());
    lines.add("");
    lines.add("Digest " + digest + "  " + proofText());
    return lines;
  }

  private List<String> reachedText() {
    List<String> lines =
        new ArrayList<>(
            new Table(1)
                .row(List.of("", "asked", "reached"))
                .row(List.of("awards/s", rateAsked(), number(reached.awardsPerSecond())))
                .row(List.of("seconds", number(asked.seconds()), number(reached.seconds())))
                .row(List.of("awards", "", number(reached.awards())))
                .row(
                    List.of(
                        "months",
                        asked.paced() ? number(asked.months()) : "",
                        number(reached.months())))
                .row(List.of("months/s", monthsAsked(), number(reached.monthsPerSecond())))
                .lines());
    reached
        .rate()
        .ifPresent(
            yes ->
                lines.add(
                    (yes ? "The rate was reached" : "THE RATE WAS NOT REACHED")
                        + ": the last month opened "
                        + String.format(Locale.ROOT, "%,d", reached.lastMonthLateMillis())
                        + " ms later than intended"));
    if (asked.paced() && reached.months() < asked.months()) {
      lines.add("Months that never closed are in no figure: latencies would be longer with them");
    }
    return lines;
  }

  private List<String> switchText() {
    Table spreads =
        new Table(1)
            .row(List.of("policy request to first award, ms", "count", "min", "median", "max"))
            .row(enactToFirstAwardMillis.cells("enact: the first under the policy"))
            .row(repealToFirstAwardMillis.cells("repeal: the first of the month without it"));
    List<String> lines = new ArrayList<>(spreads.lines());
    for (Switch each : switches) {
      if (each.firstAwardMillis().isEmpty()) {
        lines.add(
            "  %s %s: no award shows it%s"
                .formatted(
                    each.kind(),
                    each.policy(),
                    each.refusal().isEmpty() ? "" : "; refused: " + each.refusal()));
      }
    }
    if (switches.size() < asked.switches()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %d of %d switches: the run ended before the others",
              switches.size(),
              asked.switches()));
    }
    return lines;
  }

  private String proofText() {
    if (!digest.equals(recordsDigest)) {
      return "NOT EQUAL to that of the awards received, " + recordsDigest;
    }
    return "equal to that of the awards received; "
        + switch (proof) {
          case EQUAL -> "equal to the reference, month by month";
          case DIFFERENT -> "NOT EQUAL to the reference";
          case NOT_VERIFIED -> "warning: not verified by a reference run";
        };
  }

  private String rateAsked() {
    return asked.paced() ? number(asked.awardsPerSecond()) : "max";
  }

  private String monthsAsked() {
    return asked.paced() ? number(1e3 / asked.paceMillis()) : "max";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
  }
}
