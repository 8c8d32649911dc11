package org.cloudmarket.analysis.outcome;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.NumberCounting;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/** Runs a scenario in this process and measures outcomes of it. */
public final class Measurement {

  private final Scenario scenario;
  private final Panel panel;
  private List<Spell> spells = List.of();
  private String digest = "";

  private Measurement(Scenario scenario, Set<Measure> wanted, Set<String> cities) {
    this.scenario = scenario;
    panel = new Panel(scenario, wanted, cities);
  }

  /**
   * Runs a scenario with a seed on this thread.
   *
   * @throws IllegalStateException where a desk cannot go on; the cause says why
   */
  public static Measured of(Scenario scenario, long seed, List<Outcome> outcomes) {
    EnumSet<Measure> wanted = EnumSet.noneOf(Measure.class);
    outcomes.forEach(outcome -> wanted.addAll(measures(outcome.figure())));
    Set<String> cities = new TreeSet<>();
    for (Outcome outcome : outcomes) {
      cities.addAll(outcome.cities());
      if (outcome.whose() instanceof Whose.OfCity one) {
        cities.add(one.city());
      }
    }
    Measurement run = new Measurement(scenario, wanted, cities);
    ReferenceRun.run(
        scenario,
        seed,
        Watcher.of(Set.of(PolicyMessage.class), run::take),
        new NumberCounting(run.panel));
    Sums sums = run.new Sums();
    List<double[]> byMonth = outcomes.stream().map(sums::measure).toList();
    List<Double> period = new ArrayList<>();
    for (int i = 0; i < byMonth.size(); i++) {
      period.add(sums.period(outcomes.get(i), byMonth.get(i)));
    }
    return new Measured(run.digest, byMonth, period);
  }

  private void take(Message message) {
    switch (message) {
      case MonthOpened opened -> spells = opened.spells();
      case RunFinished finished -> digest = finished.digest().hex();
      default -> {}
    }
  }

  private static Set<Measure> measures(Figure figure) {
    return switch (figure) {
      case RUNNING_SHARE, RUNNING_SPEND, CONCENTRATION -> EnumSet.of(Measure.RUNNING_BASE_FEN);
      case AWARDED_SHARE, AWARDED_SPEND -> EnumSet.of(Measure.AWARDED_FEN);
      case AWARDS -> EnumSet.of(Measure.AWARDS);
      case MIGRATIONS -> EnumSet.of(Measure.MIGRATED_TO);
      case DISPLACED -> EnumSet.of(Measure.DISPLACED_TO);
      case COMPLAINTS -> EnumSet.of(Measure.COMPLAINTS);
      case FAILED -> EnumSet.of(Measure.FAILED);
      case PRICE_LEVEL -> EnumSet.of(Measure.AWARDED_FEN, Measure.AWARDED_UNITS);
      case PORTING_COST -> EnumSet.of(Measure.PORTING_FEN);
      case COST_TO_BUYERS -> EnumSet.of(Measure.RUNNING_BASE_FEN, Measure.PORTING_FEN);
      case IN_FORCE -> EnumSet.noneOf(Measure.class);
    };
  }

  /** The sums of a run that is over. */
  private final class Sums {
    private final Course course = new Course(scenario, spells);
    private final DemandPath demand = new DemandPath(course);

    /** Outcomes often look at the same buyers. */
    private final Map<Panel.Part, long[][]> running = new HashMap<>();

    private final Map<Measure, Map<Panel.Part, long[][]>> sums = new EnumMap<>(Measure.class);

    double[] measure(Outcome outcome) {
      return switch (outcome.figure()) {
        case RUNNING_SHARE -> share(running(outcome), total(running(buyers(outcome, false))));
        case AWARDED_SHARE, PRICE_LEVEL -> share(part(outcome), whole(outcome));
        case RUNNING_SPEND -> numbers(running(outcome));
        case AWARDED_SPEND -> numbers(sum(Measure.AWARDED_FEN, outcome));
        case AWARDS -> numbers(sum(Measure.AWARDS, outcome));
        case MIGRATIONS -> numbers(sum(Measure.MIGRATED_TO, outcome));
        case DISPLACED -> numbers(sum(Measure.DISPLACED_TO, outcome));
        case COMPLAINTS -> numbers(sum(Measure.COMPLAINTS, outcome));
        case FAILED -> numbers(sum(Measure.FAILED, outcome));
        case PORTING_COST -> numbers(sum(Measure.PORTING_FEN, outcome));
        case COST_TO_BUYERS -> cost(running(outcome), sum(Measure.PORTING_FEN, outcome));
        case CONCENTRATION -> concentration(running(buyers(outcome, false)), scenario);
        case IN_FORCE -> inForce(((Whose.OfPolicy) outcome.whose()).policy());
      };
    }

    /** An outcome's number in its period. */
    double period(Outcome outcome, double[] byMonth) {
      return outcome.figure().period() == Figure.Period.RATIO
          ? outcome.ratio(part(outcome), whole(outcome), scenario.start())
          : outcome.reduced(byMonth, scenario.start());
    }

    /** What is parted by a whole, of awards. */
    private long[] part(Outcome outcome) {
      return sum(Measure.AWARDED_FEN, outcome);
    }

    /** Of a share all that was awarded, of a price the units. */
    private long[] whole(Outcome outcome) {
      return outcome.figure().share()
          ? total(sums(Measure.AWARDED_FEN, buyers(outcome, false)))
          : sum(Measure.AWARDED_UNITS, outcome);
    }

    private long[] sum(Measure measure, Outcome outcome) {
      return of(sums(measure, buyers(outcome, true)), outcome.whose());
    }

    private long[][] sums(Measure measure, Panel.Part part) {
      return sums.computeIfAbsent(measure, _ -> new HashMap<>())
          .computeIfAbsent(part, _ -> panel.byProvider(measure, part));
    }

    private long[] running(Outcome outcome) {
      return of(running(buyers(outcome, true)), outcome.whose());
    }

    private long[][] running(Panel.Part part) {
      return running.computeIfAbsent(part, _ -> panel.runningFen(part, demand));
    }

    private long[] of(long[][] byProvider, Whose whose) {
      return switch (whose) {
        case Whose.OfProvider one -> byProvider[panel.provider(one.provider())];
        case Whose.OfOwnership some -> ofOwnership(byProvider, some);
        case Whose.Everybody _, Whose.OfSegment _, Whose.OfCity _, Whose.OfPolicy _ ->
            total(byProvider);
      };
    }

    /** 1 in each month in which the policy binds; a market that has no such policy has 0. */
    private double[] inForce(String policy) {
      List<Spell> times = Spell.of(policy, spells);
      double[] inForce = new double[scenario.months()];
      for (int t = 0; t < inForce.length; t++) {
        int month = scenario.start() + t;
        inForce[t] = times.stream().anyMatch(time -> time.holds(month)) ? 1 : 0;
      }
      return inForce;
    }

    private long[] ofOwnership(long[][] byProvider, Whose.OfOwnership some) {
      long[] sum = new long[scenario.months()];
      for (int t = 0; t < sum.length; t++) {
        List<Provider> providers = course.providers(scenario.start() + t);
        for (int i = 0; i < providers.size(); i++) {
          sum[t] += providers.get(i).ownership() == some.ownership() ? byProvider[i][t] : 0;
        }
      }
      return sum;
    }

    /**
     * The buyers that an outcome looks at.
     *
     * @param narrowed whether only those whose part it is
     */
    private Panel.Part buyers(Outcome outcome, boolean narrowed) {
      Set<Integer> cities =
          outcome.cities().isEmpty()
              ? panel.allCities()
              : outcome.cities().stream().map(panel::city).collect(Collectors.toSet());
      Set<Segment> segments =
          EnumSet.copyOf(
              outcome.segments().isEmpty() ? scenario.segments().keySet() : outcome.segments());
      if (narrowed && outcome.whose() instanceof Whose.OfCity one) {
        cities.retainAll(Set.of(panel.city(one.city())));
      }
      if (narrowed && outcome.whose() instanceof Whose.OfSegment one) {
        segments.retainAll(Set.of(one.segment()));
      }
      return new Panel.Part(cities, segments);
    }
  }

  private static long[] total(long[][] byProvider) {
    long[] total = new long[byProvider[0].length];
    for (long[] each : byProvider) {
      for (int t = 0; t < total.length; t++) {
        total[t] += each[t];
      }
    }
    return total;
  }

  private static double[] numbers(long[] values) {
    double[] numbers = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      numbers[t] = values[t];
    }
    return numbers;
  }

  /** Not a number where the whole is 0. */
  private static double[] share(long[] part, long[] whole) {
    double[] share = new double[part.length];
    for (int t = 0; t < part.length; t++) {
      share[t] = whole[t] == 0 ? Double.NaN : (double) part[t] / whole[t];
    }
    return share;
  }

  private static double[] cost(long[] runningFen, long[] portingFen) {
    double[] cost = new double[runningFen.length];
    for (int t = 0; t < cost.length; t++) {
      cost[t] = (double) runningFen[t] / Months.A_YEAR + portingFen[t];
    }
    return cost;
  }

  /** The rest of the market counts in the whole and not as one provider. */
  private static double[] concentration(long[][] runningFen, Scenario scenario) {
    long[] total = total(runningFen);
    double[] index = new double[total.length];
    for (int i = 0; i < scenario.providers().size(); i++) {
      if (!scenario.providers().get(i).fringe()) {
        double[] share = share(runningFen[i], total);
        for (int t = 0; t < index.length; t++) {
          index[t] += share[t] * share[t];
        }
      }
    }
    return index;
  }
}
