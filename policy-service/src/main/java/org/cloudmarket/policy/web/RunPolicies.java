package org.cloudmarket.policy.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.scenario.Scenario;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The policies of a run: where each stood in every month, and what it touched.
 *
 * @param months those that government has opened so far
 */
@Schema(name = "Policies")
record RunPolicies(String run, List<String> months, List<Entry> policies) {

  /** Where a policy stands in a month. */
  enum Standing implements Kebab {
    /** Nobody knows of it, or it is over. */
    NONE,
    /** Buyers whom a leak has reached know that it will bind. */
    LEAKED,
    /** Buyers know that it will bind. */
    ANNOUNCED,
    IN_FORCE,
    /** It no longer binds, and what it did has not faded yet. */
    FADING
  }

  /** What happened to a policy. */
  enum Event implements Kebab {
    ENACTED,
    REPEALED
  }

  /**
   * A policy.
   *
   * @param policy as it stands in the run's scenario by now
   * @param standing one for each month
   * @param changes when it came into force and ceased
   * @param touched what it touched in each month
   * @param total of all months so far
   */
  @Schema(name = "PolicyByMonth")
  record Entry(
      String id,
      JsonNode policy,
      List<String> standing,
      List<Change> changes,
      Touched touched,
      Total total) {}

  /**
   * A policy came into force, or ceased.
   *
   * @param month from which on
   * @param cause its date, which trigger, or a request
   */
  record Change(String month, String event, String cause) {}

  /**
   * What a policy touched, by month; null in a month that is still open.
   *
   * @param tenders decided tenders of buyers in its scope, whether they comply or not
   * @param applied of these, tenders of buyers that applied it
   * @param buyers buyers that applied it: to a tender, or to bridge a contract that ended
   * @param awards awards from tenders of buyers that applied it
   * @param awardedFen a year's price of each, added up
   * @param costFen the same less that of the counterfactual tenders; negative where policy made
   *     them cheaper
   * @param portingFen what these buyers paid once for moves beyond the counterfactual tenders;
   *     negative where policy spared them moves, bore a part of their cost, or kept buyers from
   *     moving back
   * @param complaints complaints against it
   * @param displaced awards that it displaced alone
   * @param displacedFen a year's price of each, added up
   * @param failed tenders of buyers in its scope that brought no contract
   * @param inScopeFen a year's price of each award of buyers in its scope, added up
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Touched(
      List<Long> tenders,
      List<Long> applied,
      List<Long> buyers,
      List<Long> awards,
      List<Long> awardedFen,
      List<Long> costFen,
      List<Long> portingFen,
      List<Long> complaints,
      List<Long> displaced,
      List<Long> displacedFen,
      List<Long> failed,
      List<Long> inScopeFen) {}

  /**
   * As {@link Touched}, added up. A buyer may come again in another month: buyers do not add up.
   */
  record Total(
      long tenders,
      long applied,
      long awards,
      long awardedFen,
      long costFen,
      long portingFen,
      long complaints,
      long displaced,
      long displacedFen,
      long failed,
      long inScopeFen) {}

  /**
   * Reads the policies of a run from what government said of it, those that people have enacted
   * too.
   */
  static RunPolicies of(Government government) {
    List<PolicyMessage> said = government.said();
    Scenario scenario = government.scenario();
    JsonNode documents = ScenarioJson.write(scenario).path("policies");
    List<MonthOpened> opened = only(MonthOpened.class, said);
    List<Entry> entries = new ArrayList<>();
    for (Policy policy : scenario.policies()) {
      String id = policy.id();
      PolicyTally[] tallies = tallies(id, said, scenario.start(), opened.size());
      entries.add(
          new Entry(
              id,
              documents.path(id),
              opened.stream().map(month -> standing(policy, month).id()).toList(),
              changes(id, said),
              touched(tallies),
              total(tallies)));
    }
    return new RunPolicies(
        said.getFirst().run(),
        opened.stream().map(month -> Months.text(month.month())).toList(),
        entries);
  }

  private static <M extends PolicyMessage> List<M> only(Class<M> type, List<PolicyMessage> said) {
    return said.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Standing standing(Policy policy, MonthOpened month) {
    if (month.inForce().contains(policy.id())) {
      return Standing.IN_FORCE;
    }
    if (month.announced().contains(policy.id())) {
      return month.month() < policy.announced() ? Standing.LEAKED : Standing.ANNOUNCED;
    }
    return fades(policy, month) ? Standing.FADING : Standing.NONE;
  }

  private static boolean fades(Policy policy, MonthOpened month) {
    List<Spell> spells = Spell.of(policy.id(), month.spells());
    return policy.instrument().fades()
        && !spells.isEmpty()
        && policy.instrument().leftPpm(spells, month.month()) > 0;
  }

  private static List<Change> changes(String policy, List<PolicyMessage> said) {
    List<Change> changes = new ArrayList<>();
    for (PolicyMessage message : said) {
      switch (message) {
        case PolicyEnacted enacted when enacted.policy().equals(policy) ->
            changes.add(change(enacted.month(), Event.ENACTED, enacted.cause()));
        case PolicyRepealed repealed when repealed.policy().equals(policy) ->
            changes.add(change(repealed.month(), Event.REPEALED, repealed.cause()));
        default -> {}
      }
    }
    return changes;
  }

  private static Change change(int month, Event event, String cause) {
    return new Change(Months.text(month), event.id(), cause);
  }

  /** A tally for each month that is closed, a null for one that is not. */
  private static PolicyTally[] tallies(
      String policy, List<PolicyMessage> said, int start, int months) {
    PolicyTally[] tallies = new PolicyTally[months];
    Arrays.fill(tallies, 0, closed(said, start, months), PolicyTally.none(policy));
    for (PolicyApplied applied : only(PolicyApplied.class, said)) {
      if (applied.tally().policy().equals(policy)) {
        tallies[applied.month() - start] = applied.tally();
      }
    }
    return tallies;
  }

  /** A month is closed when the next is opened or the run is over. */
  private static int closed(List<PolicyMessage> said, int start, int months) {
    return only(RunFinished.class, said).stream()
        .findFirst()
        .map(finished -> finished.month() + 1 - start)
        .orElse(Math.max(0, months - 1));
  }

  private static Touched touched(PolicyTally[] tallies) {
    return new Touched(
        byMonth(tallies, PolicyTally::tenders),
        byMonth(tallies, PolicyTally::touched),
        byMonth(tallies, PolicyTally::buyers),
        byMonth(tallies, PolicyTally::awards),
        byMonth(tallies, PolicyTally::awardedFen),
        byMonth(tallies, PolicyTally::costFen),
        byMonth(tallies, PolicyTally::portingFen),
        byMonth(tallies, PolicyTally::complaints),
        byMonth(tallies, PolicyTally::displaced),
        byMonth(tallies, PolicyTally::displacedFen),
        byMonth(tallies, PolicyTally::failed),
        byMonth(tallies, PolicyTally::inScopeFen));
  }

  private static List<Long> byMonth(PolicyTally[] tallies, ToLongFunction<PolicyTally> figure) {
    List<Long> values = new ArrayList<>(tallies.length);
    for (PolicyTally tally : tallies) {
      values.add(tally == null ? null : figure.applyAsLong(tally));
    }
    return Collections.unmodifiableList(values);
  }

  private static Total total(PolicyTally[] tallies) {
    PolicyTally sum = PolicyTally.none("");
    for (PolicyTally tally : tallies) {
      if (tally != null) {
        sum = sum.plus(tally);
      }
    }
    return new Total(
        sum.tenders(),
        sum.touched(),
        sum.awards(),
        sum.awardedFen(),
        sum.costFen(),
        sum.portingFen(),
        sum.complaints(),
        sum.displaced(),
        sum.displacedFen(),
        sum.failed(),
        sum.inScopeFen());
  }

  /** A row for each month and policy. */
  Table table() {
    List<Column> columns = new ArrayList<>();
    Stream.of("month", "policy", "standing").map(Column::text).forEach(columns::add);
    columns.addAll(Table.columns(Touched.class));
    return new Table(
        columns,
        IntStream.range(0, months.size())
            .boxed()
            .flatMap(
                t ->
                    policies.stream()
                        .map(
                            entry -> {
                              List<Object> row = new ArrayList<>(columns.size());
                              row.add(months.get(t));
                              row.add(entry.id());
                              row.add(entry.standing().get(t));
                              row.addAll(Table.month(entry.touched(), t));
                              return row;
                            })));
  }
}
