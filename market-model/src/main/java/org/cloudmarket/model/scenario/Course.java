package org.cloudmarket.model.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Spell;

/**
 * A scenario and when its policies have been in force so far: what the market is like in a month
 * follows from it, whoever asks. What it says of a month never changes by what comes later.
 *
 * @param scenario with the policies that the run has by now
 * @param spells sorted; each of one of these policies
 */
public record Course(Scenario scenario, List<Spell> spells) {

  public Course {
    spells = List.copyOf(spells);
  }

  /** The course of a scenario in which no policy has been in force. */
  public static Course without(Scenario scenario) {
    return new Course(scenario, List.of());
  }

  /** The scenario with its providers as they are in a month; itself where no policy changes one. */
  public Scenario asOf(int month) {
    List<Provider> providers = providers(month);
    return providers.equals(scenario.providers()) ? scenario : scenario.withProviders(providers);
  }

  /**
   * The providers as they are in a month, by place. Changes of one provider come one upon another,
   * in the order of policies' ids.
   */
  public List<Provider> providers(int month) {
    List<Provider> providers = new ArrayList<>(scenario.providers());
    each(
        ProviderChange.class,
        (change, spell) -> {
          if (spell.holds(month)) {
            providers.replaceAll(
                provider ->
                    provider.id().equals(change.provider()) ? change.change(provider) : provider);
          }
        });
    return providers;
  }

  /** What fines take from a provider's investment in a month, in fen. */
  public long finedFen(String provider, int month) {
    long[] fen = new long[1];
    each(
        ProviderChange.class,
        (change, spell) ->
            fen[0] += change.provider().equals(provider) ? change.shortfallFen(spell, month) : 0);
    return fen[0];
  }

  /** The times in force of policies that change demand. */
  public List<Spell> demandSpells() {
    List<Spell> some = new ArrayList<>();
    each(DemandChange.class, (_, spell) -> some.add(spell));
    return some;
  }

  /** The policy of a time in force. */
  public Policy policy(Spell spell) {
    return scenario
        .policy(spell.policy())
        .orElseThrow(() -> new IllegalArgumentException("no policy '" + spell.policy() + "'"));
  }

  private <I> void each(Class<I> kind, BiConsumer<I, Spell> use) {
    for (Spell spell : spells) {
      if (kind.isInstance(policy(spell).instrument())) {
        use.accept(kind.cast(policy(spell).instrument()), spell);
      }
    }
  }
}
