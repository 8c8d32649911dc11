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
        new Fact.Last.Won(
            outcome.winner,
            outcome.annualFen,
            outcome.costFen,
            outcome.portingFen - outcome.counterfactualPortingFen),
        new Fact.Last.Bidders(outcome.biddersLow, outcome.biddersHigh),
        new Fact.Last.Complaint(outcome.complainant, outcome.against),
        new Fact.Last.Touching(outcome.inScope, outcome.applied, outcome.displacedBy));
  }

  static Outcome outcome(Fact.Last last) {
    Outcome outcome = new Outcome();
    outcome.kind =
        last.won().provider() >= 0
            ? Outcome.Kind.AWARDED
            : last.tendered() ? Outcome.Kind.FAILED : Outcome.Kind.BRIDGED;
    outcome.outcomes = last.outcomes();
    outcome.digest.add(last.digest());
    outcome.winner = last.won().provider();
    outcome.annualFen = last.won().annualFen();
    outcome.biddersLow = last.bidders().low();
    outcome.biddersHigh = last.bidders().high();
    outcome.complainant = last.complaint().provider();
    outcome.against = last.complaint().against();
    outcome.inScope = last.touching().inScope();
    outcome.applied = last.touching().applied();
    outcome.displacedBy = last.touching().displacing();
    outcome.costFen = last.won().costFen();
    outcome.portingFen = last.won().portingFen();
    return outcome;
  }
}
