package org.cloudmarket.analysis.experiment;

import org.cloudmarket.model.market.Ranges;

/** How often each market is run. */
public sealed interface Replications {

  /** The most replications of an experiment. */
  int MOST = 100_000;

  /**
   * The fewest with which an interval says anything: of two or three, rare events come out alike
   * too often, and then nothing scatters.
   */
  int FEWEST = 4;

  /**
   * So many times.
   *
   * @param count {@value #FEWEST}..{@value #MOST}
   */
  record Fixed(int count) implements Replications {
    public Fixed {
      Ranges.within("replications", count, FEWEST, MOST);
    }
  }

  /**
   * As often as it takes until an interval is as narrow as somebody wants it: Stein's two stages
   * (1945, "A two-sample test for a linear hypothesis whose power is independent of the variance",
   * Annals of Mathematical Statistics 16). A pilot of n0 runs estimates the deviation s of the
   * paired effects; then n = (t s / h)² runs are made in all, with Student's t of n0 - 1 degrees of
   * freedom and the half-width h. The interval is the mean of all n, plus and minus t s / sqrt(n)
   * with the pilot's s. So it covers as often as it says, however early it stops; a rule that looks
   * at the interval after each run would stop where it happens to be narrow. Other intervals of the
   * experiment are the wider of that and Student's over all.
   *
   * @param outcome whose effect in its period is meant; of several arms the widest counts
   * @param halfWidth in the outcome's unit; above 0
   * @param pilot how many runs before the number is decided
   * @param most how many runs at the most; an interval that is wider then says so
   */
  record ToHalfWidth(String outcome, double halfWidth, int pilot, int most)
      implements Replications {
    public ToHalfWidth {
      Ranges.within("pilot", pilot, FEWEST, MOST);
      Ranges.within("most", most, pilot, MOST);
      if (!(halfWidth > 0) || Double.isInfinite(halfWidth)) {
        throw new IllegalArgumentException("halfWidth is " + halfWidth + ", not above 0");
      }
    }
  }
}
