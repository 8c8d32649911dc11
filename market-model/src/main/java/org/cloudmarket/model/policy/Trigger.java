package org.cloudmarket.model.policy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Ranges;

/**
 * A condition on the market's reports that changes policy: complaints turn a mandate into a
 * preference. It fires once.
 *
 * @param id kebab-case
 * @param watched the figure that it watches
 * @param side on which side of the level the condition holds
 * @param levelPpm the level, in millionths of the figure's own unit; 0..1,000,000,000,000
 * @param windowMonths over how many of the last months the figure is taken; 1..{@value
 *     #MAX_WINDOW_MONTHS}
 * @param heldMonths for how many months in a row the condition has to hold; 1..60
 * @param actions what it then does, from the next month on
 */
public record Trigger(
    String id,
    Watched watched,
    Side side,
    long levelPpm,
    int windowMonths,
    int heldMonths,
    List<Action> actions) {

  /** The longest window. */
  public static final int MAX_WINDOW_MONTHS = 12;

  /** The highest level, in whole units. */
  public static final int MAX_LEVEL = 1_000_000;

  /** On which side of its level a condition holds; at the level it holds on neither. */
  public enum Side implements Kebab {
    ABOVE,
    BELOW
  }

  /** A figure that the market's reports hold. */
  public sealed interface Watched {}

  /** A figure of the buyers in a policy's scope, in months in which that is known or acts. */
  public record InScope(Figure figure, String policy) implements Watched {}

  /** A provider's part of all running spend, as a fraction. */
  public record ShareOfProvider(String provider) implements Watched {}

  /** An ownership's part of all running spend, as a fraction. */
  public record ShareOfOwnership(Ownership ownership) implements Watched {}

  /**
   * The Herfindahl-Hirschman index of shares of running spend, from 0 to 1: the sum of their
   * squares. The rest of the market counts in the whole and not as one provider.
   */
  public record Concentration() implements Watched {}

  /** Figures of the buyers in a policy's scope. */
  public enum Figure implements Kebab {
    /**
     * Complaints against the policy over tenders: a count alone grows with the number of buyers.
     */
    COMPLAINTS_PER_TENDER,
    /** Complaints against the policy. */
    COMPLAINTS,
    /** Annual value of the awards that the policy alone displaced, over that of all. */
    DISPLACED_VALUE,
    /** Failed tenders over all. */
    FAILED_TENDERS,
    /**
     * What is paid for awards that the policy touched, over what they would have cost without
     * policy.
     */
    PRICE_LEVEL
  }

  /** What a trigger does to policies. */
  public sealed interface Action {}

  /** Puts a policy in force. */
  public record Enact(String policy) implements Action {}

  /** Ends a policy. */
  public record Repeal(String policy) implements Action {}

  /** Ends a policy and puts another in force in the same month. */
  public record Amend(String policy, String to) implements Action {}

  public Trigger {
    Ids.check("trigger", id);
    Ranges.within("trigger " + id + ": level", levelPpm, 0, (long) MAX_LEVEL * Ranges.PPM);
    Ranges.within("trigger " + id + ": windowMonths", windowMonths, 1, MAX_WINDOW_MONTHS);
    Ranges.within("trigger " + id + ": heldMonths", heldMonths, 1, 60);
    actions = List.copyOf(actions);
    if (actions.isEmpty()) {
      throw new IllegalArgumentException(
          "trigger " + id + ": does nothing; name at least one action");
    }
  }

  /** Ids of the policies that it puts in force. */
  public SortedSet<String> enacts() {
    SortedSet<String> policies = new TreeSet<>();
    for (Action action : actions) {
      switch (action) {
        case Enact enact -> policies.add(enact.policy());
        case Amend amend -> policies.add(amend.to());
        case Repeal _ -> {}
      }
    }
    return policies;
  }

  /** Ids of the policies that it ends. */
  public SortedSet<String> repeals() {
    SortedSet<String> policies = new TreeSet<>();
    for (Action action : actions) {
      switch (action) {
        case Repeal repeal -> policies.add(repeal.policy());
        case Amend amend -> policies.add(amend.policy());
        case Enact _ -> {}
      }
    }
    return policies;
  }
}
