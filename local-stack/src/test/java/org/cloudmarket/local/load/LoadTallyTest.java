package org.cloudmarket.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.local.load.LoadReport.Percentiles;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class LoadTallyTest {

  private static final int MONTHS = 4;
  private static final long FIRST = 1_000_000;

  /** Twice as slow as it was to be. */
  private static final long MONTH_TOOK = 2_000;

  private static final long WRITTEN = 100;
  private static final long RECEIVED = 300;

  private static final Scenario SCENARIO = LoadPlan.scenario(1_000, MONTHS);
  private static final int SHARDS = 8;
  private static final LoadPlan PLAN = new LoadPlan(1_000, SHARDS, 45, 4, 0, 45, 1_000, MONTHS);

  @Test
  void aLateMonthIsLateInTheResponseAndNotInTheService() {
    LoadTally tally = tally(run());

    Percentiles service = Percentiles.of(tally.service());
    Percentiles response = Percentiles.of(tally.response());
    assertThat(service.count()).isEqualTo(tally.awards()).isPositive();
    assertThat(service.min()).isEqualTo(RECEIVED - WRITTEN);
    assertThat(service.max()).isEqualTo(RECEIVED - WRITTEN);
    assertThat(response.count()).isEqualTo(tally.awards());
    assertThat(response.min()).isEqualTo(RECEIVED);
    assertThat(response.max()).isBetween(3_300L, 3_303L); // Three digits.
    assertThat(tally.lastMonthLateMillis()).isEqualTo(3_000);
  }

  @Test
  void whichTopicComesFirstDoesNotMatter() {
    LoadTally tally = tally(run().reversed());

    assertThat(Percentiles.of(tally.service())).isEqualTo(Percentiles.of(tally(run()).service()));
    assertThat(Percentiles.of(tally.response())).isEqualTo(Percentiles.of(tally(run()).response()));
    assertThat(tally.awardsInASecond().getTotalCount()).isEqualTo(6);
  }

  @Test
  void tendersThatShareARecordCountAsIfEachHadItsOwn() {
    List<Message> together =
        run().stream()
            .map(
                each ->
                    each instanceof TenderPublished one ? new TendersPublished(List.of(one)) : each)
            .toList();

    assertThat(Percentiles.of(tally(together).service()))
        .isEqualTo(Percentiles.of(tally(run()).service()));
  }

  @Test
  void theDigestIsThatOfTheRun() {
    List<Message> run = run();
    LoadTally tally = tally(run);

    RunFinished end = tally.finished().orElseThrow();
    assertThat(tally.digest(end.month())).isEqualTo(end.digest().hex());

    run.remove(run.stream().filter(ContractAwarded.class::isInstance).findFirst().orElseThrow());
    assertThat(tally(run).digest(end.month())).isNotEqualTo(end.digest().hex());
  }

  @Test
  void secondsWithoutAnAwardCount() {
    var seconds = tally(run()).awardsInASecond();

    assertThat(seconds.getTotalCount()).isEqualTo(6);
    assertThat(seconds.getMinValue()).isZero();
    assertThat(seconds.getMaxValue()).isPositive();
  }

  private static List<Message> run() {
    List<Message> messages = new ArrayList<>();
    ReferenceRun.run(
        new RunOrdered("reference", SCENARIO, LoadPlan.SEED, SHARDS), 1, messages::add);
    return messages;
  }

  private static LoadTally tally(List<Message> messages) {
    LoadTally tally = new LoadTally(PLAN, "reference", SCENARIO.start());
    for (Message message : messages) {
      int month =
          switch (message) {
            case MonthOpened opened -> opened.month();
            case TenderPublished tender -> tender.month();
            case TendersPublished several -> several.month();
            case ContractAwarded award -> award.month();
            default -> SCENARIO.start();
          };
      long opened = FIRST + (month - SCENARIO.start()) * MONTH_TOOK;
      long written = message instanceof MonthOpened ? opened : opened + WRITTEN;
      tally.take(message, written, opened + RECEIVED);
    }
    return tally;
  }
}
