package org.cloudmarket.model.market;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What researchers publish as "the market": a list of (provider, segment) pairs, here as the
 * product of two sets.
 *
 * @param id kebab-case
 * @param providers ids; empty means all
 * @param segments which; empty means all
 */
public record Statistic(String id, SortedSet<String> providers, SortedSet<Segment> segments) {
  public Statistic {
    Ids.check("statistic", id);
    providers = Collections.unmodifiableSortedSet(new TreeSet<>(providers));
    segments = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
  }

  /** Whether this statistic counts a provider's business in a segment. */
  public boolean counts(String provider, Segment segment) {
    return (providers.isEmpty() || providers.contains(provider))
        && (segments.isEmpty() || segments.contains(segment));
  }
}
