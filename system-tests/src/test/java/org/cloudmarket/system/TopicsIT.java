package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Test;

/** A service is there before the topics are, as where an operator makes them. */
class TopicsIT {

  private static final String PROVIDER = Service.PROVIDER.label();

  private static final long SEED = 97;

  @Test
  void aServiceWaitsForATopicAndThenGoesToWork() throws Exception {
    Stack stack = Market.stack();
    stack.stop(PROVIDER);
    try (ExecutorService starter = Executors.newSingleThreadExecutor();
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      Future<?> ready;
      try {
        admin.deleteTopics(List.of(Topic.EXTERNAL_BIDS.text())).all().get();
        ready =
            starter.submit(
                () -> {
                  stack.start(PROVIDER);
                  return null;
                });
        Market.until("it says what it waits for", () -> printed(stack).contains(waitsFor()));
        assertThat(ready.isDone()).as("ready without a topic").isFalse();
      } finally {
        Topics.create(stack.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
      }
      ready.get();
    }

    KafkaRun run = Market.order("no-policy", SEED, 2, Market.FEW);

    Market.proven(stack, run, "no-policy", SEED, Market.FEW);
  }

  private static String waitsFor() {
    return "The desks begin when these topics are there, and this service may see them: "
        + Topic.EXTERNAL_BIDS.text();
  }

  private static String printed(Stack stack) {
    try {
      return Files.readString(stack.log(PROVIDER));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
