package org.cloudmarket.procurement.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.random.Draws;

/**
 * What happens in a simulation, step by step. All of it follows from the seed.
 *
 * @param seed also chooses the runs that are ordered
 * @param steps in their order; any may be left out, and what is left is a schedule too
 */
record Schedule(int seed, List<Step> steps) {

  private static final int STEPS = 600;

  /** What can happen. */
  enum Kind {
    /** Some task hears its next record, or is opened. */
    WORK,
    /** A process commits. */
    COMMIT,
    /** The marker of a transaction that has ended comes to a partition. */
    MARK,
    /** A projection reads a batch or writes it. */
    PROJECT,
    /** The clock rings. */
    RING,
    /** People ask for something new. */
    ASK,
    /** What people sent comes once more. */
    REPEAT,
    /** A process dies. */
    CRASH,
    /** A process starts again. */
    RESTART,
    /** A process stands still. */
    FREEZE,
    /** A process goes on. */
    THAW,
    /** The broker aborts a transaction that is too old. */
    EXPIRE,
    /** A group shares its partitions anew. */
    REBALANCE,
    /** A process copies a store that it may have to take over. */
    STAND_BY,
    /** The broker has lost a group's offsets of a partition. */
    FORGET_OFFSETS,
    /** A projection dies. */
    PROJECTOR_DIES,
    /** A projection reads a partition again from an earlier place. */
    PROJECT_AGAIN
  }

  /**
   * One thing that happens.
   *
   * @param luck chooses whom it happens to; 0 and up
   */
  record Step(Kind kind, int luck) {
    @Override
    public String toString() {
      return kind + " " + luck;
    }
  }

  /** The schedule of a seed. How often what happens differs from seed to seed, and much. */
  static Schedule of(int seed) {
    long luck = Draws.mix(seed);
    Map<Kind, Integer> weights = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      luck = Draws.mix(luck + 1);
      int rare = List.of(0, 2, 4, 10).get(Draws.below(luck, 4));
      weights.put(
          kind,
          switch (kind) {
            case WORK -> 500;
            case COMMIT -> 60 + 20 * rare;
            case MARK -> 150 + 20 * rare;
            case PROJECT -> 30 + 5 * rare;
            case RESTART, THAW -> 12 + rare;
            case EXPIRE, REBALANCE -> 6 + rare;
            case RING -> 4 + rare;
            default -> rare;
          });
    }
    int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      luck = Draws.mix(luck + 1);
      int draw = Draws.below(luck, sum);
      Kind chosen = Kind.WORK;
      for (Map.Entry<Kind, Integer> each : weights.entrySet()) {
        draw -= each.getValue();
        if (draw < 0) {
          chosen = each.getKey();
          break;
        }
      }
      steps.add(new Step(chosen, Draws.below(Draws.mix(luck), 1 << 20)));
    }
    return new Schedule(seed, List.copyOf(steps));
  }

  /** The same with other steps. */
  Schedule with(List<Step> others) {
    return new Schedule(seed, List.copyOf(others));
  }
}
