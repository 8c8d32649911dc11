package org.cloudmarket.procurement.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;

/**
 * A run that does not move.
 *
 * @param since when the last of it was projected
 * @param hop what it waits for
 * @param month which month it waits for, as {@link Months}
 * @param shards for which of its shards, sorted; empty where it waits for all together
 */
public record Stall(Instant since, Hop hop, int month, List<Integer> shards) {

  /** What a run can wait for, in the order of a month. */
  public enum Hop implements Kebab {
    /** That policy-service opens the month. */
    RULES("policy-service to open %s"),
    /** That procurement-service publishes the tenders of a shard. */
    TENDERS("procurement-service to publish the tenders of %s"),
    /** That provider-service bids. */
    BIDS("provider-service to bid in %s"),
    /** That procurement-service awards. */
    AWARDS("procurement-service to award the contracts of %s"),
    /** That procurement-service tells policy-service what a shard's month came to. */
    REPORT("procurement-service to report on %s"),
    /** That the broker answers. */
    BROKER("the broker, which does not say how far %s is"),
    /** That what stands in the log is written into the database. */
    PROJECTION("procurement-service to write %s into its database");

    private final String words;

    Hop(String words) {
      this.words = words;
    }
  }

  public Stall {
    shards = List.copyOf(shards);
  }

  /** What it waits for, in words. */
  public String waitingFor() {
    String words = String.format(Locale.ROOT, hop.words, Months.text(month));
    return shards.isEmpty()
        ? words
        : words
            + (shards.size() == 1 ? " in shard " : " in shards ")
            + shards.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
