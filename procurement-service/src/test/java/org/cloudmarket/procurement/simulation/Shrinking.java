package org.cloudmarket.procurement.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cloudmarket.procurement.simulation.Schedule.Step;

/**
 * Makes a schedule that fails as short as it can be: leaves out a half of the steps, a quarter and
 * so on, as long as it still fails (Zeller's delta debugging). In the end it fails, and without any
 * one of its steps it does not.
 */
final class Shrinking {

  private Shrinking() {}

  static Schedule shortest(Schedule failing, Predicate<Schedule> fails) {
    List<Step> steps = failing.steps();
    int size = Math.max(1, steps.size() / 2);
    while (true) {
      boolean shrunk = false;
      for (int from = 0; from < steps.size(); ) {
        List<Step> fewer = new ArrayList<>(steps.subList(0, from));
        fewer.addAll(steps.subList(Math.min(steps.size(), from + size), steps.size()));
        if (fails.test(failing.with(fewer))) {
          steps = fewer;
          shrunk = true;
        } else {
          from += size;
        }
      }
      if (size == 1 && !shrunk) {
        return failing.with(steps);
      }
      size = Math.max(1, size / 2);
    }
  }
}
