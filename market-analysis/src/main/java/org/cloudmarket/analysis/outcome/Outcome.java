package org.cloudmarket.analysis.outcome;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Segment;

/**
 * A figure of a part of the market, by month, and as one number of a period.
 *
 * @param id kebab-case
 * @param figure that is measured
 * @param whose part it is
 * @param segments whose buyers are looked at; empty for all
 * @param cities whose buyers are looked at; empty for all
 * @param from the period's first month, as {@link org.cloudmarket.model.market.Months}
 * @param to its last
 */
public record Outcome(
    String id,
    Figure figure,
    Whose whose,
    SortedSet<Segment> segments,
    SortedSet<String> cities,
    int from,
    int to) {

  public Outcome {
    Ids.check("outcome", id);
    segments = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
    cities = Collections.unmodifiableSortedSet(new TreeSet<>(cities));
    if (to < from) {
      throw new IllegalArgumentException("outcome " + id + ": its period ends before it begins");
    }
    boolean everybody = whose instanceof Whose.Everybody;
    if (figure.share() && everybody) {
      throw new IllegalArgumentException("outcome " + id + ": is a share, and says not whose");
    }
    if (figure.ofPolicy() != whose instanceof Whose.OfPolicy) {
      throw new IllegalArgumentException(
          "outcome "
              + id
              + ": "
              + figure.id()
              + (figure.ofPolicy() ? " is of a policy; say of which" : " is of no policy"));
    }
    if (figure.ofPolicy() && !(segments.isEmpty() && cities.isEmpty())) {
      throw new IllegalArgumentException(
          "outcome " + id + ": " + figure.id() + " is of a policy, and of no buyers");
    }
    if (figure.ofAll() && !everybody) {
      throw new IllegalArgumentException(
          "outcome " + id + ": " + figure.id() + " is of all providers together");
    }
  }

  /**
   * Its number in the period where that is the sum or the mean of its months.
   *
   * @param byMonth its values; a month that has none is not a number, and does not count
   * @param start the month of the first of them
   */
  double reduced(double[] byMonth, int start) {
    double sum = 0;
    int months = 0;
    for (int month = from; month <= to; month++) {
      double value = byMonth[month - start];
      if (!Double.isNaN(value)) {
        sum += value;
        months++;
      }
    }
    return figure.period() == Figure.Period.SUM ? sum : sum / months;
  }

  /**
   * Its number in the period where that is one sum over another; not a number where there is no
   * whole.
   *
   * @param part by month
   * @param whole by month
   * @param start the month of the first of them
   */
  double ratio(long[] part, long[] whole, int start) {
    long parts = 0;
    long wholes = 0;
    for (int month = from; month <= to; month++) {
      parts += part[month - start];
      wholes += whole[month - start];
    }
    return wholes == 0 ? Double.NaN : (double) parts / wholes;
  }
}
