package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.projection.ProjectedLog;
import org.junit.jupiter.api.Test;

class ExpiredRunsIT {

  private static final int ALL_AT_ONCE = 10_000;

  private final ProjectedLog log = new ProjectedLog();
  private final ExpiredRuns expired = new ExpiredRuns(log.database());
  private final String run = "run-" + UUID.randomUUID();
  private final List<Message> all = SmallMarket.messages(run);

  private void passes(String time) {
    log.update(
        """
        update run set ordered_at = ordered_at - interval 'TIME', moved_at = moved_at - interval 'TIME',
          ended_at = ended_at - interval 'TIME'
        where id = 'RUN'
        """
            .replace("TIME", time)
            .replace("RUN", run));
  }

  private void set(String columns) {
    log.update("update run set " + columns + " where id = '" + run + "'");
  }

  private void ofShards(String columns) {
    log.update("update run_shard set " + columns + " where run = '" + run + "'");
  }

  private boolean hasExpired() {
    return expired.ended(Duration.ofDays(30)).contains(run);
  }

  @Test
  void aRunExpiresSoLongAfterItsEndAndNoSooner() {
    log.append(all, ALL_AT_ONCE);
    passes("29 days 23 hours");
    assertThat(hasExpired()).isFalse();

    passes("2 hours");

    assertThat(hasExpired()).isTrue();
  }

  @Test
  void theOldestComesFirst() {
    log.append(all, ALL_AT_ONCE);
    passes("40 days");
    String older = "run-" + UUID.randomUUID();
    log.append(SmallMarket.messages(older), ALL_AT_ONCE);
    log.update(
        "update run set ordered_at = now() - interval '50 days', ended_at = ordered_at - interval '50 days'"
            + " where id = '"
            + older
            + "'");

    assertThat(expired.ended(Duration.ofDays(30))).containsSubsequence(older, run);
  }

  @Test
  void aRunThatGoesOnOrWaitsForPeopleNeverExpires() {
    log.append(all.subList(0, all.size() / 2), ALL_AT_ONCE);
    passes("10 years");
    assertThat(hasExpired()).as("one that stands still").isFalse();

    set("paused_month = opened_month");

    assertThat(hasExpired()).as("one that is paused").isFalse();
  }

  @Test
  void aRunOfWhichAShardIsNotProjectedYetDoesNotExpire() {
    log.append(all, ALL_AT_ONCE);
    passes("40 days");
    ofShards("closed_month = closed_month - 1");

    assertThat(hasExpired()).isFalse();
  }

  @Test
  void whatSomethingIsMissingOfExpiresAfterTheLastThatWasProjected() {
    log.append(all.subList(0, all.size() / 2), ALL_AT_ONCE);
    passes("40 days");
    set("damage = 'a record is missing'");
    assertThat(hasExpired()).as("its shards moved just now").isFalse();

    ofShards("moved_at = now() - interval '40 days'");
    assertThat(hasExpired()).isTrue();

    set("damage = ''");
    ofShards("damage = 'a record is missing'");
    assertThat(hasExpired()).as("of one shard").isTrue();
  }

  @Test
  void anOrderThatNobodyTookExpiresOnceTheLogCannotHaveItEither() {
    log.append(all.subList(0, all.size() / 2), ALL_AT_ONCE);
    set("started = false, acknowledged = false");
    passes("36 days");
    assertThat(hasExpired()).isFalse();

    passes("2 days");
    assertThat(hasExpired()).isTrue();

    set("acknowledged = true");
    assertThat(hasExpired()).as("an order that government has still to begin").isFalse();

    set("error = 'the broker refused it'");
    assertThat(hasExpired()).as("one that was refused").isTrue();
  }

  @Test
  void aRunThatWasCancelledBeforeItsFirstMonthExpires() {
    log.append(all, ALL_AT_ONCE);
    passes("40 days");
    ofShards("closed_month = null");
    set("outcome_month = start_month - 1");

    assertThat(hasExpired()).isTrue();
  }
}
