package org.cloudmarket.local.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/** A run in this process, without broker or database. */
public final class ReferenceView implements RunView {

  private final Scenario scenario;
  private final IntConsumer opened;
  private final MarketFigures figures = new MarketFigures();
  private final List<PolicyEvent> events = new ArrayList<>();
  private List<Spell> spells = List.of();
  private String digest = "";

  private ReferenceView(Scenario scenario, IntConsumer opened) {
    this.scenario = scenario;
    this.opened = opened;
  }

  /** Runs a scenario on as many threads as there are shards and processors for them. */
  public static ReferenceView of(Scenario scenario, long seed, int shards) {
    return of(scenario, seed, shards, _ -> {});
  }

  /**
   * The same for somebody who waits for it.
   *
   * @param opened is told of every month that begins
   */
  public static ReferenceView of(Scenario scenario, long seed, int shards, IntConsumer opened) {
    ReferenceView view = new ReferenceView(scenario, opened);
    int threads = Math.min(shards, Runtime.getRuntime().availableProcessors());
    ReferenceRun.run(
        new RunOrdered("reference", scenario, seed, shards),
        threads,
        Watcher.of(Set.of(PolicyMessage.class, AwardsMessage.class), view::take));
    return view;
  }

  private void take(Message message) {
    switch (message) {
      case AwardsMessage outcome -> figures.add(outcome);
      case PolicyEnacted enacted ->
          events.add(new PolicyEvent(enacted.month(), enacted.policy(), true, enacted.cause()));
      case PolicyRepealed repealed ->
          events.add(new PolicyEvent(repealed.month(), repealed.policy(), false, repealed.cause()));
      case MonthOpened month when month.shard() == 0 -> {
        spells = month.spells();
        opened.accept(month.month());
      }
      case RunFinished finished -> digest = finished.digest().hex();
      default -> {}
    }
  }

  @Override
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public List<PolicyEvent> policyEvents() {
    return List.copyOf(events);
  }

  @Override
  public Map<String, double[]> shares(Series.By by, Series.Of of, Part part) {
    return Series.spend(figures, course(), by, of, in(part), scenario.months()).shares();
  }

  @Override
  public long[] totals(Measure measure, Part part) {
    return Series.sum(figures, course(), Series.By.SEGMENT, measure, in(part), scenario.months())
        .total();
  }

  @Override
  public long[] runningFen() {
    return Series.spend(
            figures, course(), Series.By.SEGMENT, Series.Of.RUNNING, _ -> true, scenario.months())
        .total();
  }

  private Course course() {
    return new Course(scenario, spells);
  }

  private static Predicate<Cell> in(Part part) {
    return cell ->
        (part.city().isEmpty() || cell.city().equals(part.city()))
            && (part.segment().isEmpty() || cell.segment().id().equals(part.segment()));
  }
}
