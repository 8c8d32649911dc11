package org.cloudmarket.benchmark;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;

/**
 * A run on the stack, ordered over HTTP and waited for.
 *
 * @param id its id
 * @param time from the order until the API called it finished, that is until every award was
 *     committed, projected and committed there
 * @param cpu what broker, database and services used in that time
 * @param threads what their threads used, by what they are for
 */
record StackRun(String id, Duration time, CpuTime cpu, ThreadTimes.Since threads) {

  private static final String SCENARIO = "no-policy";
  private static final long SEED = 1;
  private static final long POLL_MILLIS = 200;

  /**
   * Orders a run and waits for its end.
   *
   * @throws IllegalStateException where it does not finish
   */
  static StackRun of(Stack stack, int shards, Map<String, String> changes)
      throws InterruptedException {
    ProcurementApi api = new ProcurementApi(stack.service(Service.PROCUREMENT));
    CpuClock cpu = new CpuClock(stack);
    ThreadTimes threadsBefore = ThreadTimes.of(stack);
    CpuTime before = cpu.now();
    long began = System.nanoTime();
    KafkaRun run = KafkaRun.start(api, new KafkaRun.Order(SCENARIO, "", SEED, shards, changes));
    while (!run.refresh().over()) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - began);
    CpuTime used = cpu.now().minus(before);
    ThreadTimes.Since threads = ThreadTimes.of(stack).since(threadsBefore);
    if (!run.state().equals("finished")) {
      throw new IllegalStateException(run.id() + " " + run.state() + ": " + run.error());
    }
    return new StackRun(run.id(), time, used, threads);
  }
}
