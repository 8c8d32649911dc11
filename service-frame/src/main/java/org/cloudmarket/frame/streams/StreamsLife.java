package org.cloudmarket.frame.streams;

import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.StateListener;

/** Remembers whether the desk's Kafka Streams has ever run, since its state alone does not tell. */
@Singleton
final class StreamsLife implements StateListener {

  private volatile boolean hasRun;
  private volatile KafkaStreams.State state = KafkaStreams.State.CREATED;

  @Override
  public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    state = now;
    if (now == KafkaStreams.State.RUNNING) {
      hasRun = true;
    }
  }

  KafkaStreams.State state() {
    return state;
  }

  /** Alive is also what only waits: for its topics, for its partitions. */
  boolean alive() {
    return !state.hasStartedOrFinishedShuttingDown();
  }

  /** Ready from the first time it runs on; a rebalance does not make it less so. */
  boolean ready() {
    return hasRun && state.isRunningOrRebalancing();
  }
}
