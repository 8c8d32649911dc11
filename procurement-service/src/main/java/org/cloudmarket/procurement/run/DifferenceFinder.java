package org.cloudmarket.procurement.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.run.Difference.Kind;
import org.cloudmarket.procurement.store.RunSpans;

/**
 * Finds the tender at which a run and its reference part, from the records themselves: the database
 * only knows that they do, and in which month.
 */
@Singleton
public final class DifferenceFinder {

  private static final Duration POLL = Duration.ofMillis(200);

  private final AwardsConsumers consumers;
  private final RunSpans spans;
  private final References references;

  @Inject
  DifferenceFinder(AwardsConsumers consumers, RunSpans spans, References references) {
    this.consumers = consumers;
    this.spans = spans;
    this.references = references;
  }

  /**
   * Looks into a month.
   *
   * @param month one whose digests differ
   */
  public Difference find(String run, int shards, Scenario scenario, long seed, int month) {
    // A record that cannot be read is missing, and that is what is to be found.
    TenderSums logged = new TenderSums(month);
    read(run, shards, logged::add);
    TenderSums expected = new TenderSums(month);
    references.outcomes(scenario, seed, expected::add);
    return logged.differenceFrom(expected).orElse(new Difference(month, "", Kind.DIGEST));
  }

  private void read(String run, int shards, Consumer<Decided> watcher) {
    AwardRecords awards = new AwardRecords(run);
    try (var consumer = consumers.open()) {
      List<Integer> partitions = AwardsConsumers.partitions(consumer, run, shards);
      SortedMap<Integer, Long> starts = spans.starts(run, partitions);
      List<TopicPartition> assigned =
          starts.keySet().stream().map(AwardsConsumers::awards).toList();
      consumer.assign(assigned);
      starts.forEach((partition, start) -> consumer.seek(AwardsConsumers.awards(partition), start));
      Map<TopicPartition, Long> ends = consumer.endOffsets(assigned);
      while (assigned.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          awards.outcome(record).ifPresent(watcher);
        }
      }
    }
  }
}
