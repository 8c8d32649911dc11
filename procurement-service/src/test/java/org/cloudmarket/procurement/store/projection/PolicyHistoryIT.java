package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.LeftOut;
import org.cloudmarket.frame.runs.OrderedRuns;
import org.cloudmarket.frame.runs.PolicyHistory;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;

/** What policy-service and provider-service keep of what government said. */
class PolicyHistoryIT {

  private static final String TOPIC = Topic.POLICY.text();

  private final Database database = ProjectedLog.database(Service.POLICY, "classpath:db/chronicle");
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final String run = "run-" + UUID.randomUUID();
  private final List<PolicyMessage> all = government(SmallMarket.messages(run));
  private long end = offset();
  private PolicyHistory history = history();

  private static List<PolicyMessage> government(List<?> messages) {
    return messages.stream()
        .filter(PolicyMessage.class::isInstance)
        .map(PolicyMessage.class::cast)
        .filter(each -> each.shard() == 0)
        .toList();
  }

  private PolicyHistory history() {
    return new PolicyHistory(
        database,
        new LeftOut(meters),
        ProjectedLog.PARTITIONS,
        new OrderedRuns(URI.create("http://localhost:1"), new Caller(false, null)));
  }

  private double leftOut(String why) {
    return meters.counter("cloudmarket.records.left.out", "topic", TOPIC, "why", why).count();
  }

  private long offset() {
    int partition = new Placement(ProjectedLog.PARTITIONS).ofRun(run);
    return database.read(
        connection -> {
          try (var statement = connection.createStatement();
              var row =
                  statement.executeQuery(
                      "select coalesce(max(next_offset), 0) from projection_offset where partition"
                          + " = "
                          + partition)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  private void append(List<PolicyMessage> messages) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    int partition = new Placement(ProjectedLog.PARTITIONS).ofRun(run);
    for (PolicyMessage each : messages) {
      records.add(SmallMarket.record(each, partition, end++));
    }
    history.take(
        new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, partition), records), Map.of()));
  }

  private static String rename(String from, String to) {
    return "update said set run = '" + to + "' where run = '" + from + "'";
  }

  private void change(String sql) {
    database.read(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  @Test
  void whatIsSaidAgainIsKeptOnce() {
    append(all);
    append(all);
    history = history();
    append(all.subList(all.size() / 2, all.size()));

    assertThat(history.of(run)).isEqualTo(all);
    assertThat(leftOut("finished-run")).isZero();
  }

  @Test
  void whatIsSaidAgainInTheMiddleOfARunIsKeptOnce() {
    append(all.subList(0, all.size() / 2));
    append(all.subList(all.size() / 3, all.size() / 2));
    history = history();
    append(all.subList(all.size() / 3, all.size()));

    assertThat(history.of(run)).isEqualTo(all);
  }

  @Test
  void whoeverAsksAgainIsToldWhatHasComeSince() {
    for (int said = 1; said <= all.size(); said++) {
      append(all.subList(said - 1, said));

      assertThat(history.of(run)).isEqualTo(all.subList(0, said));
    }
  }

  @Test
  void whoeverAsksAgainIsToldWhatHasComeBeforeTheLast() {
    append(all);
    int month = 0;
    while (!(all.get(month) instanceof MonthOpened)) {
      month++;
    }
    long position = end - all.size() + month;
    String hidden = "hidden-" + run;
    change(rename(run, hidden) + " and position = " + position);
    assertThatThrownBy(() -> history.of(run)).hasMessageContaining("is missing");

    change(rename(hidden, run));

    assertThat(history.of(run)).isEqualTo(all);
  }

  @Test
  void nothingIsAddedToARunThatIsOver() {
    append(all);
    MonthOpened last =
        all.stream()
            .filter(MonthOpened.class::isInstance)
            .map(MonthOpened.class::cast)
            .reduce((_, later) -> later)
            .orElseThrow();

    append(
        List.of(
            new MonthOpened(
                run,
                0,
                last.month() + 1,
                List.of(),
                List.of(),
                List.of(),
                last.lastMonth(),
                last.digest())));

    assertThat(history.of(run)).isEqualTo(all);
    assertThat(leftOut("finished-run")).isOne();
  }

  @Test
  void aMonthThatIsMissingIsNamedAndCanBeReadAgain() {
    int third = SmallMarket.scenario().start() + 2;
    append(
        all.stream()
            .filter(each -> !(each instanceof MonthOpened it && it.month() == third))
            .toList());

    assertThatThrownBy(() -> history.of(run))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2021-08 is missing");
    history = history();
    append(all);

    assertThat(history.of(run)).containsExactlyElementsOf(all);
  }

  @Test
  void aBeginningThatIsMissingIsNamed() {
    append(all.subList(1, all.size()));

    assertThatThrownBy(() -> history.of(run))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("at its beginning is missing");
  }

  @Test
  void aFirstMonthThatIsMissingIsNamed() {
    int first = SmallMarket.scenario().start();
    append(
        all.stream()
            .filter(each -> !(each instanceof MonthOpened it && it.month() == first))
            .toList());

    assertThatThrownBy(() -> history.of(run))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("2021-06 is missing");
  }

  @Test
  void whatWasKeptTwiceOnceIsReadOnce() {
    append(all);
    change(
        "insert into said select run, position + 1000000, type, value from said where run = '"
            + run
            + "'");

    assertThat(history.of(run)).isEqualTo(all);
  }
}
