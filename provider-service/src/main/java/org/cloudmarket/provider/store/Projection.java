package org.cloudmarket.provider.store;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.annotations.Merge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.cloudmarket.frame.runs.PolicyHistory;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes down what government said of runs, to tell what providers became. */
@ApplicationScoped
public class Projection {

  private final PolicyHistory history;

  @Inject
  Projection(PolicyHistory history) {
    this.history = history;
  }

  /** Takes a batch of policy in. */
  @Incoming("policy")
  @Merge(Merge.Mode.ONE)
  @Blocking
  public void policy(ConsumerRecords<byte[], byte[]> records) {
    history.take(records);
  }

  /** Takes a batch of runs in: which of them are deleted. */
  @Incoming("runs")
  @Merge(Merge.Mode.ONE)
  @Blocking
  public void runs(ConsumerRecords<byte[], byte[]> records) {
    history.forget(records, (run, connection) -> {});
  }
}
