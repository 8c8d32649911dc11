package org.cloudmarket.procurement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.SmallMarket;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static ConsumerRecord<byte[], byte[]> record(Message message) {
    return SmallMarket.record(message, 0, 0);
  }

  @Test
  void everyOutcomeOfARunIsKnown() {
    AwardRecords ours = new AwardRecords("run-one");
    AwardRecords others = new AwardRecords("run-on");

    assertThat(SmallMarket.messages("run-one").stream().filter(Decided.class::isInstance))
        .isNotEmpty()
        .allSatisfy(
            message -> {
              assertThat(ours.outcome(record(message)).orElseThrow().outcome).isEqualTo(message);
              assertThat(others.outcome(record(message))).isEmpty();
            });
  }

  @Test
  void whatIsNoOutcomeIsLeftOut() {
    Message closed = new AwardsClosed("run-one", 0, 1, 0, Digest.ZERO);
    ConsumerRecord<byte[], byte[]> bare =
        new ConsumerRecord<>("awards", 0, 0, new byte[0], new byte[0]);

    ConsumerRecord<byte[], byte[]> broken =
        new ConsumerRecord<>("awards", 0, 0, new byte[0], new byte[] {'{'});
    SmallMarket.messages("run-one").stream()
        .filter(Decided.class::isInstance)
        .map(FeedTest::record)
        .findFirst()
        .orElseThrow()
        .headers()
        .forEach(broken.headers()::add);

    assertThat(new AwardRecords("run-one").outcome(record(closed))).isEmpty();
    assertThat(new AwardRecords("run-one").outcome(bare)).isEmpty();
    assertThat(new AwardRecords("run-one").outcome(broken)).isEmpty();
  }

  @Test
  void positionsAreReadAsTheyAreWritten() {
    TreeMap<Integer, Long> last = new TreeMap<>(Map.of(3, 1042L, 11, 0L));

    assertThat(Positions.text(last)).isEqualTo("3-1042.11-0");
    assertThat(Positions.parse("3-1042.11-0")).contains(new Positions(last));
  }

  @Test
  void whatIsNoPositionIsRefused() {
    assertThat(Positions.parse("x")).isEmpty();
    assertThat(Positions.parse("3")).isEmpty();
    assertThat(Positions.parse("3-1.")).isEmpty();
    assertThat(Positions.parse("3--1")).isEmpty();
    assertThat(Positions.parse("3-99999999999999999999")).isEmpty();
  }
}
