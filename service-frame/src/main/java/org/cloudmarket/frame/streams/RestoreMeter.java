package org.cloudmarket.frame.streams;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How much of the desks' state is still to be read from its changelogs: one number for the process,
 * in offsets, so marks of transactions count as records do.
 */
@Singleton
final class RestoreMeter implements StateRestoreListener {

  /** The meter's name. */
  static final String NAME = "cloudmarket.desk.restore.remaining";

  private record Range(long next, long end) {}

  private final Map<TopicPartition, Range> restoring = new ConcurrentHashMap<>();

  @Inject
  RestoreMeter(MeterRegistry registry) {
    Gauge.builder(NAME, this, RestoreMeter::remaining)
        .description("Records of changelogs that are still to be restored")
        .register(registry);
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    restoring.put(partition, new Range(start, end));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
    restoring.computeIfPresent(partition, (_, range) -> new Range(last + 1, range.end));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    restoring.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    restoring.remove(partition);
  }

  long remaining() {
    return restoring.values().stream().mapToLong(each -> Math.max(0, each.end - each.next)).sum();
  }
}
