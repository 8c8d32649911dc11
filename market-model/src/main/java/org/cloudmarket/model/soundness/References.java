package org.cloudmarket.model.soundness;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.model.policy.Policy;

/**
 * Finds what policies name and the scenario does not have. Readers of documents find it where it is
 * written; a policy that was asked for in another way is looked at here.
 */
final class References {

  private References() {}

  static void check(Draft draft, Examination found) {
    Draft.Known known = draft.known();
    for (Policy policy : draft.policies()) {
      String at = Pointer.to("/policies", policy.id());
      unknown("provider", policy.instrument().namedProviders(), known.providers(), at, found);
      unknown("city", policy.instrument().namedCities(), known.cities(), at, found);
      unknown("city", policy.scope().cities(), known.cities(), at, found);
      unknown("policy", policy.yieldsTo(), known.policies(), at, found);
      policy
          .instrument()
          .onlyBuyers()
          .ifPresent(buyers -> unknown("named buyer", buyers, known.namedBuyers(), at, found));
    }
  }

  private static void unknown(
      String what,
      Collection<String> named,
      SortedSet<String> known,
      String at,
      Examination found) {
    for (String id : new TreeSet<>(named)) {
      if (!known.contains(id)) {
        found.add(at, "there is no " + what + " '" + id + "'");
      }
    }
  }
}
