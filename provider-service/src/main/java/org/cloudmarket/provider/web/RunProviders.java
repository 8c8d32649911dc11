package org.cloudmarket.provider.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.provider.Development;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the providers of a run were in each month, and what they did in it.
 *
 * @param months those that government has opened so far
 */
@Schema(name = "Providers")
record RunProviders(String run, List<String> months, List<Entry> providers) {

  /**
   * A provider.
   *
   * @param ownership who owns it in the last of these months
   * @param standing political standing in the last of these months, a fraction 0..1
   * @param was with what it bid in each month
   * @param did what came of it in each month
   */
  @Schema(name = "ProviderByMonth")
  record Entry(
      String id,
      String name,
      String ownership,
      String strategy,
      double standing,
      Was was,
      Did did) {}

  /**
   * What a provider bid with, by month.
   *
   * @param unitCostMilliFen what a unit costs it a month
   * @param quality a fraction 0..1
   * @param adaptiveMarkup what its wins and losses add to its markup, a fraction of its cost
   */
  @Schema(name = "ProviderState")
  record Was(List<Long> unitCostMilliFen, List<Double> quality, List<Double> adaptiveMarkup) {}

  /**
   * What a provider did, by month; null in a month that is still open.
   *
   * @param bids how often it bid
   * @param wins how often it won
   * @param winRate wins for a bid, 0..1; null too where it did not bid
   * @param awardedFen annual value of the contracts that it won
   * @param runningFen annual value of its running contracts at the month's end
   * @param runningUnits their volume
   * @param complaints how often it complained
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "ProviderMonth")
  record Did(
      List<Long> bids,
      List<Long> wins,
      @Schema(extensions = @Extension(name = Descriptions.NULLS, value = "true"))
          List<Double> winRate,
      List<Long> awardedFen,
      List<Long> runningFen,
      List<Long> runningUnits,
      List<Long> complaints) {}

  /**
   * Reads the providers of a run from what government said of it: they become what they are by the
   * same reckoning as in the run.
   *
   * @param said beginning with {@link RunStarted}
   */
  static RunProviders of(List<PolicyMessage> said) {
    RunStarted started = (RunStarted) said.getFirst();
    Scenario scenario = started.scenario();
    List<MonthOpened> opened =
        said.stream().filter(MonthOpened.class::isInstance).map(MonthOpened.class::cast).toList();
    List<List<ProviderTotals>> totals = totals(said);
    List<Course> courses = courses(said);
    List<List<Fact.Provider>> states = states(scenario, totals, courses);
    List<Provider> now =
        courses.isEmpty()
            ? scenario.providers()
            : courses.getLast().providers(scenario.start() + courses.size() - 1);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      int place = i;
      entries.add(
          entry(
              now.get(i),
              states.stream().map(month -> month.get(place)).toList(),
              IntStream.range(0, opened.size())
                  .mapToObj(t -> t < totals.size() ? totals.get(t).get(place) : null)
                  .collect(Collectors.toCollection(ArrayList::new))));
    }
    return new RunProviders(
        started.run(), opened.stream().map(month -> Months.text(month.month())).toList(), entries);
  }

  /** Of each month that is closed: said when the next opens, or when the run is over. */
  private static List<List<ProviderTotals>> totals(List<PolicyMessage> said) {
    List<List<ProviderTotals>> totals = new ArrayList<>();
    for (PolicyMessage message : said) {
      switch (message) {
        case MonthOpened month when !month.lastMonth().isEmpty() -> totals.add(month.lastMonth());
        case RunFinished finished when !finished.lastMonth().isEmpty() ->
            totals.add(finished.lastMonth());
        default -> {}
      }
    }
    return totals;
  }

  /** As the run's course was known in each month that has opened. */
  private static List<Course> courses(List<PolicyMessage> said) {
    List<Course> courses = new ArrayList<>();
    Scenario scenario = ((RunStarted) said.getFirst()).scenario();
    for (PolicyMessage message : said) {
      switch (message) {
        case StatutesAmended amended ->
            scenario = scenario.withPolicies(amended.policies(), scenario.triggers());
        case MonthOpened opened -> courses.add(new Course(scenario, opened.spells()));
        default -> {}
      }
    }
    return courses;
  }

  private static List<List<Fact.Provider>> states(
      Scenario scenario, List<List<ProviderTotals>> totals, List<Course> courses) {
    Development development = new Development(scenario);
    List<List<Fact.Provider>> states = new ArrayList<>();
    for (int t = 0; t < courses.size(); t++) {
      states.add(
          t == 0
              ? development.opening(courses.getFirst())
              : development.after(
                  states.getLast(), totals.get(t - 1), courses.get(t), scenario.start() + t));
    }
    return states;
  }

  private static Entry entry(
      Provider provider, List<Fact.Provider> states, List<ProviderTotals> totals) {
    return new Entry(
        provider.id(),
        provider.name(),
        provider.ownership().id(),
        provider.strategy().id(),
        fraction(provider.standingPpm()),
        new Was(
            states.stream().map(Fact.Provider::unitCostMilliFen).toList(),
            states.stream().map(state -> fraction(state.qualityPpm())).toList(),
            states.stream().map(state -> fraction(state.markupPpm())).toList()),
        new Did(
            byMonth(totals, month -> (long) month.bids()),
            byMonth(totals, month -> (long) month.wins()),
            byMonth(
                totals, month -> month.bids() == 0 ? null : (double) month.wins() / month.bids()),
            byMonth(totals, ProviderTotals::awardedFen),
            byMonth(totals, ProviderTotals::runningFen),
            byMonth(totals, ProviderTotals::runningUnits),
            byMonth(totals, month -> (long) month.complaints())));
  }

  private static double fraction(int ppm) {
    return (double) ppm / Ranges.PPM;
  }

  private static <T> List<T> byMonth(
      List<ProviderTotals> totals, Function<ProviderTotals, T> figure) {
    List<T> values = new ArrayList<>(totals.size());
    for (ProviderTotals month : totals) {
      values.add(month == null ? null : figure.apply(month));
    }
    return Collections.unmodifiableList(values);
  }

  /** A row for each month and provider. */
  Table table() {
    List<Column> columns = new ArrayList<>();
    Stream.of("month", "provider", "name", "strategy").map(Column::text).forEach(columns::add);
    columns.addAll(Table.columns(Was.class));
    columns.addAll(Table.columns(Did.class));
    return new Table(
        columns,
        IntStream.range(0, months.size())
            .boxed()
            .flatMap(
                t ->
                    providers.stream()
                        .map(
                            entry -> {
                              List<Object> row = new ArrayList<>(columns.size());
                              row.add(months.get(t));
                              row.add(entry.id());
                              row.add(entry.name());
                              row.add(entry.strategy());
                              row.addAll(Table.month(entry.was(), t));
                              row.addAll(Table.month(entry.did(), t));
                              return row;
                            })));
  }
}
