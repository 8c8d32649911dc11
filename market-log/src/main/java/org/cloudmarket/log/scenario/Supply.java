package org.cloudmarket.log.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.log.scenario.Kinds.Kind;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.ScorePreference;

/**
 * Finds buyers that could buy from nobody: in the market as it stands, and in the month in which a
 * mandate takes effect.
 */
final class Supply {

  private final Draft draft;
  private final ProcurementRules rules;
  private final Kinds kinds;
  private final Faults faults;

  /** Which policies bind which kind, as a set of places: there are at most 64 policies. */
  private final Map<Kind, Long> bound = new HashMap<>();

  private Supply(Draft draft, ProcurementRules rules, Faults faults) {
    this.draft = draft;
    this.rules = rules;
    this.kinds = Kinds.of(draft);
    this.faults = faults;
    for (Kind kind : kinds.in(Scope.EVERYBODY)) {
      bound.put(kind, policiesBinding(kind));
    }
  }

  private long policiesBinding(Kind kind) {
    long policies = 0;
    for (int place = 0; place < draft.policies().size(); place++) {
      if (draft
          .policies()
          .get(place)
          .scope()
          .binds(kind.segment(), kind.city(), kind.dataClass())) {
        policies |= 1L << place;
      }
    }
    return policies;
  }

  /** Notes every fault; says nothing where providers, cities or rules have faults of their own. */
  static void check(Draft draft, Faults faults) {
    if (draft.allProviders()
        && draft.allCities()
        && draft.rules().isPresent()
        && draft.horizon().isPresent()) {
      new Supply(draft, draft.rules().get(), faults).check(draft.horizon().get());
    }
  }

  private void check(Draft.Horizon horizon) {
    if (!certified()) {
      return;
    }
    List<Kind> without = without(Scope.EVERYBODY, 0, horizon.start());
    if (!without.isEmpty()) {
      faults.add(
          "/providers",
          Kinds.text(without)
              + " could buy from nobody in "
              + Months.text(horizon.start())
              + ": no provider that is open, serves them and is certified for their data is left");
      return;
    }
    for (Policy policy : draft.policies()) {
      if (policy.instrument() instanceof MigrationMandate && horizon.overlaps(policy)) {
        mandate(policy, Math.max(policy.effective(), horizon.start()));
      }
    }
  }

  /** Whether for each class of data somebody has the certification that it demands. */
  private boolean certified() {
    int best =
        draft.providers().stream().mapToInt(Provider::certificationLevel).max().orElseThrow();
    boolean all = true;
    for (DataClass dataClass : DataClass.values()) {
      int level = rules.requiredCertification(dataClass);
      if (level > best) {
        all = false;
        String field =
            "/rules/requiredCertification"
                + Character.toUpperCase(dataClass.id().charAt(0))
                + dataClass.id().substring(1);
        faults.add(
            field, "demands level " + level + ", which no provider has; the highest is " + best);
      }
    }
    return all;
  }

  private void mandate(Policy policy, int month) {
    long dated = 0;
    for (int place = 0; place < draft.policies().size(); place++) {
      Policy other = draft.policies().get(place);
      if (other.equals(policy) || (!other.byTrigger() && other.datedFor(month))) {
        dated |= 1L << place;
      }
    }
    List<Kind> without = without(policy.scope(), dated, month);
    if (!without.isEmpty()) {
      boolean cityCloudOnly = ((MigrationMandate) policy.instrument()).cityCloudOnly();
      faults.add(
          Pointer.to("/policies", policy.id()),
          "leaves "
              + Kinds.text(without)
              + " nobody to buy from in "
              + Months.text(month)
              + ": "
              + (cityCloudOnly
                  ? "no city cloud is open there by then"
                  : "every provider there is shut out")
              + ", or none is certified for the data");
    }
  }

  /**
   * The kinds of buyers in a scope that could buy from nobody in a month under a set of policies.
   */
  private List<Kind> without(Scope scope, long policies, int month) {
    // Many kinds ask the same of the market; what they share is answered once.
    Map<Question, Boolean> answers = new HashMap<>();
    List<Kind> without = new ArrayList<>();
    for (Kind kind : kinds.in(scope)) {
      Question question =
          new Question(
              kind.city(),
              rules.requiredCertification(kind.dataClass()),
              bound.get(kind) & policies);
      if (!answers.computeIfAbsent(question, asked -> somebodySells(asked, month))) {
        without.add(kind);
      }
    }
    return without;
  }

  /** What a kind of buyers asks of the market; policies are a set of places in the draft's list. */
  private record Question(String city, int certification, long policies) {}

  private boolean somebodySells(Question question, int month) {
    return draft.providers().stream().anyMatch(provider -> sells(provider, question, month));
  }

  private boolean sells(Provider provider, Question question, int month) {
    if (!provider.serves(question.city())
        || provider.opens() > month
        || provider.certificationLevel() < question.certification()) {
      return false;
    }
    boolean competes = provider.ownership() != Ownership.IN_HOUSE;
    for (int place = 0; place < draft.policies().size(); place++) {
      if ((question.policies() >>> place & 1) == 1) {
        switch (draft.policies().get(place).instrument()) {
          case MigrationMandate mandate when mandate.shutsOut(provider) -> {
            return false;
          }
          case InHouseComputing computing -> competes |= computing.provider().equals(provider.id());
          case MigrationMandate open -> {}
          case ScorePreference preference -> {}
        }
      }
    }
    return competes;
  }
}
