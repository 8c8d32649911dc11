package org.cloudmarket.model.government;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;

/** The whole market's month: the shards' reports added up. */
record Figures(List<ProviderTotals> providers, Map<String, PolicyTally> policies, Digest digest) {

  private static final Segment[] SEGMENTS = Segment.values();

  static Figures of(
      Scenario scenario, DemandPath demand, int month, Iterable<MonthClosed> reports) {
    Map<String, PolicyTally> policies = new TreeMap<>();
    Sums sums = new Sums(scenario.providers());
    Digest digest = Digest.ZERO;
    for (MonthClosed closed : reports) {
      digest = digest.plus(closed.digest());
      sums.add(closed.report());
      for (PolicyTally tally : closed.report().policies()) {
        policies.merge(tally.policy(), tally, PolicyTally::plus);
      }
    }
    return new Figures(sums.totals(demand, month), policies, digest);
  }

  /** What providers' shards add up to, by the provider's place. */
  private static final class Sums {
    private final List<Provider> providers;
    private final long[][] runningFen; // By the segment first.
    private final long[][] runningUnits;
    private final long[] awardedFen;
    private final int[] bids;
    private final int[] wins;
    private final int[] complaints;

    Sums(List<Provider> providers) {
      this.providers = providers;
      runningFen = new long[SEGMENTS.length][providers.size()];
      runningUnits = new long[SEGMENTS.length][providers.size()];
      awardedFen = new long[providers.size()];
      bids = new int[providers.size()];
      wins = new int[providers.size()];
      complaints = new int[providers.size()];
    }

    void add(ShardReport report) {
      int place = 0;
      for (ShardReport.Running each : report.running()) {
        place = place(each.provider(), place);
        runningFen[each.segment().ordinal()][place] += each.baseFen();
        runningUnits[each.segment().ordinal()][place] += each.baseUnits();
      }
      for (ShardReport.Activity each : report.providers()) {
        place = place(each.provider(), place);
        awardedFen[place] += each.awardedFen();
        bids[place] += each.bids();
        wins[place] += each.wins();
        complaints[place] += each.complaints();
      }
    }

    /** The place of a provider: reports name them in order, so it is soon found from the last. */
    private int place(String provider, int last) {
      for (int i = 0; i < providers.size(); i++) {
        int place = (last + i) % providers.size();
        if (providers.get(place).id().equals(provider)) {
          return place;
        }
      }
      throw new IllegalArgumentException("no provider '" + provider + "'");
    }

    List<ProviderTotals> totals(DemandPath demand, int month) {
      List<ProviderTotals> totals = new ArrayList<>(providers.size());
      for (int place = 0; place < providers.size(); place++) {
        long fen = 0;
        long units = 0;
        for (Segment segment : SEGMENTS) {
          long[] baseUnits = runningUnits[segment.ordinal()];
          if (baseUnits[place] != 0) {
            int volume = demand.volumePpm(segment, month);
            fen += Ranges.scale(runningFen[segment.ordinal()][place], volume);
            units += Ranges.scale(baseUnits[place], volume);
          }
        }
        totals.add(
            new ProviderTotals(
                providers.get(place).id(),
                fen,
                units,
                awardedFen[place],
                bids[place],
                wins[place],
                complaints[place]));
      }
      return totals;
    }
  }
}
