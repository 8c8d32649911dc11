package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.Fork;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Reads which market is meant: a scenario by name or a whole document, an arm of it, and changes,
 * which may hold from a month on only.
 */
final class MarketReader {

  private static final String SCENARIO = "scenario";
  private static final String DOCUMENT = "document";
  private static final String SET = "set";

  /** Policies that a market does not have; all of them for one that government leaves alone. */
  private static final String WITHOUT = "without";

  private static final int MOST_CHANGES = 1_000;

  private final DocumentLibrary library;

  MarketReader(DocumentLibrary library) {
    this.library = library;
  }

  /**
   * What is written of a market.
   *
   * @param document the scenario
   * @param arm of it
   * @param set what is changed from the start
   * @param later what is changed while it goes on
   * @param from the first month in which that holds; {@link Months#NEVER} where nothing is changed
   *     later
   */
  record Market(
      Optional<ScenarioDocument> document,
      Optional<String> arm,
      ValuesByPath set,
      ValuesByPath later,
      int from) {
    static final Market NONE =
        new Market(
            Optional.empty(), Optional.empty(), ValuesByPath.NONE, ValuesByPath.NONE, Months.NEVER);

    /** The same scenario, without changes. */
    Market unchanged() {
      return new Market(document, arm, ValuesByPath.NONE, ValuesByPath.NONE, Months.NEVER);
    }
  }

  /**
   * Reads the fields of a market.
   *
   * @param above what they stand under; what is left out is taken from there, unless another
   *     document is named
   */
  Market read(Fields fields, Market above) {
    Optional<ScenarioDocument> own = document(fields);
    String arm = fields.text("arm", Integer.MAX_VALUE, "");
    ValuesByPath changes = changes(fields);
    if (changes.values().size() > MOST_CHANGES) {
      fields.fault(
          SET, "has " + changes.values().size() + " changes; at most " + MOST_CHANGES + " fit");
    }
    int from = fields.month("from", Months.NEVER);
    Market base = own.isPresent() ? Market.NONE : above;
    if (from != Months.NEVER && base.from() != Months.NEVER) {
      fields.fault(
          "from",
          "stands beside that of the experiment, which changes this market from "
              + Months.text(base.from())
              + " on");
    }
    boolean atOnce = from == Months.NEVER;
    return new Market(
        own.or(above::document),
        arm.isEmpty() ? base.arm() : Optional.of(arm),
        atOnce ? base.set().with(changes.values().entrySet()) : base.set(),
        atOnce ? base.later() : changes,
        atOnce ? base.from() : from);
  }

  private static ValuesByPath changes(Fields fields) {
    return new ValuesByPath(fields.optionalMap(SET).entries(Schema::anyText, MOST_CHANGES));
  }

  private Optional<ScenarioDocument> document(Fields fields) {
    List<String> names = library.scenarios().stream().map(ScenarioDocument::name).toList();
    boolean named = fields.has(SCENARIO);
    String name = fields.idIfAny(SCENARIO, SCENARIO, names);
    Fields whole = fields.optionalMap(DOCUMENT);
    ObjectNode written = Tree.map();
    whole.entries(Schema::anyText, Integer.MAX_VALUE).forEach(written::set);
    if (!whole.present()) {
      return library.find(name);
    }
    if (named) {
      fields.fault(DOCUMENT, "stands beside a scenario; name one or write one");
    }
    return attempt(fields, () -> ScenarioDocument.parse(written.toString()), ValuesByPath.NONE);
  }

  /**
   * What markets below may build on: what is written, or where that cannot be run, which is a fault
   * here, the scenario without its changes, so that other faults are found beside it.
   */
  Market sound(Fields fields, Market market) {
    return market.document().isEmpty()
            || scenario(fields, market, market.document().get()).isPresent()
        ? market
        : market.unchanged();
  }

  /** Whether fields say which scenario is meant, rightly or wrongly. */
  static boolean names(Fields fields) {
    return fields.has(SCENARIO) || fields.has(DOCUMENT);
  }

  /** The seed of the first replication, with room for those that follow it. */
  long firstSeed(Fields document) {
    return document.amount("firstSeed", -RunsMessage.MAX_SEED, RunsMessage.MAX_SEED / 2, 1);
  }

  /** The scenario of a document that has one market: it has to say which. */
  Optional<Scenario> whole(Fields document, Market market) {
    if (market.document().isEmpty() && !names(document)) {
      document.fault(SCENARIO, "is missing");
    }
    return scenario(document, market);
  }

  /**
   * The scenario of a market, without the policies that its fields leave out; nothing where it
   * cannot be run, which is a fault.
   */
  Optional<Scenario> scenario(Fields fields, Market market) {
    Optional<Scenario> whole =
        market.document().flatMap(document -> scenario(fields, market, document));
    if (whole.isEmpty()) {
      fields.allow(List.of(WITHOUT));
    }
    return whole.map(scenario -> fields.has(WITHOUT) ? without(fields, scenario) : scenario);
  }

  private static Scenario without(Fields fields, Scenario scenario) {
    List<String> ids = scenario.policies().stream().map(Policy::id).toList();
    SortedSet<String> out = fields.idsOrAll(WITHOUT, "policy", ids);
    Set<String> left = new TreeSet<>(ids);
    left.removeAll(out.isEmpty() ? ids : out);
    return PolicyAttribution.with(scenario, left);
  }

  private Optional<Scenario> scenario(Fields fields, Market market, ScenarioDocument document) {
    Optional<Scenario> parent =
        attempt(fields, () -> library.resolve(document, market.arm(), market.set()), market.set());
    if (market.from() == Months.NEVER) {
      return parent;
    }
    // No trigger has fired in a market that nobody has run.
    Fork.Past past = new Fork.Past(List.of(), List.of());
    return parent.flatMap(
        whole ->
            attempt(
                fields, () -> Fork.of(whole, market.from(), past, market.later()), market.later()));
  }

  /**
   * Faults of the scenario are said where these fields change it, write it or name it. Where they
   * do none of this, they are of what stands above, together with what these fields say.
   */
  private static <T> Optional<T> attempt(Fields fields, Supplier<T> reading, ValuesByPath changes) {
    try {
      return Optional.of(reading.get());
    } catch (InvalidScenario e) {
      for (Fault fault : e.faults()) {
        Optional<String> set = fields.has(SET) ? changes.within(fault.pointer()) : Optional.empty();
        if (set.isPresent()) {
          fields.faults().add(fields.at(SET) + set.get(), fault.detail());
        } else if (fields.has(DOCUMENT)) {
          fields.faults().add(fields.at(DOCUMENT) + fault.pointer(), fault.detail());
        } else {
          String where = fault.pointer().equals(Pointer.ROOT) ? "" : fault.pointer() + " ";
          fields.faults().add(named(fields), where + fault.detail());
        }
      }
      return Optional.empty();
    }
  }

  private static String named(Fields fields) {
    return fields.has("arm")
        ? fields.at("arm")
        : fields.has(SCENARIO) ? fields.at(SCENARIO) : fields.pointer();
  }
}
