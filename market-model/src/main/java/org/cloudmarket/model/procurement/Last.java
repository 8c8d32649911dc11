package org.cloudmarket.model.procurement;

import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.tender.Outcome;

/** A buyer's last outcome as a fact, and back as far as the month's report needs it. */
final class Last {

  private Last() {}

  static Fact.Last of(int month, Outcome outcome) {
    return new Fact.Last(
        month,
        outcome.outcomes,
        outcome.digest.digest(),
        outcome.tendered(),
        outcome.winner,
        outcome.annualFen,
        outcome.biddersLow,
        outcome.biddersHigh,
        outcome.complainant,
        outcome.against,
        outcome.inScope,
        outcome.applied,
        outcome.displacedBy,
        outcome.costFen);
  }

  static Outcome outcome(Fact.Last last) {
    Outcome outcome = new Outcome();
    outcome.kind =
        last.winner() >= 0
            ? Outcome.Kind.AWARDED
            : last.tendered() ? Outcome.Kind.FAILED : Outcome.Kind.BRIDGED;
    outcome.outcomes = last.outcomes();
    outcome.digest.add(last.digest());
    outcome.winner = last.winner();
    outcome.annualFen = last.awardedFen();
    outcome.biddersLow = last.biddersLow();
    outcome.biddersHigh = last.biddersHigh();
    outcome.complainant = last.complainant();
    outcome.against = last.against();
    outcome.inScope = last.inScope();
    outcome.applied = last.applied();
    outcome.displacedBy = last.displacedBy();
    outcome.costFen = last.costFen();
    return outcome;
  }
}
