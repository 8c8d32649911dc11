package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.scenario.PolicyRequestReader;
import org.cloudmarket.documents.scenario.PolicyWriter;
import org.cloudmarket.documents.scenario.ScenarioReader;
import org.cloudmarket.documents.scenario.ScenarioWriter;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Successors;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;
import org.cloudmarket.model.soundness.Pointer;
import org.cloudmarket.model.soundness.Soundness;

/**
 * Makes a scenario whose policies are others from a month on, and which up to that month gives the
 * same awards, by the rules of a statute book: what is changed ends there and a successor begins,
 * what is removed ends there, what is new begins there or later. An end that is still to come is
 * moved, words are changed, and what nobody has heard of by then or still waits for its trigger is
 * written anew, all in place: nothing of that has had an effect.
 */
public final class Fork {

  private static final String POLICIES = "policies";
  private static final List<String> DATES = List.of("announced", "effective", "leaked");

  /** What of a policy can be changed while it binds. */
  private static final Set<String> END_AND_WORDS = Set.of("end", "legalBasis");

  private final Scenario parent;
  private final int from;
  private final Past past;

  private final Faults faults = new Faults();
  private final ObjectNode document;
  private final ObjectNode policies;

  /** Policies that begin in the month or later, each with the id that the changes speak of. */
  private final SortedMap<String, String> begin = new TreeMap<>();

  /** Policies that are changed as they stand. */
  private final Set<String> inPlace = new TreeSet<>();

  /**
   * What triggers had done by then.
   *
   * @param enacted policies that they had put in force
   * @param repealed policies that they had ended, those too that had not begun to bind
   */
  public record Past(Collection<String> enacted, Collection<String> repealed) {}

  private Fork(Scenario parent, int from, Past past) {
    this.parent = parent;
    this.from = from;
    this.past = past;
    document = ScenarioWriter.write(parent);
    policies = (ObjectNode) document.get(POLICIES);
  }

  /**
   * The scenario of a fork.
   *
   * @param parent with all policies that it has by now
   * @param from the first month that may be another
   * @param changes of policies only
   * @throws InvalidScenario with everything that is wrong with the changes
   */
  public static Scenario of(Scenario parent, int from, Past past, ValuesByPath changes) {
    return new Fork(parent, from, past).changed(changes);
  }

  private Scenario changed(ValuesByPath changes) {
    ObjectNode wanted = document.deepCopy();
    Set<String> ids = new TreeSet<>();
    for (Change change : Change.all(changes, faults)) {
      List<String> names = ValuesByPath.names(change.path());
      if (names.size() < 2 || !names.getFirst().equals(POLICIES)) {
        faults.add(
            change.pointer(),
            "'"
                + Excerpt.quoted(change.path())
                + "' names no policy: only policies can be others from a month on, each by a path"
                + " such as policies.some-policy.enforcement; what else is to be changed needs a"
                + " run of its own from the start");
      } else {
        change.apply(wanted, faults);
        ids.add(names.get(1));
      }
    }
    Instruments.leaveBehindInAll(document, wanted);
    ids.forEach(id -> change(id, wanted.path(POLICIES).path(id)));
    return read();
  }

  private void change(String id, JsonNode wanted) {
    Optional<Policy> before = parent.policy(id);
    if (before.isEmpty()) {
      if (!wanted.isMissingNode()) {
        begins(id, id, wanted.deepCopy());
      }
    } else if (!wanted.equals(policies.get(id)) && stands(before.get())) {
      change(before.get(), wanted);
    }
  }

  private boolean stands(Policy policy) {
    if (policy.end() <= from) {
      fault(policy, "ends in " + Months.text(policy.end()) + " already");
      return false;
    }
    // What still waits for its trigger can be enacted by another one.
    if (past.repealed().contains(policy.id()) && !waits(policy)) {
      fault(policy, "was ended by a trigger before " + Months.text(from));
      return false;
    }
    return true;
  }

  private void fault(Policy policy, String detail) {
    faults.add(Pointer.of(List.of(POLICIES, policy.id())), detail);
  }

  private void change(Policy before, JsonNode wanted) {
    String id = before.id();
    if (wanted.isMissingNode()) {
      ends(before);
    } else if (!(wanted instanceof ObjectNode after)) {
      policies.set(id, wanted);
    } else if (onlyEndAndWords(id, after) || waits(before)) {
      policies.set(id, after);
      inPlace.add(id);
    } else if (unheard(before)) {
      begins(id, id, after.deepCopy());
    } else {
      succeed(before, after.deepCopy());
    }
  }

  private void ends(Policy policy) {
    policies.set(policy.id(), PolicyWriter.policy(policy.endedIn(from)));
  }

  /** Whether a trigger had not put a policy in force before the month. */
  private boolean waits(Policy policy) {
    return policy.byTrigger() && !past.enacted().contains(policy.id());
  }

  /** Whether nobody has heard of a policy before the month. */
  private boolean unheard(Policy policy) {
    return !policy.byTrigger()
        && Math.min(policy.leaked(), Math.min(policy.announced(), policy.effective())) >= from;
  }

  private boolean onlyEndAndWords(String id, ObjectNode after) {
    ObjectNode one = ((ObjectNode) policies.get(id)).deepCopy().remove(END_AND_WORDS);
    return one.equals(after.deepCopy().remove(END_AND_WORDS));
  }

  /** A policy that begins in the month, where its document does not name a later one. */
  private void begins(String id, String as, JsonNode written) {
    if (written instanceof ObjectNode policy) {
      for (String date : List.of("announced", "effective")) {
        if (!policy.hasNonNull(date)) {
          policy.put(date, Months.text(from));
        }
      }
    }
    policies.set(as, written);
    begin.put(as, id);
  }

  private void succeed(Policy before, ObjectNode after) {
    String id = before.id();
    String successor = Successors.of(id, policies::has);
    if (!Ids.valid(successor)) {
      fault(before, "would have a successor with too long an id: '" + successor + "'");
      return;
    }
    // What has begun can only begin anew, unless somebody says when.
    for (String date : DATES) {
      JsonNode was = policies.get(id).path(date);
      if (was.equals(after.path(date)) && was.asText().compareTo(Months.text(from)) < 0) {
        after.remove(date);
      }
    }
    if (before.byTrigger()) {
      after.remove("enacted");
    }
    ends(before);
    begins(id, successor, after);
    for (Map.Entry<String, JsonNode> each : policies.properties()) {
      if (!each.getKey().equals(successor)) {
        yieldToo(each.getValue().path("yieldsTo"), id, successor);
      }
    }
  }

  /** What stands back before a policy does so before its successor, too. */
  private static void yieldToo(JsonNode yieldsTo, String id, String successor) {
    if (yieldsTo instanceof ArrayNode ids
        && ids.valueStream().anyMatch(each -> each.asText().equals(id))) {
      ids.add(successor);
    }
  }

  private Scenario read() {
    Faults found = new Faults();
    Draft draft = ScenarioReader.read(document, List.of(), found);
    Soundness.check(draft, found);
    for (Policy policy : draft.policies()) {
      String at = Pointer.of(List.of(POLICIES, policy.id()));
      if (begin.containsKey(policy.id())) {
        PolicyRequestReader.check(policy, from, at, found);
      } else if (inPlace.contains(policy.id())) {
        checkInPlace(parent.policy(policy.id()).orElseThrow(), policy, at, found);
      }
    }
    found.findings().faults().forEach(fault -> faults.add(where(fault.pointer()), fault.detail()));
    faults.throwIfAny();
    return draft.scenario();
  }

  /** What lies before the month stays; and what waited for a trigger waits on. */
  private void checkInPlace(Policy before, Policy after, String at, Faults found) {
    unmoved("announced", before.announced(), after.announced(), at, found);
    unmoved("effective", before.effective(), after.effective(), at, found);
    unmoved("leaked", before.leaked(), after.leaked(), at, found);
    unmoved("end", before.end(), after.end(), at, found);
    if (after.byTrigger() != before.byTrigger()) {
      found.add(
          Pointer.to(at, "enacted"),
          "cannot be changed: enact another policy, and remove this one if need be");
    }
  }

  private void unmoved(String date, int before, int after, String at, Faults found) {
    if (after != before && after < from) {
      found.add(Pointer.to(at, date), "is " + Months.text(after) + ", before " + Months.text(from));
    }
  }

  /** Of a successor it is said under the id that people know. */
  private String where(String pointer) {
    for (Map.Entry<String, String> each : begin.entrySet()) {
      String successor = Pointer.of(List.of(POLICIES, each.getKey()));
      if ((pointer + "/").startsWith(successor + "/")) {
        return Pointer.of(List.of(POLICIES, each.getValue()))
            + pointer.substring(successor.length());
      }
    }
    return pointer;
  }
}
