package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.projection.ProjectedLog;
import org.cloudmarket.procurement.store.run.RunLedger.Before;
import org.cloudmarket.procurement.store.run.RunLedger.Changed;
import org.cloudmarket.procurement.store.run.RunLedger.NoRoom;
import org.cloudmarket.procurement.store.run.RunLedger.Ordered;
import org.cloudmarket.procurement.store.run.RunLedger.Origin;
import org.cloudmarket.procurement.store.run.RunLedger.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunLedgerIT {

  private static final Origin FORK =
      new Origin("strict", "run-parent", 24_260, "run-base", new Changed("{\"a\": 1}", 2));
  private static final Origin PLAIN = new Origin("", "", 0, "", new Changed("{}", 0));
  private static final String ROOM = "1000000000";

  private final ProjectedLog log = new ProjectedLog();
  private final String run = "run-" + UUID.randomUUID();
  private final RunLedger ledger = ledger(ROOM);

  private RunLedger ledger(String liveRuns) {
    return new RunLedger(
        log.database(),
        AdmissionTest.admission(
            Map.of(
                "procurement.limits.live-runs",
                liveRuns,
                "procurement.limits.live-shards",
                ROOM,
                "procurement.limits.live-buyers",
                ROOM)),
        new PolicyEvents(log.database()));
  }

  private static RunOrdered order(String run) {
    return new RunOrdered(run, SmallMarket.scenario(), -7, 3, 250);
  }

  private long count(String condition) {
    return log.number("select count(*) from run where id = '" + run + "' and " + condition);
  }

  @AfterEach
  void nothingStaysLive() {
    log.update("delete from run where id = '" + run + "'");
  }

  @Test
  void allOfAnOrderIsWrittenDown() {
    Ordered ordered =
        ledger.order(
            order(run),
            FORK,
            Optional.of(new RunLedger.Key("key-" + run, "0abc")),
            Optional.of("sub-1"));

    assertThat(ordered).isInstanceOf(Written.class);
    Run written = ((Written) ordered).run();
    assertThat(written.status()).isEqualTo(RunStatus.ORDERED);
    assertThat(ledger.scenario(written)).isEqualTo(SmallMarket.scenario());
    assertThat(RunLedger.read(written.document)).isEqualTo(SmallMarket.scenario());
    assertThat(
            count(
                """
                scenario = 'tianjin-mandate' and arm = 'strict' and parent = 'run-parent'
                and fork_month = 24260 and baseline = 'run-base' and changes = '{"a": 1}'
                and more_changes = 2 and title <> '' and seed = -7 and shards = 3 and buyers = 300
                and months = 12 and document::json ->> 'months' = '12' and start_month = START
                and pace_millis = 250 and ordered_at > now() - interval '1 minute'
                and idempotency_key = 'key-RUN' and order_digest = '0abc' and not started
                and owner = 'sub-1' and not acknowledged and error = '' and outcome is null and damage = ''
                and audit_state = 'pending'
                """
                    .replace("START", "" + SmallMarket.scenario().start())
                    .replace("RUN", run)))
        .isOne();
  }

  @Test
  void whatAnOrderDoesNotSayIsNull() {
    ledger.order(order(run), PLAIN, Optional.empty(), Optional.empty());

    assertThat(
            count(
                "num_nulls(parent, fork_month, baseline, idempotency_key, order_digest) = 5"
                    + " and arm = '' and changes = '{}'"))
        .isOne();
  }

  @Test
  void underAKeyThereIsOneRun() {
    Optional<RunLedger.Key> key = Optional.of(new RunLedger.Key("key-" + run, "0abc"));
    ledger.order(order(run), PLAIN, key, Optional.empty());

    assertThat(ledger.order(order("run-other"), PLAIN, key, Optional.empty()))
        .isEqualTo(new Before(run));
    assertThat(log.number("select count(*) from run where id = 'run-other'")).isZero();
  }

  @Test
  void whereThereIsNoRoomNothingIsWritten() {
    Ordered ordered = ledger("0").order(order(run), PLAIN, Optional.empty(), Optional.empty());

    assertThat(ordered).isInstanceOf(NoRoom.class);
    assertThat(((NoRoom) ordered).limits().getFirst().detail())
        .startsWith("needs 1 live runs where ")
        .endsWith(" of 0 are taken; the setting procurement.limits.live-runs is the limit");
    assertThat(count("true")).isZero();
  }

  @Test
  void whatTheBrokerSaidIsNoted() {
    ledger.order(order(run), PLAIN, Optional.empty(), Optional.empty());
    ledger.acknowledge(run);

    assertThat(count("acknowledged")).isOne();

    ledger.refuse(run, "nobody took it");

    assertThat(count("error = 'nobody took it'")).isOne();

    log.update("update run set started = true, error = '' where id = '" + run + "'");
    ledger.refuse(run, "nobody took it");

    assertThat(count("error = ''")).isOne();
  }
}
