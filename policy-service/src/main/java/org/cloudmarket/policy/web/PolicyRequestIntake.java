package org.cloudmarket.policy.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.scenario.PolicyRequestReader;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.runs.PolicyHistory;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.frame.web.IdempotencyKey;
import org.cloudmarket.frame.web.RequestTrace;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.policy.run.PolicyRequestOrders;
import org.cloudmarket.policy.store.PolicyRequestEntry;
import org.cloudmarket.policy.store.PolicyRequestLedger;
import org.cloudmarket.policy.store.PolicyRequestLedger.Asked;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Where policy requests are brought in: examined, written down and sent to government. */
@Singleton
final class PolicyRequestIntake {

  private final PolicyHistory history;
  private final PolicyRequestLedger ledger;
  private final PolicyRequestOrders orders;
  private final Examinations examinations;
  private final RequestTrace trace;

  @Inject
  PolicyRequestIntake(
      PolicyHistory history,
      PolicyRequestLedger ledger,
      PolicyRequestOrders orders,
      Examinations examinations,
      RequestTrace trace) {
    this.history = history;
    this.ledger = ledger;
    this.orders = orders;
    this.examinations = examinations;
    this.trace = trace;
  }

  /** What government has said of a run. */
  Government government(String run) {
    return new Government(history.of(run));
  }

  /** Brings in a policy that is to be enacted. */
  RestResponse<PolicyRequestView> enact(String run, String key, BodyFormat format, byte[] body) {
    Government government = government(run);
    return bring(
        government,
        run,
        key,
        "enact " + digest(body),
        id ->
            PolicyRequestEntry.of(
                id,
                run,
                PolicyRequestEntry.Kind.ENACT,
                read(government, format, body, PolicyRequestReader::enact)));
  }

  /** Brings in changes of a policy. */
  RestResponse<PolicyRequestView> amend(
      String run, String policy, String key, BodyFormat format, byte[] body) {
    Government government = government(run);
    return bring(
        government,
        run,
        key,
        "amend " + policy + " " + digest(body),
        id -> {
          Policy standing = standing(government, run, policy);
          return PolicyRequestEntry.of(
              id,
              run,
              PolicyRequestEntry.Kind.AMEND,
              read(government, format, body, (reader, tree) -> reader.amend(standing, tree)));
        });
  }

  /** Brings in the end of a policy. */
  RestResponse<PolicyRequestView> repeal(String run, String policy, String key) {
    Government government = government(run);
    return bring(
        government,
        run,
        key,
        "repeal " + policy,
        id -> PolicyRequestEntry.repeal(id, run, standing(government, run, policy).id()));
  }

  /** A policy request and what became of it. */
  PolicyRequestView view(String run, String request) {
    Government government = government(run);
    return Optional.of(request)
        .filter(Ids::valid)
        .flatMap(valid -> ledger.find(run, valid))
        .map(asked -> PolicyRequestView.of(asked.entry(), government))
        .orElseThrow(() -> Refusal.unknown("request", request));
  }

  private static String digest(byte[] body) {
    return IdempotencyKey.digest(new String(body, StandardCharsets.ISO_8859_1));
  }

  private interface Reading {
    Policy with(PolicyRequestReader reader, Tree body);
  }

  private Policy read(Government government, BodyFormat format, byte[] body, Reading reading) {
    return examinations.inTurn(() -> examined(government, format, body, reading));
  }

  private static Policy examined(
      Government government, BodyFormat format, byte[] body, Reading reading) {
    try {
      return reading.with(
          new PolicyRequestReader(government.scenario(), government.nextMonth()),
          format.read(body));
    } catch (InvalidScenario e) {
      throw Refusal.invalid(Problem.faults(e.faults()));
    }
  }

  private Policy standing(Government government, String run, String id) {
    Policy policy =
        government.scenario().policy(id).orElseThrow(() -> whyUnknown(government, run, id));
    if (policy.end() <= government.nextMonth()) {
      throw Refusal.conflict(
          "policy-ended", "Policy '" + id + "' ends in " + Months.text(policy.end()) + " already");
    }
    return policy;
  }

  /** A policy that was asked for a moment ago may be there in another. */
  private Refusal whyUnknown(Government government, String run, String id) {
    boolean pending =
        ledger.enacting(run, id).stream().anyMatch(request -> government.answer(request).isEmpty());
    return pending
        ? Refusal.conflict(
            "policy-pending",
            "Policy '" + id + "' was requested, and government has not answered yet: come back")
        : Refusal.unknown("policy", id);
  }

  /**
   * @param digest of what is asked for
   * @param draw makes the request of its id, where it is the first under its key
   */
  private RestResponse<PolicyRequestView> bring(
      Government government,
      String run,
      String key,
      String digest,
      Function<String, PolicyRequestEntry> draw) {
    // Government knows requests by their ids alone: a key that the client also gave to a request of
    // another kind, which another service took, must not make the same one.
    String id = IdempotencyKey.requestId("policies/" + run, key);
    // Before anything else is looked at: the request itself may have changed what it would find.
    Asked asked =
        ledger
            .find(run, id)
            .orElseGet(
                () -> {
                  government.end().ifPresent(PolicyRequestIntake::ended);
                  return ledger.ask(new Asked(draw.apply(id), digest));
                });
    if (!asked.digest().equals(digest)) {
      throw IdempotencyKey.otherUse("request to this run's policies");
    }
    PolicyRequestView view = PolicyRequestView.of(asked.entry(), government);
    if (view.pending()) {
      send(asked.entry());
    }
    return ResponseBuilder.<PolicyRequestView>create(RestResponse.Status.ACCEPTED)
        .header(HttpHeaders.LOCATION, PolicyRequestView.address(asked.entry()))
        .entity(view)
        .build();
  }

  private static void ended(PolicyMessage.RunFinished end) {
    throw Refusal.conflict(
        "run-ended", "Run '" + end.run() + "' has ended: it is " + end.outcome().id());
  }

  /** Sent again, it is heard once: government knows what it has answered. */
  private void send(PolicyRequestEntry entry) {
    try {
      orders.send(entry.message(), trace.sampled());
    } catch (Orders.NotAcknowledged e) {
      throw Refusal.unavailable(
          "broker-away",
          "The broker did not take the request. With an "
              + IdempotencyKey.HEADER
              + " it can be sent again and is done once; what became of it stands at "
              + PolicyRequestView.address(entry));
    }
  }
}
