package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;
import org.cloudmarket.wire.topic.Topic;

/** Where in {@code awards} the records of a run are. */
@Singleton
public class RunSpans {

  /**
   * A shard's records.
   *
   * @param first the offset of the first
   * @param next the offset behind the last that is projected
   */
  public record Span(int partition, long first, long next) {}

  private final Database database;

  @Inject
  RunSpans(Database database) {
    this.database = database;
  }

  /** The spans of a run's shards, as far as they are projected. */
  public SortedMap<Integer, Span> of(String run) {
    return database.read(
        connection -> {
          SortedMap<Integer, Span> spans = new TreeMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select shard, partition, first_offset, next_offset from run_shard where run = ?
                  """)) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                spans.put(
                    rows.getInt(1), new Span(rows.getInt(2), rows.getLong(3), rows.getLong(4)));
              }
            }
          }
          return Collections.unmodifiableSortedMap(spans);
        });
  }

  /**
   * Where a run's records begin.
   *
   * @param partitions of its shards, by shard
   * @return for each partition, an offset before which there is no record of the run
   */
  public SortedMap<Integer, Long> starts(String run, List<Integer> partitions) {
    // What is read is asked for before what was found: a shard without a span begins behind it.
    Map<Integer, Long> read = projected(partitions);
    SortedMap<Integer, Span> spans = of(run);
    SortedMap<Integer, Long> starts = new TreeMap<>();
    for (int shard = 0; shard < partitions.size(); shard++) {
      int partition = partitions.get(shard);
      Span span = spans.get(shard);
      long start = span == null ? read.get(partition) : span.first;
      starts.merge(partition, start, Math::min);
    }
    return Collections.unmodifiableSortedMap(starts);
  }

  /** How far partitions are projected: the first offset that is not, by partition. */
  public SortedMap<Integer, Long> projected(Iterable<Integer> partitions) {
    SortedMap<Integer, Long> projected = new TreeMap<>();
    for (int partition : partitions) {
      projected.computeIfAbsent(partition, this::projected);
    }
    return Collections.unmodifiableSortedMap(projected);
  }

  private long projected(int partition) {
    TopicPartition awards = new TopicPartition(Topic.AWARDS.text(), partition);
    return database.read(connection -> Offsets.next(awards, connection)).orElse(0);
  }
}
