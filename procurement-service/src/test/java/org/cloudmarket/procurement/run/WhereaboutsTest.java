package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.run.Stall.Hop;
import org.cloudmarket.procurement.store.run.Standstills.Standstill;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

  private static final String RUN = "run-one";
  private static final int MONTH = SmallMarket.scenario().start() + 3;
  private static final List<Message> ALL = SmallMarket.messages(RUN);

  /** A log of one partition a topic. */
  private static final class Log extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records =
        new HashMap<>();

    Log(List<Message> messages) {
      super("earliest");
      MessageCodec codec = new MessageCodec();
      for (Message each : messages) {
        TopicPartition place = new TopicPartition(Topic.of(each).text(), 0);
        List<ConsumerRecord<byte[], byte[]>> there =
            records.computeIfAbsent(place, _ -> new ArrayList<>());
        there.add(
            new ConsumerRecord<>(
                place.topic(),
                0,
                there.size(),
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                Placement.key(each).getBytes(StandardCharsets.UTF_8),
                codec.encode(each),
                codec.headers(each),
                Optional.empty()));
      }
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
      super.assign(partitions);
      for (TopicPartition each : partitions) {
        List<ConsumerRecord<byte[], byte[]>> there = records.getOrDefault(each, List.of());
        updateBeginningOffsets(Map.of(each, 0L));
        updateEndOffsets(Map.of(each, (long) there.size()));
        there.forEach(this::addRecord);
      }
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> starts = new HashMap<>();
      times
          .keySet()
          .forEach(
              each ->
                  starts.put(
                      each, records.containsKey(each) ? new OffsetAndTimestamp(0, 0) : null));
      return starts;
    }
  }

  private static Stall stall(Predicate<Message> missing, Integer... behind) {
    List<Message> there = ALL.stream().filter(missing.negate()).toList();
    return new Whereabouts(() -> new Log(there), 1).stall(still(true, false, behind));
  }

  private static Standstill still(boolean opened, boolean over, Integer... behind) {
    return new Standstill(
        RUN,
        Instant.EPOCH,
        Instant.EPOCH,
        MONTH,
        opened,
        over,
        SmallMarket.SHARDS,
        List.of(behind));
  }

  private static boolean awarded(Message each) {
    return each instanceof AwardsClosed it && it.month() == MONTH && it.shard() == 1;
  }

  private static boolean bid(Message each) {
    return each instanceof BidsClosed it && it.month() == MONTH && it.shard() == 1;
  }

  private static boolean tendered(Message each) {
    return each instanceof TendersClosed it && it.month() == MONTH && it.shard() == 1;
  }

  @Test
  void theFirstHopWhoseEndIsMissingIsWaitedFor() {
    assertThat(stall(each -> awarded(each) || bid(each) || tendered(each), 1).hop())
        .isEqualTo(Hop.TENDERS);
    assertThat(stall(each -> awarded(each) || bid(each), 1).hop()).isEqualTo(Hop.BIDS);
    assertThat(stall(WhereaboutsTest::awarded, 1).hop()).isEqualTo(Hop.AWARDS);
    assertThat(stall(_ -> false, 1).hop()).isEqualTo(Hop.PROJECTION);
  }

  @Test
  void theShardThatIsFurthestBackIsNamed() {
    Stall stall = stall(each -> awarded(each) || bid(each), 0, 1);

    assertThat(stall.shards()).containsExactly(1);
    assertThat(stall.waitingFor())
        .isEqualTo("provider-service to bid in " + Months.text(MONTH) + " in shard 1");
  }

  @Test
  void aReportThatGovernmentDoesNotHaveIsWaitedFor() {
    Stall stall =
        stall(each -> each instanceof MonthClosed it && it.month() == MONTH && it.shard() == 2);

    assertThat(stall.hop()).isEqualTo(Hop.REPORT);
    assertThat(stall.shards()).containsExactly(2);
  }

  @Test
  void aMonthThatAllHaveReportedIsFollowedByTheNext() {
    Stall stall = stall(_ -> false);

    assertThat(stall.hop()).isEqualTo(Hop.RULES);
    assertThat(stall.waitingFor()).isEqualTo("policy-service to open " + Months.text(MONTH + 1));
  }

  @Test
  void aRunThatHasNotBegunOrIsOverNeedsNoLog() {
    Whereabouts blind =
        new Whereabouts(
            () -> {
              throw new AssertionError("nobody looks");
            },
            1);

    assertThat(blind.stall(still(false, false, 0, 1, 2)).hop()).isEqualTo(Hop.RULES);
    assertThat(blind.stall(still(true, true, 2)).hop()).isEqualTo(Hop.PROJECTION);
  }

  @Test
  void aBrokerThatDoesNotAnswerIsWaitedFor() {
    Whereabouts away =
        new Whereabouts(
            () -> {
              throw new TimeoutException("away");
            },
            1);

    assertThat(away.stall(still(true, false, 1)).hop()).isEqualTo(Hop.BROKER);
  }
}
