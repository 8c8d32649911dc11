package org.cloudmarket.procurement.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.model.instrument.Fine;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.procurement.store.run.PolicyEvents.Event;
import org.junit.jupiter.api.Test;

class PolicyEventsTest {

  private static final int MONTH = Months.of(2020, 1);

  private static Policy policy(String id) {
    return new Policy(
        id,
        new Fine("a-cloud", 1, 1, 1),
        Scope.EVERYBODY,
        MONTH,
        MONTH,
        Months.NEVER,
        1_000_000,
        0,
        false,
        "");
  }

  @Test
  void timesInForceFollowFromWhenPoliciesCameAndWent() {
    List<Spell> spells =
        PolicyEvents.spells(
            List.of(
                new Event(MONTH, "once", Change.ENACTED, "date"),
                new Event(MONTH + 1, "again", Change.ENACTED, "trigger one"),
                new Event(MONTH + 3, "again", Change.REPEALED, "trigger other"),
                new Event(MONTH + 5, "again", Change.ENACTED, "trigger third")),
            List.of(policy("again"), policy("once")));

    assertThat(spells)
        .containsExactly(
            new Spell("again", MONTH + 1, MONTH + 3),
            Spell.since("again", MONTH + 5),
            Spell.since("once", MONTH));
  }

  @Test
  void nothingIsSaidOfAPolicyThatTheScenarioDoesNotHaveYet() {
    assertThat(
            PolicyEvents.spells(
                List.of(new Event(MONTH, "new", Change.ENACTED, "request")),
                List.of(policy("old"))))
        .isEmpty();
  }
}
