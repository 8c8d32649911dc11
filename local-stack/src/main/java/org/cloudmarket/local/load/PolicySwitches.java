package org.cloudmarket.local.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.ProcurementApi;

/**
 * Switches a policy on and off by HTTP at regular times, whether the answer to the last is there or
 * not. Each time it is switched on it is another policy, since a run enacts none twice.
 */
final class PolicySwitches implements AutoCloseable {

  private static final double BONUS_POINTS = 20;

  /** As many may be waiting for their answers. */
  private static final int THREADS = 4;

  private final ProcurementApi government;
  private final LoadPlan plan;
  private final String policies;
  private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);

  /**
   * A switch that was asked for.
   *
   * @param number 1 and up; odd ones enact, even ones repeal
   * @param policy its id
   * @param sent just before the request went out, in ms since 1970
   * @param request its id; empty where it was refused
   * @param refusal why it was refused; empty where it was not
   */
  record Asked(int number, String policy, long sent, String request, String refusal) {
    boolean enacts() {
      return isOn(number);
    }
  }

  PolicySwitches(ProcurementApi government, LoadPlan plan, String run) {
    this.government = government;
    this.plan = plan;
    policies = "/api/runs/" + run + "/policies";
  }

  /** Begins: the times count from now, less what has gone by already. */
  void start(long goneByMillis) {
    for (int number = 1; number <= plan.switches(); number++) {
      int each = number;
      var _ =
          clock.schedule(
              () -> ask(each),
              plan.switchAfterMillis(number) - goneByMillis,
              TimeUnit.MILLISECONDS);
    }
  }

  private void ask(int number) {
    String policy = "switch-" + (number + 1) / 2;
    long sent = System.currentTimeMillis();
    try {
      JsonNode answer =
          isOn(number)
              ? government.post(policies, document(policy))
              : government.delete(policies + "/" + policy);
      asked.add(new Asked(number, policy, sent, answer.path("id").asText(), ""));
    } catch (ApiRefusal e) {
      asked.add(new Asked(number, policy, sent, "", e.getMessage()));
    }
  }

  /** Those that were asked for and answered, in any order. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private static boolean isOn(int number) {
    return number % 2 == 1;
  }

  /** Applies to every tender, and shuts nobody out. */
  private static ObjectNode document(String id) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id);
    document.put("instrument", "score-preference");
    document.putArray("ownerships").add("state");
    document.put("bonusPoints", BONUS_POINTS);
    return document;
  }
}
