package org.cloudmarket.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.cloudmarket.local.load.LoadReport.Percentiles;
import org.cloudmarket.local.load.LoadReport.Proof;
import org.cloudmarket.local.load.LoadReport.Reached;
import org.cloudmarket.local.load.LoadReport.Spread;
import org.cloudmarket.local.load.LoadReport.Switch;
import org.cloudmarket.local.load.LoadReport.TenderToAward;
import org.junit.jupiter.api.Test;

class LoadReportTest {

  @Test
  void aRateThatWasNotReachedIsSaidPlainly() {
    LoadReport missed = report("finished", "d", Proof.EQUAL, Optional.of(false));
    LoadReport reached = report("finished", "d", Proof.EQUAL, Optional.of(true));

    assertThat(missed.text()).anyMatch(line -> line.startsWith("THE RATE WAS NOT REACHED"));
    assertThat(reached.text()).anyMatch(line -> line.startsWith("The rate was reached"));
  }

  @Test
  void onlyARunThatEndedAsMeantWithTheRightAwardsIsSound() {
    assertThat(report("finished", "d", Proof.EQUAL, Optional.empty()).sound()).isTrue();
    assertThat(report("cancelled", "d", Proof.NOT_VERIFIED, Optional.empty()).sound()).isTrue();
    assertThat(report("failed", "d", Proof.NOT_VERIFIED, Optional.empty()).sound()).isFalse();
    assertThat(report("finished", "other", Proof.EQUAL, Optional.empty()).sound()).isFalse();
    assertThat(report("finished", "d", Proof.DIFFERENT, Optional.empty()).sound()).isFalse();
  }

  @Test
  void theMiddleOfAnEvenNumberIsHalfWay() {
    assertThat(Spread.of(40, 10, 20, 30).median()).hasValue(25);
    assertThat(Spread.of(40, 10, 20).median()).hasValue(20);
    assertThat(Spread.of().max()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNullInTheDocument() throws JsonProcessingException {
    JsonNode json =
        new ObjectMapper().readTree(report("finished", "d", Proof.EQUAL, Optional.empty()).json());

    assertThat(json.at("/reached/rate").isNull()).isTrue();
    assertThat(json.at("/tenderToAward/responseMillis").isNull()).isTrue();
    assertThat(json.at("/switches/0/firstAwardMillis").asLong()).isEqualTo(120);
    assertThat(json.at("/enactToFirstAwardMillis/median").asDouble()).isEqualTo(120);
    assertThat(json.at("/repealToFirstAwardMillis/min").isNull()).isTrue();
    assertThat(json.at("/asked/paceMillis").asLong()).isEqualTo(1_000);
  }

  private static LoadReport report(
      String outcome, String recordsDigest, Proof proof, Optional<Boolean> rate) {
    Percentiles none = Percentiles.of(new Histogram(3));
    List<Switch> switches = List.of(new Switch(1, "enact", "switch-1", 10, Optional.of(120L), ""));
    return new LoadReport(
        new LoadPlan(1_000, 8, 45, 4, 1, 45, 1_000, 4),
        "run",
        outcome,
        "",
        "d",
        recordsDigest,
        proof,
        new Reached(180, 0, 4, 4, 45, 1, rate, 0, none),
        new TenderToAward(none, Optional.empty()),
        switches,
        Spread.of("enact", switches),
        Spread.of("repeal", switches));
  }
}
