package org.cloudmarket.model.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Explanation;

/**
 * Why the decisions of one month of a run are what they are. The run is repeated up to that month
 * and held there, so that each decision can be asked for; what nobody asks for costs only the bids
 * that it was made of.
 */
public final class Reasons {

  private final int month;
  private final Map<String, Supplier<Explanation>> decisions = new HashMap<>();
  private final Map<String, List<Decided>> outcomes = new HashMap<>();

  private Reasons(int month) {
    this.month = month;
  }

  /**
   * Repeats a run up to a month. Takes as long as the run takes up to there.
   *
   * @param month one of the scenario's
   */
  public static Reasons of(Scenario scenario, long seed, int month) {
    Reasons reasons = new Reasons(month);
    ReferenceRun.run(scenario, seed, month, reasons::take, reasons.decisions::put);
    return reasons;
  }

  private void take(Message message) {
    if (message instanceof Decided outcome && outcome.month() == month) {
      outcomes.computeIfAbsent(outcome.tender(), _ -> new ArrayList<>()).add(outcome);
    }
  }

  /** Why a tender came out as it did; empty where none of this month has the id. */
  public synchronized Optional<Explanation> of(String tender) {
    return Optional.ofNullable(decisions.get(tender)).map(Supplier::get);
  }

  /** What came of a tender in the month, in the order in which it was said. */
  public List<Decided> outcomes(String tender) {
    return List.copyOf(outcomes.getOrDefault(tender, List.of()));
  }
}
