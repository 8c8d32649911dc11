package org.cloudmarket.policy.run;

import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cloudmarket.frame.runs.Orders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Policy requests on their way to government. */
@Singleton
public final class PolicyRequestOrders extends Orders {

  @Inject
  PolicyRequestOrders(
      @Channel("orders") MutinyEmitter<ProducerRecord<byte[], byte[]>> runs,
      @ConfigProperty(name = "orders.patience") Duration patience) {
    super(runs, patience);
  }
}
