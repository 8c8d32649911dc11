package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.documents.instrument.KnownIds;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Policies by themselves: each as in a scenario's document, and its id with it. To write and then
 * to read is the identity.
 */
public final class PolicyJson {

  /** The field that holds the id, which in a scenario's document is the key. */
  public static final String ID = "id";

  private PolicyJson() {}

  /** A policy with nothing left to default. */
  public static ObjectNode write(Policy policy) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.put(ID, policy.id());
    written.setAll(PolicyWriter.policy(policy));
    return written;
  }

  /** Policies in their order. */
  public static ArrayNode write(List<Policy> policies) {
    ArrayNode written = JsonNodeFactory.instance.arrayNode();
    policies.forEach(policy -> written.add(write(policy)));
    return written;
  }

  /**
   * Reads a policy of some market: what it refers to is not looked for.
   *
   * @throws InvalidScenario with everything that is wrong with it
   */
  public static Policy read(JsonNode written) {
    Faults faults = new Faults();
    ObjectNode policy =
        written.isObject() ? written.deepCopy() : JsonNodeFactory.instance.objectNode();
    String id = Fields.of(Pointer.ROOT, written, faults).newId(ID);
    policy.remove(ID);
    List<Policy> read = new ArrayList<>();
    new PolicyReader(KnownIds.mentionedIn(policy))
        .policy(id, Fields.of(Pointer.ROOT, policy, faults), read);
    faults.throwIfAny();
    return read.getFirst();
  }

  /**
   * Reads policies as {@link #read(JsonNode)} reads each.
   *
   * @throws InvalidScenario with everything that is wrong with the first that has a fault
   */
  public static List<Policy> readAll(JsonNode written) {
    if (!written.isArray()) {
      throw new InvalidScenario(
          List.of(new Fault(Pointer.ROOT, "is " + Value.kind(written) + ", not a list")));
    }
    List<Policy> policies = new ArrayList<>();
    written.forEach(each -> policies.add(read(each)));
    return policies;
  }
}
