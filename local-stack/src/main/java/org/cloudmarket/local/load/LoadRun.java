package org.cloudmarket.local.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.load.LoadReport.Proof;
import org.cloudmarket.local.load.LoadReport.Switch;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;

/** Puts the load of a plan on services that are up, and measures from outside. */
public final class LoadRun {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long STATUS_MILLIS = 200;
  private static final int WARM_UP_MONTHS = 24;

  /** How long anything may take that a healthy system does in a few seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A reference run decides so many in some ten seconds. */
  private static final double CHEAP_AWARDS = 3_000_000;

  private final ProcurementApi procurement;
  private final ProcurementApi government;
  private final String bootstrapServers;
  private final LoadPlan plan;

  /** A run on services at these addresses. */
  public LoadRun(URI procurement, URI government, String bootstrapServers, LoadPlan plan) {
    this.procurement = new ProcurementApi(procurement);
    this.government = new ProcurementApi(government);
    this.bootstrapServers = bootstrapServers;
    this.plan = plan;
  }

  /** Some months as fast as it can, unmeasured: compilers are at work in them. */
  public void warmUp() throws InterruptedException {
    KafkaRun run = order(LoadPlan.SEED + 1, WARM_UP_MONTHS, 0);
    while (!run.refresh().over()) {
      TimeUnit.MILLISECONDS.sleep(STATUS_MILLIS);
    }
    if (!run.state().equals("finished")) {
      throw new StackFailure("The warm-up " + run.state() + ": " + run.error());
    }
  }

  /**
   * Puts the load on, and measures.
   *
   * @throws StackFailure where the run comes to no end
   * @throws ApiRefusal where it is not taken
   */
  public LoadReport measure() throws InterruptedException {
    Map<String, Object> settings =
        new HashMap<>(KafkaSettings.of(bootstrapServers).watcher("load"));
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          Stream.of(Topic.POLICY, Topic.TENDERS, Topic.AWARDS)
              .flatMap(
                  topic ->
                      IntStream.range(0, Topics.DEFAULT_PARTITIONS)
                          .mapToObj(n -> new TopicPartition(topic.text(), n)))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position); // Now, not with the first poll.
      KafkaRun run = order(LoadPlan.SEED, plan.months(), plan.paceMillis());
      LoadTally tally =
          new LoadTally(plan, run.id(), LoadPlan.scenario(plan.buyers(), plan.months()).start());
      try (PolicySwitches switches = new PolicySwitches(government, plan, run.id())) {
        watch(consumer, run.id(), tally, switches);
        readToTheEnd(consumer, tally);
        return report(run, tally, switches.asked());
      }
    }
  }

  private KafkaRun order(long seed, int months, long paceMillis) {
    return KafkaRun.start(
        procurement,
        new Order(
            LoadPlan.SCENARIO,
            "",
            seed,
            plan.shards(),
            LoadPlan.changes(plan.buyers(), months),
            paceMillis));
  }

  private void watch(
      KafkaConsumer<byte[], byte[]> consumer,
      String run,
      LoadTally tally,
      PolicySwitches switches) {
    long deadline = System.currentTimeMillis() + PATIENCE.toMillis();
    boolean begun = false;
    boolean cancelled = false;
    while (tally.finished().isEmpty()) {
      poll(consumer, tally);
      long now = System.currentTimeMillis();
      if (!begun && tally.begun()) {
        begun = true;
        switches.start(now - tally.firstOpened());
        deadline = tally.firstOpened() + plan.cancelAfterMillis();
      }
      if (now > deadline) {
        if (!begun || cancelled) {
          throw new StackFailure(
              String.format(
                  Locale.ROOT,
                  "Run %s %s within %d s",
                  run,
                  begun ? "did not end" : "did not begin",
                  PATIENCE.toSeconds()));
        }
        procurement.post("/api/runs/" + run + "/cancel", JsonNodeFactory.instance.objectNode());
        cancelled = true;
        deadline = now + PATIENCE.toMillis();
      }
    }
  }

  /** What was committed before the run's end may come behind it, from another topic. */
  private static void readToTheEnd(KafkaConsumer<byte[], byte[]> consumer, LoadTally tally) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll(consumer, tally);
    }
  }

  private static void poll(KafkaConsumer<byte[], byte[]> consumer, LoadTally tally) {
    var records = consumer.poll(POLL);
    long received = System.currentTimeMillis();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      tally.take(record, received);
    }
  }

  private LoadReport report(KafkaRun run, LoadTally tally, List<PolicySwitches.Asked> asked)
      throws InterruptedException {
    RunFinished end = tally.finished().orElseThrow();
    List<Switch> switches =
        asked.stream()
            .sorted(Comparator.comparingInt(PolicySwitches.Asked::number))
            .map(each -> shown(each, tally))
            .toList();
    return new LoadReport(
        plan,
        run.id(),
        end.outcome().id(),
        end.reason(),
        end.digest().hex(),
        tally.digest(end.month()),
        proof(run, end),
        LoadReport.Reached.of(plan, tally),
        new LoadReport.TenderToAward(
            LoadReport.Percentiles.of(tally.service()),
            plan.paced()
                ? Optional.of(LoadReport.Percentiles.of(tally.response()))
                : Optional.empty()),
        switches,
        LoadReport.Spread.of(Switch.ENACT, switches),
        LoadReport.Spread.of(Switch.REPEAL, switches));
  }

  private static Switch shown(PolicySwitches.Asked asked, LoadTally tally) {
    OptionalLong first =
        asked.enacts() ? tally.firstUnder(asked.policy()) : tally.firstWithout(asked.policy());
    return new Switch(
        asked.number(),
        asked.enacts() ? Switch.ENACT : Switch.REPEAL,
        asked.policy(),
        asked.sent() - tally.firstOpened(),
        first.isPresent() ? Optional.of(first.getAsLong() - asked.sent()) : Optional.empty(),
        asked.refusal().isEmpty() ? tally.refusal(asked.request()) : asked.refusal());
  }

  /** Asks for a reference run, where it is cheap; the projection has to be complete for it. */
  private Proof proof(KafkaRun run, RunFinished end) throws InterruptedException {
    if (plan.awardsPerMonth() * plan.months() > CHEAP_AWARDS || end.outcome() == Outcome.FAILED) {
      return Proof.NOT_VERIFIED;
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!run.refresh().over() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(STATUS_MILLIS);
    }
    if (!run.over()) {
      return Proof.NOT_VERIFIED;
    }
    try {
      return run.verification().path("equal").asBoolean() ? Proof.EQUAL : Proof.DIFFERENT;
    } catch (ApiRefusal e) {
      return Proof.NOT_VERIFIED;
    }
  }
}
