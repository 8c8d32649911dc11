package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.RequestTrace;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.RunIds;
import org.cloudmarket.procurement.store.run.Admission;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.scenario.ScenarioStore;
import org.cloudmarket.wire.codec.Trace;
import org.jboss.logging.Logger;

/** Where runs are ordered: an order is read, admitted, written down and sent to government. */
@Singleton
final class RunOrderIntake {

  private static final Logger LOG = Logger.getLogger(RunOrderIntake.class);

  private final ScenarioStore scenarios;
  private final ForkOrders forks;
  private final Admission admission;
  private final RunLedger ledger;
  private final Orders orders;
  private final ProcurementSettings.Runs defaults;
  private final Examinations examinations;
  private final Caller caller;
  private final RequestTrace trace;

  @Inject
  RunOrderIntake(
      ScenarioStore scenarios,
      ForkOrders forks,
      Admission admission,
      RunLedger ledger,
      Orders orders,
      ProcurementSettings settings,
      Examinations examinations,
      Caller caller,
      RequestTrace trace) {
    this.scenarios = scenarios;
    this.forks = forks;
    this.admission = admission;
    this.ledger = ledger;
    this.orders = orders;
    this.defaults = settings.runs();
    this.examinations = examinations;
    this.caller = caller;
    this.trace = trace;
  }

  /**
   * An order that was taken.
   *
   * @param isNew whether it was taken now, and not under the same key before
   */
  record Taken(Run run, boolean isNew) {}

  /**
   * Takes an order.
   *
   * @param key that the client gave to it; null for none
   * @throws Refusal where it has faults, where there is no room for it, where the key was another
   *     order's, or where the broker does not take it
   */
  Taken take(String key, JsonBody body) {
    Optional<RunLedger.Key> known = key(key, body);
    // Before anything else is looked at: what the order named may be gone or be another by now.
    Optional<Run> before = known.flatMap(each -> Run.orderedUnder(each.text()));
    if (before.isPresent()) {
      return again(before.get(), known);
    }
    RunOrder order = examinations.inTurn(() -> read(body));
    RunOrdered ordered =
        new RunOrdered(
            RunIds.next(), order.scenario(), order.seed(), order.shards(), order.paceMillis());
    List<Fault> impossible = admission.impossible(ordered);
    if (!impossible.isEmpty()) {
      throw Refusals.impossible(impossible);
    }
    return switch (ledger.order(ordered, order.origin(), known, caller.name())) {
      case RunLedger.Written written -> send(ordered, written.run(), trace.sampled());
      case RunLedger.Before earlier -> again(RunsResource.find(earlier.run()), known);
      case RunLedger.NoRoom noRoom -> throw Refusals.noRoom(noRoom.limits());
    };
  }

  private static Optional<RunLedger.Key> key(String key, JsonBody order) {
    if (key == null) {
      return Optional.empty();
    }
    IdempotencyKey.check(key);
    return Optional.of(new RunLedger.Key(key, IdempotencyKey.digest(order.canonical())));
  }

  private RunOrder read(JsonBody body) {
    return body.field("fork").isMissingNode()
        ? RunOrder.read(body, scenarios.library(), id -> Run.of(id).isPresent(), defaults)
        : forks.read(body);
  }

  /** Nothing is sent again: what became of the run, the run says. */
  private static Taken again(Run run, Optional<RunLedger.Key> key) {
    if (key.filter(each -> each.digest().equals(run.orderDigest)).isEmpty()) {
      throw IdempotencyKey.otherUse("order");
    }
    return new Taken(run, false);
  }

  private Taken send(RunOrdered ordered, Run run, Optional<Trace> followedBy) {
    try {
      orders.send(ordered, run.document, followedBy);
    } catch (Orders.NotAcknowledged e) {
      ledger.refuse(run.id, "the broker did not take the order: " + e.getMessage());
      throw Refusal.unavailable(
          "broker-away", "The broker did not take the order, so the run was not started");
    }
    ledger.acknowledge(run.id);
    RunLog.of(
        run.id,
        followedBy,
        () ->
            LOG.infof(
                "Ordered %s: %s%s, seed %d, %d shards",
                run.id,
                run.scenario,
                run.arm.isEmpty() ? "" : "/" + run.arm,
                run.seed,
                run.shards));
    return new Taken(run, true);
  }
}
