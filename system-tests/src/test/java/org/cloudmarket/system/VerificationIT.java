package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.settings.KafkaSettings;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.cloudmarket.wire.topic.Topics;
import org.junit.jupiter.api.Test;

/** A verification that always says "equal" would be worth nothing. */
class VerificationIT {

  private static final String FORGED = "a-forged-tender";

  @Test
  void whatChangesARunThatHasEndedIsRefusedOrFound()
      throws InterruptedException, ExecutionException, SQLException {
    KafkaRun run = Market.finished(Market.order("no-policy", 61, 2, Market.FEW));
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
    Market.until("it is audited", () -> audited(run).equals("equal"));
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

    Market.until("the forged record is refused", () -> refused(run));
    assertThat(run.verification().path("equal").asBoolean()).isTrue();

    damage(
        "update run_month set outcome_sum = outcome_sum + 1 where run = ? and month = "
            + first.month(),
        run);
    damage("update run set audited_at = null where id = ?", run);

    JsonNode difference = run.verification().path("firstDifference");
    assertThat(difference.path("kind").asText()).isEqualTo("log");
    assertThat(difference.path("tender").asText()).as("it is not among what is stored").isEmpty();
    assertThat(difference.path("month").asText()).isEqualTo(Months.text(first.month()));
    Market.until("it is audited again", () -> audited(run).equals("different"));
  }

  private static String audited(KafkaRun run) {
    return Market.api().get("/api/runs/" + run.id()).at("/audit/state").asText();
  }

  private static boolean refused(KafkaRun run) {
    JsonNode letters =
        Market.api().get("/api/dead-letters?reason=finished-run&run=" + run.id()).path("items");
    return !letters.isEmpty();
  }

  private static void damage(String update, KafkaRun run) throws SQLException {
    try (Connection connection = Market.stack().database(Service.PROCUREMENT).connect();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, run.id());
      assertThat(statement.executeUpdate()).isPositive();
    }
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
