package org.cloudmarket.analysis.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.Line;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.NumberCounting;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Roster;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes count for the same in numbers as in words. */
class NumberCountingTest {

  @ParameterizedTest
  @ValueSource(strings = {"tianjin-mandate", "china-2019-2021", "nantong-own-centre", "eu-cada"})
  void everySumInNumbersIsThatInWords(String name) {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario scenario =
        shipped.resolve(shipped.get(name), Optional.empty(), Map.of("population.buyers", "800"));
    MarketFigures inWords = new MarketFigures();
    MarketFigures inNumbers = new MarketFigures();

    ReferenceRun.run(
        scenario,
        5,
        Watcher.of(Set.of(AwardsMessage.class), message -> inWords.add((AwardsMessage) message)),
        new NumberCounting(new Figures(scenario, inNumbers)));

    assertThat(sums(inNumbers)).isEqualTo(sums(inWords));
    assertThat(measures(inWords))
        .as("the market shows enough for this to mean something")
        .contains(Measure.AWARDS, Measure.MIGRATED_TO, Measure.FAILED, Measure.DISPLACED_TO);
  }

  /** Without those that came to nothing: a line in words is there once it was asked for. */
  private static Map<Cell, Map<Measure, Long>> sums(MarketFigures figures) {
    Map<Cell, Map<Measure, Long>> sums = new TreeMap<>();
    figures
        .cells()
        .forEach(
            (cell, measures) ->
                measures.forEach(
                    (measure, value) -> {
                      if (value != 0) {
                        sums.computeIfAbsent(cell, _ -> new TreeMap<>()).put(measure, value);
                      }
                    }));
    return sums;
  }

  private static Set<Measure> measures(MarketFigures figures) {
    return sums(figures).values().stream()
        .flatMap(measures -> measures.keySet().stream())
        .collect(Collectors.toSet());
  }

  /** Puts ids in the place of places. */
  private record Figures(Scenario scenario, MarketFigures figures) implements NumberCounting.Book {
    @Override
    public Line line(int month, Holding holding) {
      return at(new Cell(month, holding.city(), holding.segment(), holding.provider()));
    }

    @Override
    public Line line(int month, int city, Segment segment, int provider) {
      String id = provider == Roster.NOBODY ? "" : scenario.providers().get(provider).id();
      return at(new Cell(month, scenario.cities().get(city).id(), segment, id));
    }

    private Line at(Cell cell) {
      return (measure, value) -> figures.add(cell, measure, value);
    }
  }
}
