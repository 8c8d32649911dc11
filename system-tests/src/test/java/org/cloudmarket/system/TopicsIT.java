package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
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

  private static final Duration WITHOUT = Duration.ofSeconds(2);

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
        Market.until("it answers", TopicsIT::isLive);
        long end = System.nanoTime() + WITHOUT.toNanos();
        while (System.nanoTime() < end) {
          assertThat(status("/q/health/live")).as("live").isEqualTo(200);
          assertThat(status("/q/health/ready")).as("ready without a topic").isEqualTo(503);
        }
        assertThat(printed(stack).split(Pattern.quote(waitsFor()), -1)).as("said once").hasSize(2);
      } finally {
        Topics.create(stack.bootstrapServers(), Topics.DEFAULT_PARTITIONS);
      }
      ready.get();
    }

    KafkaRun run = Market.order("no-policy", SEED, 2, Market.FEW);

    Market.proven(stack, run, "no-policy", SEED, Market.FEW);
  }

  private static int status(String path) throws IOException, InterruptedException {
    return Http.send(Http.request(Service.PROVIDER, path)).statusCode();
  }

  private static boolean isLive() {
    try {
      return status("/q/health/live") == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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
