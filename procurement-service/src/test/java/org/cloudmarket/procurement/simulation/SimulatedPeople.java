package org.cloudmarket.procurement.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Draws;

/**
 * People who order runs, pause, resume, step, pace and cancel them, change their policies to any of
 * all instruments, and now and then send what they sent before once more, soon or late.
 */
final class SimulatedPeople {

  /** A desk tells so many requests from new ones. */
  private static final int MOST_REQUESTS = 40;

  private final SimulatedLog log;
  private final List<RunOrdered> orders;
  private final List<Policy> bills;
  private final boolean mayCancel;
  private final List<RunsMessage> sent = new ArrayList<>();
  private final Map<String, Request> requests = new TreeMap<>();

  /**
   * @param bills what they may enact
   */
  SimulatedPeople(
      SimulatedLog log, List<RunOrdered> orders, List<Policy> bills, boolean mayCancel) {
    this.log = log;
    this.orders = orders;
    this.bills = bills;
    this.mayCancel = mayCancel;
    orders.forEach(this::send);
  }

  private void send(RunsMessage message) {
    sent.add(message);
    log.append(message);
  }

  /** They ask for something new. */
  boolean ask(int luck) {
    if (requests.size() == MOST_REQUESTS) {
      return false;
    }
    RunOrdered order = orders.get(luck % orders.size());
    ask(wish(order.run(), "request-" + requests.size(), luck / orders.size()));
    return true;
  }

  private void ask(Request request) {
    requests.put(request.request(), request);
    send(request);
  }

  private Request wish(String run, String id, int luck) {
    int which = luck / 20;
    return switch (luck % (mayCancel ? 20 : 19)) {
      case 0, 1, 2 -> new PauseRequested(run, id);
      case 3, 4 -> new StepRequested(run, id, 1 + which % 3);
      case 5, 6, 7 -> new ResumeRequested(run, id);
      case 8, 9 -> new PaceRequested(run, id, which % 2 * 5L);
      case 10, 11 -> new RepealRequested(run, id, bills.get(which % bills.size()).id());
      case 12, 13, 14 -> {
        Policy old = bills.get(which % bills.size());
        Policy other = bills.get(which / bills.size() % bills.size());
        yield new AmendRequested(run, id, bill(old.id(), other, which));
      }
      case 15, 16, 17, 18 -> {
        Policy bill = bills.get(which % bills.size());
        yield new EnactRequested(run, id, bill(bill.id() + "-" + id, bill, which));
      }
      default -> new CancelRequested(run, id);
    };
  }

  /** The same under another name, at once or from its own month on. */
  private static Policy bill(String id, Policy like, int luck) {
    int effective = Draws.below(Draws.mix(luck), 3) == 0 ? like.effective() : PolicyRequest.AT_ONCE;
    return new Policy(
        id,
        like.instrument(),
        like.scope(),
        PolicyRequest.AT_ONCE,
        effective,
        Months.NEVER,
        like.enforcementPpm(),
        0,
        false,
        "by hand");
  }

  /** They send something once more that they have sent before. */
  void repeat(int luck) {
    log.append(sent.get(luck % sent.size()));
  }

  /** They send everything once more, when all is over. */
  void repeatAll() {
    sent.forEach(log::append);
  }

  /** They let a run go on that waits for them. */
  void resume(String run) {
    ask(new ResumeRequested(run, "request-" + requests.size()));
  }

  /** What a request asked for. */
  Request request(String id) {
    return requests.get(id);
  }
}
