package org.cloudmarket.procurement.stream;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardHistory;
import org.cloudmarket.procurement.store.award.AwardHistory.Part;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.wire.topic.Placement;

/**
 * A run's outcomes as the database has them, in the order of month, partition and offset. In each
 * partition that is the order of the log, since no month opens before the last is whole.
 */
final class PastOutcomes {

  private static final int PAGE = 1_000;

  private final AwardHistory history;
  private final Placement placement;
  private final String run;
  private final int shards;
  private final int start;
  private final int end;

  PastOutcomes(AwardHistory history, Placement placement, Run run) {
    this.history = history;
    this.placement = placement;
    this.run = run.id;
    shards = run.shards;
    start = run.startMonth;
    end = run.startMonth + run.months - 1;
  }

  /** Takes an outcome; false for no more. */
  @FunctionalInterface
  interface Taker {
    boolean take(int partition, Stored outcome);
  }

  /** The partitions of the run's shards, by shard. */
  List<Integer> partitions() {
    return IntStream.range(0, shards).mapToObj(shard -> placement.ofShard(run, shard)).toList();
  }

  /** Where a client that has some outcomes goes on, by partition. */
  SortedMap<Integer, Long> behind(Positions has) {
    SortedMap<Integer, Long> next = new TreeMap<>();
    for (int partition : partitions()) {
      next.put(partition, has.last().containsKey(partition) ? has.last().get(partition) + 1 : 0);
    }
    return next;
  }

  /** Behind all that the database has. */
  SortedMap<Integer, Long> all() {
    SortedMap<Integer, Long> all = new TreeMap<>();
    partitions().forEach(partition -> all.put(partition, Long.MAX_VALUE));
    return Collections.unmodifiableSortedMap(all);
  }

  /** A month of the run before which there is nothing from these offsets on. */
  int firstMonth(SortedMap<Integer, Long> next) {
    return history.firstMonth(run, start, end, parts(next, all()));
  }

  /**
   * Gives what a filter takes.
   *
   * @param next where it begins in each partition; goes along with what is given
   * @param until the offsets before which it ends
   * @param on asked from month to month whether to go on
   * @return false where it was stopped
   */
  boolean each(
      SortedMap<Integer, Long> next,
      SortedMap<Integer, Long> until,
      AwardFilter filter,
      BooleanSupplier on,
      Taker taker) {
    if (next.entrySet().stream().anyMatch(from -> from.getValue() < until.get(from.getKey()))) {
      for (int month = Math.max(firstMonth(next), filter.from());
          month <= Math.min(end, filter.to());
          month++) {
        if (!on.getAsBoolean() || !eachOf(month, next, until, filter, taker)) {
          return false;
        }
      }
      next.replaceAll((partition, from) -> Math.max(from, until.get(partition)));
    }
    return true;
  }

  private boolean eachOf(
      int month,
      SortedMap<Integer, Long> next,
      SortedMap<Integer, Long> until,
      AwardFilter filter,
      Taker taker) {
    List<Stored> page;
    do {
      page = history.of(run, month, parts(next, until), filter, PAGE);
      for (Stored outcome : page) {
        int partition = placement.ofShard(run, outcome.place().shard());
        next.put(partition, outcome.place().position() + 1);
        if (!taker.take(partition, outcome)) {
          return false;
        }
      }
    } while (page.size() == PAGE);
    return true;
  }

  private Collection<Part> parts(SortedMap<Integer, Long> next, SortedMap<Integer, Long> until) {
    List<Integer> partitions = partitions();
    return IntStream.range(0, shards)
        .mapToObj(
            shard -> {
              int partition = partitions.get(shard);
              return new Part(shard, partition, next.get(partition), until.get(partition));
            })
        .toList();
  }
}
