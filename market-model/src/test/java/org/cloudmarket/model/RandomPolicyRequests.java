package org.cloudmarket.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.model.instrument.DataClassification;
import org.cloudmarket.model.instrument.DemandProgramme;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.instrument.Fine;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.instrument.OverseasShock;
import org.cloudmarket.model.instrument.OwnershipChange;
import org.cloudmarket.model.instrument.ProviderMove;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.instrument.Subsidy;
import org.cloudmarket.model.instrument.SupervisorySanction;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;

/**
 * People who enact, amend and repeal whatever comes to their minds, often what is not there or
 * cannot be.
 */
public final class RandomPolicyRequests {

  private static final List<Ownership> OWNERSHIPS =
      List.of(Ownership.STATE, Ownership.PRIVATE, Ownership.FOREIGN);

  private final Scenario scenario;
  private final List<String> ids = new ArrayList<>();
  private long luck;

  public RandomPolicyRequests(Scenario scenario, long luck) {
    this.scenario = scenario;
    this.luck = Draws.mix(luck);
    scenario.policies().forEach(policy -> ids.add(policy.id()));
    for (String id : List.of("a-bill", "no-bill", "z-bill", "z-bill-2")) {
      ids.add(id);
    }
    List.copyOf(ids).forEach(id -> ids.add(id + "-2"));
  }

  /** What they want next. */
  public PolicyRequest next(String run, String request) {
    String id = one(ids);
    return switch (below(5)) {
      case 0, 1, 2 -> new EnactRequested(run, request, bill(id));
      case 3 -> new AmendRequested(run, request, bill(id));
      default -> new RepealRequested(run, request, id);
    };
  }

  private Policy bill(String id) {
    int announced = below(3) == 0 ? month() : PolicyRequest.AT_ONCE;
    int effective = below(2) == 0 ? month() : PolicyRequest.AT_ONCE;
    int end = below(3) == 0 ? Math.max(effective, scenario.start()) + 1 + below(12) : Months.NEVER;
    if (below(3) == 0) {
      Instrument change = change();
      Scope scope = change instanceof DemandChange ? segments() : Scope.EVERYBODY;
      return new Policy(
          id, change, scope, announced, effective, end, 1_000_000, 0, false, "by hand");
    }
    boolean leaks = announced != PolicyRequest.AT_ONCE && below(2) == 0;
    return new Policy(
        id,
        instrument(effective),
        scope(),
        announced,
        effective,
        end,
        below(2) == 0 ? 1_000_000 : 500_000,
        below(2) == 0 ? 1_000_000 : 0,
        false,
        "by hand",
        leaks ? announced - below(6) : Months.NEVER,
        leaks ? 500_000 : 0,
        yieldsTo(id));
  }

  private SortedSet<String> yieldsTo(String id) {
    SortedSet<String> others = new TreeSet<>();
    if (below(4) == 0) {
      others.add(one(ids));
      others.remove(id);
    }
    return others;
  }

  private int month() {
    return scenario.start() + below(scenario.months() + 3);
  }

  private Instrument instrument(int effective) {
    return switch (below(12)) {
      case 0, 1 ->
          MigrationMandate.of(
              Set.of(Ownership.PRIVATE, Ownership.FOREIGN),
              false,
              below(6),
              below(2) == 0
                  ? Months.NEVER
                  : Math.max(effective, scenario.start()) + below(scenario.months()));
      case 2 -> MigrationMandate.of(Set.of(Ownership.STATE), false, below(3), Months.NEVER);
      case 3 -> ScorePreference.points(Set.of(Ownership.STATE), false, 5 + below(20));
      case 4 ->
          new ScorePreference(
              new TreeSet<>(Set.of(Ownership.FOREIGN)), new TreeSet<>(), false, 0, 400_000);
      case 5 -> Exclusion.of(Set.of(one(List.of(Ownership.PRIVATE, Ownership.FOREIGN))));
      case 6 -> SetAside.of(100_000 + below(900_000), Set.of(one(List.of(Ownership.values()))));
      case 7 ->
          new DataClassification(one(List.of(DataClass.values())), 1 + below(40) * Weights.POINT);
      case 8 ->
          new SupervisorySanction(
              one(scenario.providers()).id(),
              1 + below(500_000),
              1 + below(8),
              1 + below(12),
              below(1_000_000));
      case 9 -> Subsidy.of(Set.of(one(List.of(Ownership.values()))), 1 + below(500_000));
      default ->
          new InHouseComputing(TestMarket.OWN_CENTRE, one(List.of(InHouseComputing.Role.values())));
    };
  }

  /** What binds no buyers. */
  private Instrument change() {
    String provider = one(scenario.providers()).id();
    return switch (below(5)) {
      case 0 -> new Fine(provider, 1 + below(100_000) * 1_000_000L, 1_000_000, 1 + below(20));
      case 1 ->
          new OwnershipChange(
              provider,
              below(2) == 0 ? Optional.of(one(OWNERSHIPS)) : Optional.empty(),
              Optional.of("group-" + below(3)),
              below(2) == 0 ? OptionalInt.of(below(1_000_000)) : OptionalInt.empty(),
              below(1_000_000) - 500_000,
              below(1_000_000));
      case 2 ->
          new ProviderMove(
              provider,
              new TreeMap<>(Map.of(one(List.of(Segment.values())), below(1_000_000) - 500_000)),
              below(400_000) - 200_000,
              1 + below(200_000),
              new TreeSet<>(Set.of(one(scenario.cities()).id())));
      case 3 -> new DemandProgramme(below(500_000), 1 + below(300_000), 1 + below(12));
      default ->
          new OverseasShock(
              1 + below(900_000),
              scenario.namedBuyers().isEmpty() ? "" : provider,
              scenario.namedBuyers().stream()
                  .map(NamedBuyer::id)
                  .collect(Collectors.toCollection(TreeSet::new)));
    };
  }

  private Scope segments() {
    return Scope.of(
        below(2) == 0 ? Set.of() : Set.of(one(List.of(Segment.values()))), Set.of(), Set.of());
  }

  private Scope scope() {
    return Scope.of(
        below(2) == 0 ? Set.of() : Set.of(one(List.of(Segment.values()))),
        below(2) == 0 ? Set.of() : Set.of(one(scenario.cities()).id()),
        below(3) == 0 ? Set.of(one(List.of(DataClass.values()))) : Set.of());
  }

  private int below(int bound) {
    luck = Draws.mix(luck + 1);
    return Draws.below(luck, bound);
  }

  private <T> T one(List<T> some) {
    return some.get(below(some.size()));
  }
}
