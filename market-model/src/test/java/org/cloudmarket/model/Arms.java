package org.cloudmarket.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Scenario;

/** The same market with the same luck, with and without something, over many seeds. */
public record Arms(List<Outcomes> off, List<Outcomes> on) {

  public static Arms of(Scenario off, Scenario on, int seeds) {
    return new Arms(runs(off, seeds), runs(on, seeds));
  }

  public static List<Outcomes> runs(Scenario scenario, int seeds) {
    List<Outcomes> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      runs.add(Outcomes.of(scenario, seed));
    }
    return runs;
  }

  /** The part of some awards that others of them are, by number, over all runs. */
  public static double part(
      List<Outcomes> runs, Predicate<ContractAwarded> among, Predicate<ContractAwarded> which) {
    long all = runs.stream().mapToLong(run -> run.awards(among).size()).sum();
    long some = runs.stream().mapToLong(run -> run.awards(among.and(which)).size()).sum();
    return (double) some / all;
  }

  /** The volume that runs with somebody in a place, by month, over all runs. */
  public static long[] runningUnits(
      List<Outcomes> runs,
      Predicate<org.cloudmarket.model.figures.Cell> where,
      Predicate<String> provider) {
    long[] units = new long[runs.getFirst().scenario.months()];
    for (Outcomes run : runs) {
      Series running =
          Series.running(
              run.figures,
              run.course(),
              Series.By.PROVIDER,
              Measure.RUNNING_BASE_UNITS,
              where,
              units.length);
      running
          .values()
          .forEach(
              (id, byMonth) -> {
                for (int t = 0; t < units.length && provider.test(id); t++) {
                  units[t] += byMonth[t];
                }
              });
    }
    return units;
  }
}
