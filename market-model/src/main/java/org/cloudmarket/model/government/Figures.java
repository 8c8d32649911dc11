package org.cloudmarket.model.government;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  static Figures of(
      Scenario scenario, DemandPath demand, int month, Iterable<MonthClosed> reports) {
    Map<String, PolicyTally> policies = new TreeMap<>();
    Map<RunningKey, long[]> running = new TreeMap<>();
    Map<String, long[]> activity = new TreeMap<>();
    Digest digest = Digest.ZERO;
    for (MonthClosed closed : reports) {
      digest = digest.plus(closed.digest());
      for (ShardReport.Running each : closed.report().running()) {
        add(
            running,
            new RunningKey(each.provider(), each.segment().ordinal()),
            each.baseFen(),
            each.baseUnits());
      }
      for (ShardReport.Activity each : closed.report().providers()) {
        add(
            activity,
            each.provider(),
            each.awardedFen(),
            each.bids(),
            each.wins(),
            each.complaints());
      }
      for (PolicyTally tally : closed.report().policies()) {
        policies.merge(tally.policy(), tally, PolicyTally::plus);
      }
    }
    return new Figures(totals(scenario, demand, month, running, activity), policies, digest);
  }

  private record RunningKey(String provider, int segment) implements Comparable<RunningKey> {
    @Override
    public int compareTo(RunningKey other) {
      int byProvider = provider.compareTo(other.provider);
      return byProvider != 0 ? byProvider : Integer.compare(segment, other.segment);
    }
  }

  private static <K> void add(Map<K, long[]> sums, K key, long... values) {
    long[] sum = sums.computeIfAbsent(key, _ -> new long[values.length]);
    for (int i = 0; i < values.length; i++) {
      sum[i] += values[i];
    }
  }

  private static List<ProviderTotals> totals(
      Scenario scenario,
      DemandPath demand,
      int month,
      Map<RunningKey, long[]> running,
      Map<String, long[]> activity) {
    Map<String, long[]> grown = new TreeMap<>();
    running.forEach(
        (key, base) -> {
          int volume = demand.volumePpm(Segment.values()[key.segment], month);
          add(grown, key.provider, Ranges.scale(base[0], volume), Ranges.scale(base[1], volume));
        });
    List<ProviderTotals> totals = new ArrayList<>();
    for (var provider : scenario.providers()) {
      long[] runs = grown.getOrDefault(provider.id(), new long[2]);
      long[] did = activity.getOrDefault(provider.id(), new long[4]);
      totals.add(
          new ProviderTotals(
              provider.id(), runs[0], runs[1], did[0], (int) did[1], (int) did[2], (int) did[3]));
    }
    return totals;
  }
}
