package org.cloudmarket.analysis.observed;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cloudmarket.analysis.observed.Observed.Failure;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;

/** Who takes part, who wins again, and by how much. */
public final class Contests {

  private Contests() {}

  /** Mean valid bids of public tenders, failed ones included. */
  public static double meanBidders(Observed observed) {
    double bidders =
        observed.deals(Deal::publicTender).mapToDouble(deal -> deal.contest().bidders()).sum()
            + observed.failures().stream()
                .filter(Failure::publicTender)
                .mapToDouble(Failure::bidders)
                .sum();
    return bidders / publicTenders(observed);
  }

  /** How many public tenders were decided, failed ones included. */
  public static double publicTenders(Observed observed) {
    return observed.deals(Deal::publicTender).count()
        + observed.failures().stream().filter(Failure::publicTender).count();
  }

  /** The part of some awards for which something holds, in percent. */
  public static double percent(Observed observed, Predicate<Deal> of, Predicate<Deal> holds) {
    long all = observed.deals(of).count();
    return all == 0 ? Double.NaN : 100.0 * observed.deals(of.and(holds)).count() / all;
  }

  /** The part of ended contracts whose holder wins again, in percent. */
  public static double renewedPercent(Observed observed, Predicate<Deal> counted) {
    return percent(
        observed,
        counted.and(deal -> deal.renewable() && !deal.need().forced() && !deal.touched()),
        Deal::renewed);
  }

  /** Customers that change their provider, in percent of all customers and year. */
  public static double switchedPercentAYear(Observed observed, Predicate<Deal> counted) {
    Predicate<Deal> renewable = counted.and(Deal::renewable);
    double years =
        observed.deals(renewable).mapToDouble(deal -> deal.need().termMonths()).average().orElse(0)
            / Months.A_YEAR;
    return (100 - renewedPercent(observed, renewable)) / years;
  }

  /**
   * Buyers whose provider has won at least once though another had more points but for continuity,
   * in percent of the buyers that ever had a provider to leave.
   */
  public static double lockedInPercent(Observed observed, Predicate<Deal> counted) {
    Map<String, Boolean> buyers = new TreeMap<>();
    observed
        .deals(counted.and(Deal::renewable))
        .forEach(
            deal ->
                buyers.merge(
                    deal.client().id(),
                    deal.renewed()
                        && deal.contest().leadMicroPoints()
                            < deal.contest().continuityMicroPoints(),
                    Boolean::logicalOr));
    return 100.0 * buyers.values().stream().filter(locked -> locked).count() / buyers.size();
  }

  /** Complaints in some hundred public tenders. */
  public static double complaintsPercent(Observed observed) {
    double complaints = 0;
    for (Segment segment : observed.scenario().segments().keySet()) {
      complaints +=
          observed.scenario().segments().get(segment).publicTender()
              ? observed.complaints(segment)
              : 0;
    }
    return 100 * complaints / publicTenders(observed);
  }

  /**
   * How far winners are above the mean of the bids that lost, in percent, where they won by less
   * than some points.
   */
  public static double aboveLosersPercent(
      Observed observed, Predicate<Deal> counted, long leadMicroPoints) {
    return observed
        .deals(
            counted.and(
                deal ->
                    deal.field().lost() > 0 && deal.contest().leadMicroPoints() < leadMicroPoints))
        .mapToDouble(
            deal -> {
              double losers = (double) deal.field().lostFen() / deal.field().lost();
              return 100 * (deal.win().priceFen() / losers - 1);
            })
        .average()
        .orElse(Double.NaN);
  }
}
