package org.cloudmarket.local.report;

import java.util.List;
import java.util.Map;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.scenario.Scenario;

/** A finished run as the report sees it, whether it ran in this process or over Kafka. */
public interface RunView {

  /** The resolved scenario. */
  Scenario scenario();

  /** The run's digest: 32 hexadecimal digits. */
  String digest();

  /** When policies came into force and ceased, by month. */
  List<PolicyEvent> policyEvents();

  /** Fractions 0..1 by month for each id, of the buyers in a part of the market. */
  Map<String, double[]> shares(Series.By by, Series.Of of, Part part);

  /** Sums of a measure by month, of the buyers in a part of the market. */
  long[] totals(Measure measure, Part part);

  /** The annual value of all running contracts at the end of each month, in fen. */
  long[] runningFen();

  /**
   * A policy's coming or going.
   *
   * @param month as {@link org.cloudmarket.model.market.Months}
   * @param inForce whether it binds from then on, or no longer
   * @param cause a date, or the trigger that fired
   */
  record PolicyEvent(int month, String policy, boolean inForce, String cause) {}

  /**
   * A part of the market.
   *
   * @param city a city's id; empty for all
   * @param segment a segment's id; empty for all
   */
  record Part(String city, String segment) {

    /** Every buyer. */
    public static final Part WHOLE = new Part("", "");

    /** In words. */
    public String words() {
      String who = segment.isEmpty() ? "all buyers" : segment + " buyers";
      return city.isEmpty() ? who : who + " in " + city;
    }
  }
}
