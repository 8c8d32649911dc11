package org.cloudmarket.procurement.web.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.web.figures.FiguresTable.Split;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static final Scenario SCENARIO = SmallMarket.scenario();
  private static final Course COURSE = Course.without(SCENARIO);
  private static final List<Message> MESSAGES = SmallMarket.messages("run-one");
  private static final List<String> MONTHS =
      IntStream.range(SCENARIO.start(), SCENARIO.end()).mapToObj(Months::text).toList();

  private static MarketFigures figures() {
    return figures(MESSAGES);
  }

  private static MarketFigures figures(List<Message> messages) {
    MarketFigures figures = new MarketFigures();
    messages.forEach(
        message -> {
          if (message instanceof AwardsMessage awards) {
            figures.add(awards);
          }
        });
    return figures;
  }

  private static long awards() {
    return MESSAGES.stream().filter(ContractAwarded.class::isInstance).count();
  }

  @Test
  void aHeadlineCountsAllMonths() {
    Headline headline = Headline.of(figures(), COURSE, SCENARIO.months());

    assertThat(headline.awards()).isEqualTo(awards()).isPositive();
    assertThat(headline.migrations()).isBetween(1L, headline.awards());
    assertThat(headline.displaced()).isLessThanOrEqualTo(headline.awards());
  }

  @Test
  void aHeadlinesSharesAddUpToOneAndItsLeaderIsTheLargest() {
    Headline.Spend running = Headline.of(figures(), COURSE, SCENARIO.months()).running();

    double sum = running.byOwnership().values().stream().mapToDouble(share -> share).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(running.leader().provider()).isNotEmpty();
    assertThat(running.leader().share()).isBetween(0.05, 1.0);
  }

  @Test
  void whatHasNoSpendHasNoLeaderAndNoPremium() {
    Headline headline = Headline.of(new MarketFigures(), COURSE, 0);

    assertThat(headline.awards()).isZero();
    assertThat(headline.running().leader()).isNull();
    assertThat(headline.pricePremium()).isNull();
    assertThat(headline.portingPremium()).isNull();
  }

  @Test
  void whatPolicyAddsToPricesAndToMovesArePartsOfAYearWithoutIt() {
    List<Message> messages = SmallMarket.eventful("run-one");
    Headline headline = Headline.of(figures(messages), COURSE, SCENARIO.months());
    List<ContractAwarded> touched =
        messages.stream()
            .filter(ContractAwarded.class::isInstance)
            .map(ContractAwarded.class::cast)
            .filter(award -> !award.policies().isEmpty() && award.counterfactual().priceFen() > 0)
            .toList();
    double year =
        touched.stream()
            .mapToLong(award -> award.counterfactual().priceFen() * 12 / award.need().termMonths())
            .sum();
    long paid = touched.stream().mapToLong(award -> award.win().annualValueFen()).sum();
    long moves =
        touched.stream()
            .mapToLong(award -> award.win().portingFen() - award.counterfactual().portingFen())
            .sum();

    assertThat(headline.pricePremium()).isCloseTo(paid / year - 1, within(1e-9));
    assertThat(headline.portingPremium()).isPositive().isCloseTo(moves / year, within(1e-9));
  }

  @Test
  void everySplitOfTheTableHasEveryMeasureAndTheSameTotal() {
    for (Split split : Split.values()) {
      FiguresTable table = FiguresTable.of(figures(), COURSE, split, MONTHS);

      assertThat(table.series().values())
          .allSatisfy(
              measures ->
                  assertThat(measures)
                      .hasSize(Measure.values().length + FiguresTable.STOCKS.size()));
      long sum =
          table.series().values().stream()
              .flatMapToLong(measures -> Arrays.stream(measures.get(Measure.AWARDS.id())))
              .sum();
      assertThat(sum).as(split.id()).isEqualTo(awards());
    }
  }

  @Test
  void csvHasALineAMonthAndAColumnASeries() {
    Shares shares =
        new Shares(
            "ownership",
            "running",
            List.of("2019-01", "2019-02"),
            new TreeMap<>(
                Map.of("state", new double[] {0.25, 1}, "private", new double[] {0.75, 0})));

    assertThat(shares.table().columns())
        .containsExactly(Column.text("month"), Column.number("private"), Column.number("state"));
    assertThat(shares.table().rows())
        .containsExactly(
            List.of("2019-01", "0.750000", "0.250000"), List.of("2019-02", "0.000000", "1.000000"));
  }

  @Test
  void theTableOfFiguresHasARowForEachMonthAndId() {
    FiguresTable figures = FiguresTable.of(figures(), COURSE, Split.SEGMENT, MONTHS);

    assertThat(figures.table().columns())
        .startsWith(Column.text("month"), Column.text("id"))
        .contains(Column.whole("awards"));
    assertThat(figures.table().rows())
        .hasSize(figures.months().size() * figures.series().size())
        .allMatch(row -> row.size() == figures.table().columns().size());
  }
}
