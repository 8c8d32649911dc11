package org.cloudmarket.policy.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.cloudmarket.documents.scenario.PolicyJson;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.policy.Policy;

/**
 * What somebody wants of a run's policies.
 *
 * @param id the request's
 * @param policy the id of the policy that is to be enacted, amended or repealed
 * @param document the whole policy, as {@link PolicyJson} writes it; empty where it is to end
 */
public record PolicyRequestEntry(String id, String run, Kind kind, String policy, String document) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What can be asked of policies. */
  public enum Kind implements Kebab {
    ENACT,
    AMEND,
    REPEAL
  }

  /** A policy is to be enacted, or to take the place of the one with its id. */
  public static PolicyRequestEntry of(String id, String run, Kind kind, Policy policy) {
    return new PolicyRequestEntry(id, run, kind, policy.id(), PolicyJson.write(policy).toString());
  }

  /** A policy is to end. */
  public static PolicyRequestEntry repeal(String id, String run, String policy) {
    return new PolicyRequestEntry(id, run, Kind.REPEAL, policy, "");
  }

  /** What government is told. */
  public PolicyRequest message() {
    return switch (kind) {
      case ENACT -> new EnactRequested(run, id, whole());
      case AMEND -> new AmendRequested(run, id, whole());
      case REPEAL -> new RepealRequested(run, id, policy);
    };
  }

  private Policy whole() {
    try {
      return PolicyJson.read(JSON.readTree(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a policy that is no JSON", e);
    }
  }
}
