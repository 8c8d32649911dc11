package org.cloudmarket.model.policy;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Segment;

/**
 * Whom a policy binds: buyers of these segments, in these cities, with data of these classes. An
 * empty set means all.
 *
 * @param segments kinds of buyers
 * @param cities ids of cities
 * @param dataClasses classes of data
 */
public record Scope(
    SortedSet<Segment> segments, SortedSet<String> cities, SortedSet<DataClass> dataClasses) {

  /** Every buyer. */
  public static final Scope EVERYBODY = of(Set.of(), Set.of(), Set.of());

  public Scope {
    segments = Collections.unmodifiableSortedSet(new TreeSet<>(segments));
    cities = Collections.unmodifiableSortedSet(new TreeSet<>(cities));
    dataClasses = Collections.unmodifiableSortedSet(new TreeSet<>(dataClasses));
  }

  /** A scope of plain sets. */
  public static Scope of(Set<Segment> segments, Set<String> cities, Set<DataClass> dataClasses) {
    return new Scope(new TreeSet<>(segments), new TreeSet<>(cities), new TreeSet<>(dataClasses));
  }

  /** Whether some buyer could be bound by both scopes. */
  public boolean overlaps(Scope other) {
    return meet(segments, other.segments)
        && meet(cities, other.cities)
        && meet(dataClasses, other.dataClasses);
  }

  private static <T> boolean meet(Set<T> one, Set<T> other) {
    return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
  }
}
