package org.cloudmarket.procurement.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.award.AwardColumn;
import org.cloudmarket.procurement.store.projection.ProjectedLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An audit that always says "equal" would be worth nothing. */
class AuditIT {

  private static final Duration LEASE = Duration.ofMinutes(1);

  private final ProjectedLog log = new ProjectedLog();
  private final AuditLedger ledger = new AuditLedger(log.database());
  private final String run = "run-" + UUID.randomUUID();

  @BeforeEach
  void nothingElseIsToBeAudited() {
    log.update("update run set audited_at = now()");
    log.append(SmallMarket.messages(run), 1000);
  }

  private Optional<String> audit() {
    log.update("update run set audited_at = null, audit_lease = null where id = '" + run + "'");
    AuditLedger.Ended ended = ledger.take(Duration.ofDays(1), LEASE).orElseThrow();
    assertThat(ended.run()).isEqualTo(run);
    RunAudit audit = new RunAudit(ended, log.database());
    Optional<String> difference = Optional.empty();
    while (difference.isEmpty() && !audit.done()) {
      difference = audit.step();
    }
    ledger.finish(run, difference);
    return difference;
  }

  @Test
  void whatIsStoredAsItWasSaidIsEqual() {
    assertThat(audit()).isEmpty();
    assertThat(
            log.number(
                "select count(*) from run where audit_state = 'equal' and id = '" + run + "'"))
        .isOne();
  }

  static Stream<Arguments> damages() {
    String ofRun = " where run = (select key from award_run where run = '%1$s')";
    String award = ofRun + " and type = 'a'";
    String oneAward = "ctid = (select min(ctid) from award" + ofRun + ")";
    String one = "ctid = (select min(ctid) from %2$s where run = '%1$s'%3$s)";
    return Stream.of(
        Arguments.of(
            "a row that is gone", "delete from award where " + oneAward, "outcomes are stored"),
        Arguments.of(
            "a row twice",
            "insert into award (%s) select %s from award where "
                    .formatted(
                        AwardColumn.ALL,
                        AwardColumn.ALL.replaceFirst("position", "position + 1000000"))
                + oneAward,
            "outcomes are stored"),
        Arguments.of("another price", "update award set price_fen = 1" + award, "other outcomes"),
        Arguments.of(
            "another number of bidders, of which no digest is made",
            "update award set bidders = 99" + award,
            "records of its outcomes were changed"),
        Arguments.of(
            "a name that is none", "update award set city = 9999" + award, "cannot be read"),
        Arguments.of("another provider", "update award set provider = 0" + award, "other outcomes"),
        Arguments.of(
            "a row that is found among displaced ones",
            "update award set displaced = not displaced" + award,
            "displaced"),
        Arguments.of(
            "another month in the row",
            "update award set month = month + 100 where " + oneAward,
            "months that the run does not have"),
        Arguments.of(
            "another figure",
            "update monthly_figure set awards = awards + 1 where "
                + one.formatted("%1$s", "monthly_figure", ""),
            "the figure awards"),
        Arguments.of(
            "another running value at the start",
            "update monthly_figure set running_base_fen = running_base_fen + 1 where "
                + one.formatted("%1$s", "monthly_figure", ""),
            "the figure running-base-fen"),
        Arguments.of(
            "a figure that is gone",
            "delete from monthly_figure where "
                + one.formatted("%1$s", "monthly_figure", " and awards > 0"),
            "the figure"),
        Arguments.of(
            "another sum of a month",
            "update run_month set outcome_sum = outcome_sum + 1 where "
                + one.formatted("%1$s", "run_month", ""),
            "its sums"),
        Arguments.of(
            "another claim",
            "update run_month set claimed_sum = claimed_sum + 1 where "
                + one.formatted("%1$s", "run_month", ""),
            "the months come to the digest"),
        Arguments.of(
            "a month that is gone",
            "delete from run_month where " + one.formatted("%1$s", "run_month", ""),
            "is not closed"),
        Arguments.of(
            "a segment that is none",
            "update monthly_figure set segment = 'nonsense' where "
                + one.formatted("%1$s", "monthly_figure", ""),
            "cannot be read"),
        Arguments.of(
            "a sum that is no digest",
            "update run_month set claimed_sum = -1 where " + one.formatted("%1$s", "run_month", ""),
            "the months come to the digest"),
        Arguments.of(
            "a beginning that cannot be read",
            "update run_shard set opening = '{}' where run = '%1$s'",
            "cannot be read"),
        Arguments.of(
            "another digest",
            "update run set outcome_digest = repeat('0', 32) where id = '%1$s'",
            "the months come to the digest"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damageIsFound(String what, String damage, String found) {
    assertThat(audit()).isEmpty();

    assertThat(log.update(damage.formatted(run))).as(what).isPositive();

    assertThat(audit()).as(what).get().asString().contains(found);
    assertThat(
            log.number(
                "select count(*) from run where audit_state = 'different' and id = '" + run + "'"))
        .isOne();
    assertThat(ledger.different()).isPositive();
  }

  @Test
  void aRunIsTakenByOneReplicaAlone() {
    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isPresent();

    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isEmpty();
    assertThat(ledger.keep(run, LEASE)).isTrue();
  }

  @Test
  void aReplicaThatDiesLeavesItsRunToAnother() {
    assertThat(ledger.take(Duration.ofDays(1), Duration.ofMillis(-1))).isPresent();

    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isPresent();
  }

  @Test
  void aRunThatIsToBeDeletedIsReservedByOneReplicaAndNotAudited() {
    assertThat(ledger.reserve(run, LEASE)).isTrue();

    assertThat(ledger.reserve(run, LEASE)).isFalse();
    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isEmpty();

    log.update("update run set audit_lease = now() - interval '1 second' where id = '" + run + "'");
    assertThat(ledger.reserve(run, LEASE)).as("the other did not delete it").isTrue();
    assertThat(ledger.reserve("run-nobody", LEASE)).isFalse();
  }

  @Test
  void aRunThatIsBeingAuditedIsNotDeleted() {
    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isPresent();

    assertThat(ledger.reserve(run, LEASE)).isFalse();
  }

  @Test
  void aRunIsAuditedAgainLater() {
    audit();
    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isEmpty();

    log.update("update run set audited_at = now() - interval '25 hours' where id = '" + run + "'");

    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isPresent();
  }

  @Test
  void aRunThatGoesOnIsNotAudited() {
    String other = "run-" + UUID.randomUUID();
    audit();
    var messages = new ArrayList<>(SmallMarket.messages(other));

    log.append(messages.subList(0, messages.size() / 2), 1000);

    assertThat(ledger.take(Duration.ofDays(1), LEASE)).isEmpty();
  }
}
