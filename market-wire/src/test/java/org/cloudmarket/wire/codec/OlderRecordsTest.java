package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.junit.jupiter.api.Test;

/** Records that were written before they had all their fields are still read. */
class OlderRecordsTest {

  private final MessageCodec codec = new MessageCodec();

  private Message older(String name) throws Exception {
    RecordHeaders headers = new RecordHeaders();
    headers.add(CloudEvents.TYPE, ("org.cloudmarket." + name).getBytes(StandardCharsets.UTF_8));
    return codec.decode(headers, bytes("/older/" + name + ".json"));
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream file = OlderRecordsTest.class.getResourceAsStream(resource)) {
      return file.readAllBytes();
    }
  }

  @Test
  void anAwardHasNoCostOfAMove() throws Exception {
    ContractAwarded award = (ContractAwarded) older("contract-awarded.v1");

    assertThat(award.win().priceFen()).isEqualTo(1_402_000_000);
    assertThat(award.win().portingFen()).isZero();
    assertThat(award.counterfactual().priceFen()).isEqualTo(1_200_000_000);
    assertThat(award.counterfactual().portingFen()).isZero();
  }

  @Test
  void aBidIsNotSigned() throws Exception {
    ExternalBid bid = (ExternalBid) older("external-bid.v1");

    assertThat(bid.priceFen()).isEqualTo(1_299_000_000);
    assertThat(bid.signature()).isEmpty();
  }

  @Test
  void aPolicyHasCausedNoCostOfMoves() throws Exception {
    PolicyApplied applied = (PolicyApplied) older("policy-applied.v1");

    assertThat(applied.tally().costFen()).isEqualTo(-4_100);
    assertThat(applied.tally().portingFen()).isZero();
    assertThat(applied.tally().complaints()).isEqualTo(5);
  }

  @Test
  void aReportHasNoCostOfMoves() throws Exception {
    MonthClosed closed = (MonthClosed) older("month-closed.v1");

    assertThat(closed.report().policies())
        .singleElement()
        .satisfies(
            tally -> {
              assertThat(tally.costFen()).isEqualTo(-4_100);
              assertThat(tally.portingFen()).isZero();
            });
  }

  @Test
  void inARunThatHasBegunEachTenderHasARecordOfItsOwn() throws Exception {
    RunStarted now = new RunStarted("run-7", 2, 3, -42, Specimens.scenario(), 500, 16);
    String json = new String(codec.encode(now), StandardCharsets.UTF_8);
    String older = json.replace(",\"tendersInRecord\":16", "");
    assertThat(older).isNotEqualTo(json);

    RunStarted started =
        (RunStarted) codec.decode(codec.headers(now), older.getBytes(StandardCharsets.UTF_8));

    assertThat(started.paceMillis()).isEqualTo(500);
    assertThat(started.tendersInRecord()).isOne();
  }
}
