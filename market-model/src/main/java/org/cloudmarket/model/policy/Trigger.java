package org.cloudmarket.model.policy;

import java.util.List;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;

/**
 * A condition on the market's reports that changes policy: complaints turn a mandate into a
 * preference. It fires once.
 *
 * @param id kebab-case
 * @param figure what it watches
 * @param ofPolicy the policy in whose scope the figure is taken
 * @param levelPpm it holds in months where the figure is above this; for complaints, per tender in
 *     parts per million
 * @param windowMonths over how many of the last months the figure is taken; 1..{@value
 *     #MAX_WINDOW_MONTHS}
 * @param heldMonths for how many months in a row the condition has to hold; 1..60
 * @param actions what it then does, from the next month on
 */
public record Trigger(
    String id,
    Figure figure,
    String ofPolicy,
    long levelPpm,
    int windowMonths,
    int heldMonths,
    List<Action> actions) {

  /** The longest window. */
  public static final int MAX_WINDOW_MONTHS = 12;

  /** Figures that a trigger can watch. */
  public enum Figure implements Kebab {
    /**
     * Complaints over tenders, both in the policy's scope: a count alone would grow with the number
     * of buyers.
     */
    COMPLAINTS_PER_TENDER
  }

  /** What a trigger does to a policy. */
  public sealed interface Action {
    /** The policy's id. */
    String policy();
  }

  /** Puts a policy in force. */
  public record Enact(String policy) implements Action {}

  /** Ends a policy. */
  public record Repeal(String policy) implements Action {}

  public Trigger {
    Ids.check("trigger", id);
    Ranges.within("trigger " + id + ": level", levelPpm, 0, 100L * Ranges.PPM);
    Ranges.within("trigger " + id + ": windowMonths", windowMonths, 1, MAX_WINDOW_MONTHS);
    Ranges.within("trigger " + id + ": heldMonths", heldMonths, 1, 60);
    actions = List.copyOf(actions);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException(
          "trigger " + id + ": does nothing; name at least one action");
    }
  }
}
