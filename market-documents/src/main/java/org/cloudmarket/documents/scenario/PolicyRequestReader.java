package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;
import org.cloudmarket.model.soundness.Soundness;

/**
 * Reads policies that somebody wants to enact or to amend while a run goes on: as in a scenario's
 * document, with the id as a field, and with the months that are left out {@link
 * PolicyRequest#AT_ONCE}. Faults have pointers into what was written.
 */
public final class PolicyRequestReader {

  private static final String ANNOUNCED = "announced";
  private static final String EFFECTIVE = "effective";
  private static final String LEAKED = "leaked";

  private final Scenario scenario;
  private final int month;

  /**
   * A reader for a run.
   *
   * @param scenario the run's, with the policies that it has by now
   * @param month the first that can still be touched
   */
  public PolicyRequestReader(Scenario scenario, int month) {
    this.scenario = scenario;
    this.month = month;
  }

  /**
   * A policy to enact.
   *
   * @throws InvalidScenario with everything that is wrong with it
   */
  public Policy enact(Tree written) {
    Faults faults = written.faultsSoFar();
    ObjectNode wanted = map(written.root(), faults);
    String id = Fields.of(Pointer.ROOT, wanted, faults).newId(PolicyJson.ID);
    Keyed.reserved("policy", id)
        .ifPresent(detail -> faults.add(Pointer.to(Pointer.ROOT, PolicyJson.ID), detail));
    if (scenario.policy(id).isPresent()) {
      faults.add(Pointer.to(Pointer.ROOT, PolicyJson.ID), "is another policy's of this run");
    }
    return read(id, wanted, faults);
  }

  /**
   * A policy as its successor is to be: a field that is not given stays as it is, and null takes it
   * back to its default.
   *
   * @throws InvalidScenario with everything that is wrong with it
   */
  public Policy amend(Policy standing, Tree changes) {
    Faults faults = changes.faultsSoFar();
    ObjectNode top = map(changes.root(), faults);
    JsonNode id = top.path(PolicyJson.ID);
    if (!id.isMissingNode() && !id.asText().equals(standing.id())) {
      faults.add(
          Pointer.to(Pointer.ROOT, PolicyJson.ID), "cannot be changed; the successor gets its own");
    }
    top.remove(PolicyJson.ID);
    if (top.isEmpty()) {
      faults.add(Pointer.ROOT, "changes nothing; name the fields that are to be others");
    }
    ObjectNode before = PolicyWriter.policy(standing);
    ObjectNode wanted = Merge.of(before, top, faults);
    Instruments.leaveBehind(before, top, wanted);
    leaveOutThePast(ANNOUNCED, standing.announced(), top, wanted);
    leaveOutThePast(EFFECTIVE, standing.effective(), top, wanted);
    leaveOutThePast(LEAKED, standing.leaked(), top, wanted);
    return read(standing.id(), wanted, faults);
  }

  /**
   * What has begun can only begin anew, and what begins in the next month at once: that month may
   * have opened by the time the request is heard.
   */
  private void leaveOutThePast(String field, int since, ObjectNode changes, ObjectNode wanted) {
    if (!changes.has(field) && since <= month) {
      wanted.remove(field);
    }
  }

  private static ObjectNode map(JsonNode written, Faults faults) {
    if (written instanceof ObjectNode map) {
      return map.deepCopy();
    }
    faults.add(Pointer.ROOT, "is " + Value.kind(written) + ", not a map of fields");
    throw new InvalidScenario(faults.findings().faults());
  }

  private Policy read(String id, ObjectNode wanted, Faults faults) {
    wanted.remove(PolicyJson.ID);
    boolean announcedAtOnce = atOnce(wanted, ANNOUNCED);
    boolean effectiveAtOnce = atOnce(wanted, EFFECTIVE);
    // What is wrong with the id was said.
    String key = Ids.valid(id) && Keyed.reserved("policy", id).isEmpty() ? id : "no-id";
    ObjectNode document = ScenarioWriter.write(scenario);
    ((ObjectNode) document.get("policies")).set(key, wanted);
    Faults inDocument = new Faults(faults.odd().under(Pointer.to("/policies", key)));
    Draft draft = ScenarioReader.read(document, List.of(), inDocument);
    Soundness.check(draft, inDocument);
    for (Fault fault : inDocument.findings().faults()) {
      add(fault, Pointer.to("/policies", key), faults);
    }
    Optional<Policy> policy =
        draft.policies().stream().filter(each -> each.id().equals(key)).findFirst();
    policy.ifPresentOrElse(
        read -> check(read, month, Pointer.ROOT, faults),
        () -> {
          notBefore(ANNOUNCED, wanted, faults);
          notBefore(EFFECTIVE, wanted, faults);
        });
    if (announcedAtOnce && policy.filter(read -> read.leaked() != Months.NEVER).isPresent()) {
      faults.add(
          Pointer.to(Pointer.ROOT, LEAKED),
          "needs an announcement after it: say in 'announced' when that is");
    }
    faults.throwIfAny();
    Policy read = policy.orElseThrow();
    return read.as(
        id,
        announcedAtOnce ? PolicyRequest.AT_ONCE : read.announced(),
        effectiveAtOnce ? PolicyRequest.AT_ONCE : read.effective());
  }

  private boolean atOnce(ObjectNode wanted, String field) {
    boolean leftOut = !wanted.hasNonNull(field);
    if (leftOut) {
      wanted.put(field, Months.text(month));
    }
    return leftOut;
  }

  /** Of others' policies it is said whose they are. */
  private static void add(Fault fault, String wanted, Faults into) {
    if (fault.pointer().equals(wanted) || fault.pointer().startsWith(wanted + "/")) {
      into.add(fault.pointer().substring(wanted.length()), fault.detail());
    } else {
      into.add(Pointer.ROOT, "makes a fault of " + fault.pointer() + ": it " + fault.detail());
    }
  }

  /**
   * Notes what of a policy lies before it can be enacted, or makes that impossible.
   *
   * @param month the first that it can touch
   * @param at where the policy is
   */
  public static void check(Policy policy, int month, String at, Faults faults) {
    notBefore(ANNOUNCED, policy.announced(), month, at, faults);
    notBefore(EFFECTIVE, policy.effective(), month, at, faults);
    notBefore(LEAKED, policy.leaked(), month, at, faults);
    if (!policy.binds()) {
      faults.add(
          Pointer.to(at, "end"),
          "is "
              + Months.text(policy.end())
              + ", not after it takes effect in "
              + Months.text(policy.effective()));
    }
    if (policy.byTrigger()) {
      faults.add(
          Pointer.to(at, "enacted"),
          "is by-trigger, and no trigger knows of a policy that is enacted while a run goes on");
    }
  }

  /** Of a wanted that has other faults, as far as its date can be read. */
  private void notBefore(String field, ObjectNode wanted, Faults faults) {
    try {
      notBefore(field, Months.parse(wanted.path(field).asText()), month, Pointer.ROOT, faults);
    } catch (IllegalArgumentException e) {
      // It is no month, and that was said.
    }
  }

  private static void notBefore(String field, int date, int month, String at, Faults faults) {
    if (date < month) {
      faults.add(
          Pointer.to(at, field),
          "is "
              + Months.text(date)
              + ", before "
              + Months.text(month)
              + ", the first month that it can touch");
    }
  }
}
