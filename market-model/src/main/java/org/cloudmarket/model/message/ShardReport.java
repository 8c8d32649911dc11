package org.cloudmarket.model.message;

import java.util.List;
import org.cloudmarket.model.market.Segment;

/**
 * A shard's totals of a month, as integers that can be added in any order.
 *
 * @param running annual value and volume of running contracts at the start's volume, by segment and
 *     provider
 * @param providers what happened to providers
 * @param policies what policies touched
 */
public record ShardReport(
    List<Running> running, List<Activity> providers, List<PolicyTally> policies) {
  public ShardReport {
    running = List.copyOf(running);
    providers = List.copyOf(providers);
    policies = List.copyOf(policies);
  }

  /** Running contracts of a provider with a segment; see {@link Holding}. */
  public record Running(Segment segment, String provider, long baseFen, long baseUnits) {}

  /** A provider's month in this shard; see {@link ProviderTotals}. */
  public record Activity(String provider, long awardedFen, int bids, int wins, int complaints) {}
}
