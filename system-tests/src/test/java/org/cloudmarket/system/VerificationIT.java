package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.log.codec.MessageCodec;
import org.cloudmarket.log.settings.KafkaSettings;
import org.cloudmarket.log.topic.Placement;
import org.cloudmarket.log.topic.Topic;
import org.cloudmarket.log.topic.Topics;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.junit.jupiter.api.Test;

/** A verification that always says "equal" would be worth nothing. */
class VerificationIT {

  private static final String FORGED = "a-forged-tender";

  @Test
  void anOutcomeThatNoDeskSaidIsFoundByMonthAndTender()
      throws InterruptedException, ExecutionException {
    KafkaRun run = Market.finished(Market.order("no-policy", 61, 2, Market.FEW));
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
    Decided first = AwardsReader.decided(Market.stack().bootstrapServers(), run.id()).getFirst();

    send(
        new TenderFailed(
            run.id(),
            first.shard(),
            first.month(),
            FORGED,
            "nobody",
            Segment.BANK,
            "tianjin",
            0,
            "",
            List.of()));

    Market.until(
        "the forged record is projected", () -> !run.verification().path("equal").asBoolean());
    JsonNode difference = run.verification().path("firstDifference");
    assertThat(difference.path("kind").asText()).isEqualTo("log");
    assertThat(difference.path("tender").asText()).isEqualTo(FORGED);
    assertThat(difference.path("month").asText()).isEqualTo(Months.text(first.month()));
  }

  private static void send(Decided outcome) throws InterruptedException, ExecutionException {
    KafkaSettings settings = KafkaSettings.of(Market.stack().bootstrapServers());
    Placement placement = new Placement(Topics.DEFAULT_PARTITIONS);
    MessageCodec codec = new MessageCodec();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(new HashMap<>(settings.producer()))) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.AWARDS.text(),
                  placement.of(outcome),
                  Placement.key(outcome).getBytes(StandardCharsets.UTF_8),
                  codec.encode(outcome),
                  codec.headers(outcome)))
          .get();
    }
  }
}
