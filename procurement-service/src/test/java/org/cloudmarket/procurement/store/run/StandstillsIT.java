package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.projection.ProjectedLog;
import org.cloudmarket.procurement.store.run.Standstills.Standstill;
import org.junit.jupiter.api.Test;

class StandstillsIT {

  private static final int START = SmallMarket.scenario().start();
  private static final int ALL_AT_ONCE = 10_000;

  private final ProjectedLog log = new ProjectedLog();
  private final Standstills standstills = new Standstills(log.database());
  private final String run = "run-" + UUID.randomUUID();
  private final List<Message> all = SmallMarket.messages(run);

  /** What is said up to a message, that one not included. */
  private void upTo(Message end) {
    log.append(all.subList(0, all.indexOf(end)), ALL_AT_ONCE);
  }

  private Message opened(int month) {
    return all.stream()
        .filter(each -> each instanceof MonthOpened it && it.month() == month)
        .findFirst()
        .orElseThrow();
  }

  private void aMinutePasses() {
    log.update("update run set moved_at = moved_at - interval '1 minute' where id = '" + run + "'");
    log.update(
        "update run_shard set moved_at = moved_at - interval '1 minute' where run = '" + run + "'");
  }

  private Optional<Standstill> still() {
    return standstills.longer(Duration.ofSeconds(30)).stream()
        .filter(each -> each.run().equals(run))
        .findFirst();
  }

  @Test
  void aRunThatMovedJustNowDoesNotStandStill() {
    upTo(opened(START + 3));

    assertThat(still()).isEmpty();
  }

  @Test
  void aRunWhoseShardsHaveAllClosedWaitsForTheNextMonth() {
    upTo(opened(START + 3));
    aMinutePasses();

    Standstill still = still().orElseThrow();
    assertThat(still.opened()).isTrue();
    assertThat(still.month()).isEqualTo(START + 2);
    assertThat(still.behind()).isEmpty();
    assertThat(still.over()).isFalse();
  }

  @Test
  void aRunWaitsForTheShardThatHasNotClosed() {
    Message close =
        all.stream()
            .filter(
                each ->
                    each instanceof AwardsClosed it && it.month() == START + 2 && it.shard() == 1)
            .findFirst()
            .orElseThrow();
    log.append(
        all.subList(0, all.indexOf(opened(START + 3))).stream()
            .filter(each -> !each.equals(close))
            .toList(),
        ALL_AT_ONCE);
    aMinutePasses();

    Standstill still = still().orElseThrow();
    assertThat(still.month()).isEqualTo(START + 2);
    assertThat(still.behind()).containsExactly(1);
  }

  @Test
  void aPauseAndAPaceAreNoStandstill() {
    upTo(opened(START + 3));
    aMinutePasses();
    log.update("update run set pace_millis = 60000 where id = '" + run + "'");
    assertThat(still()).as("a pace").isEmpty();

    log.update(
        "update run set pace_millis = 0, paused_month = opened_month where id = '" + run + "'");

    assertThat(still()).as("a pause").isEmpty();
  }

  @Test
  void aRunThatIsOverWaitsForWhatIsNotProjectedYet() {
    log.append(
        all.stream()
            .filter(
                each ->
                    !(each instanceof AwardsMessage it
                        && it.shard() == 2
                        && it.month() > START + 5))
            .toList(),
        ALL_AT_ONCE);
    aMinutePasses();

    Standstill still = still().orElseThrow();
    assertThat(still.over()).isTrue();
    assertThat(still.behind()).containsExactly(2);
  }

  @Test
  void aRunThatHasEndedDoesNotStandStill() {
    log.append(all, ALL_AT_ONCE);
    aMinutePasses();

    assertThat(still()).isEmpty();
  }

  @Test
  void anOrderThatGovernmentHasNotBegunStandsStillWhereTheBrokerHasIt() {
    log.append(all.subList(0, all.indexOf(opened(START))), ALL_AT_ONCE);
    log.update("update run set started = false, acknowledged = true where id = '" + run + "'");
    aMinutePasses();
    Standstill still = still().orElseThrow();
    assertThat(still.opened()).isFalse();
    assertThat(still.month()).isEqualTo(START);

    log.update("update run set acknowledged = false where id = '" + run + "'");

    assertThat(still()).isEmpty();
  }
}
