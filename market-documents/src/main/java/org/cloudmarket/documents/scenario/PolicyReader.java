package org.cloudmarket.documents.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Draft;

/** Reads what policies do, and when. */
final class PolicyReader {

  private static final int MAX_LEGAL_BASIS = 2_000;

  /** How a policy comes into force. */
  enum Enacted implements Kebab {
    BY_DATE,
    BY_TRIGGER
  }

  private final Draft.Known known;

  PolicyReader(Draft.Known known) {
    this.known = known;
  }

  List<Policy> policies(Fields fields) {
    List<Policy> policies = new ArrayList<>();
    Keyed.byId(fields, "policy", Scenario.MAX_POLICIES)
        .forEach(
            (id, node) -> policy(id, Fields.of(fields.at(id), node, fields.faults()), policies));
    return policies;
  }

  void policy(String id, Fields fields, List<Policy> into) {
    Faults faults = fields.faults();
    int mark = faults.count();
    Scope scope = scope(fields.optionalMap("scope"));
    int effective = fields.month("effective");
    boolean dated = faults.count() == mark;
    int announced = fields.month("announced", effective);
    boolean announcedIsSound = faults.count() == mark;
    int end = fields.monthOrNever("end");
    boolean withdrawn = announcedIsSound && fields.has("announced") && end >= announced;
    if (dated && end <= effective && !withdrawn) {
      fields.fault(
          "end",
          "is " + Months.text(end) + ", not after it takes effect in " + Months.text(effective));
    }
    int enforcement = fields.fraction("enforcement", 0, Ranges.PPM, Ranges.PPM);
    int anticipation = fields.fraction("anticipation", 0, Ranges.PPM, 0);
    boolean byTrigger =
        fields.word("enacted", "way to enact", Enacted.class, Enacted.BY_DATE)
            == Enacted.BY_TRIGGER;
    String legalBasis = fields.text("legalBasis", MAX_LEGAL_BASIS, "");
    int leaked = fields.monthOrNever("leaked");
    if (dated && leaked != Months.NEVER && leaked > announced) {
      fields.fault(
          "leaked",
          "is " + Months.text(leaked) + ", after it is announced in " + Months.text(announced));
    }
    int leakReach = fields.fraction("leakReach", 0, Ranges.PPM, 0);
    SortedSet<String> yieldsTo = fields.ids("yieldsTo", "policy", known.policies());
    if (yieldsTo.contains(id)) {
      fields.fault("yieldsTo", "names the policy itself");
    }
    Optional<Instrument> instrument = Instruments.read(fields, known);
    if (dated) {
      instrument.ifPresent(read -> Instruments.formOf(read).datesOf(read, effective, fields));
    }
    instrument
        .filter(read -> !read.bindsBuyers())
        .ifPresent(
            read -> {
              noBuyers(read, scope, fields);
              nobodyComplies(read, enforcement != Ranges.PPM, "enforcement", fields);
              nobodyComplies(read, anticipation != 0, "anticipation", fields);
              nobodyComplies(read, leaked != Months.NEVER, "leaked", fields);
              nobodyComplies(read, leakReach != 0, "leakReach", fields);
              nobodyComplies(read, !yieldsTo.isEmpty(), "yieldsTo", fields);
            });
    fields.close(Instruments.owners());
    faults
        .make(
            instrument.isPresent() ? mark : -1,
            fields.pointer(),
            () ->
                new Policy(
                    id,
                    instrument.orElseThrow(),
                    scope,
                    announced,
                    effective,
                    end,
                    enforcement,
                    anticipation,
                    byTrigger,
                    legalBasis,
                    leaked,
                    leakReach,
                    yieldsTo))
        .ifPresent(into::add);
  }

  private static void noBuyers(Instrument instrument, Scope scope, Fields policy) {
    if (instrument instanceof ProviderChange && !scope.equals(Scope.EVERYBODY)) {
      policy.fault(
          "scope",
          "means nothing for " + instrument.type() + ", which acts on a provider; leave it out");
    } else if (!scope.cities().isEmpty() || !scope.dataClasses().isEmpty()) {
      policy.fault(
          "scope",
          "is narrower than "
              + instrument.type()
              + " can be, which acts on whole segments; leave"
              + " out its cities and dataClasses");
    }
  }

  private static void nobodyComplies(
      Instrument instrument, boolean said, String field, Fields policy) {
    if (said) {
      policy.fault(
          field,
          "means nothing for " + instrument.type() + ", which binds no buyers; leave it out");
    }
  }

  private Scope scope(Fields fields) {
    Scope scope =
        new Scope(
            fields.wordsOrAll("segments", "segment", Segment.class),
            fields.idsOrAll("cities", "city", known.cities()),
            fields.wordsOrAll("dataClasses", "data class", DataClass.class));
    fields.close();
    return scope;
  }
}
