package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.documents.library.Fork;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;
import org.cloudmarket.procurement.store.run.Change;
import org.cloudmarket.procurement.store.run.PolicyEvents;
import org.cloudmarket.procurement.store.run.PolicyEvents.Event;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.store.run.RunLedger.Origin;

/** Reads orders of forks: runs that are another, their parent, up to a month. */
@Singleton
final class ForkOrders {

  private static final Set<String> FIELDS = Set.of("fork", "changes", "shards", "pace");

  /** What a fork has from its parent. */
  private static final Set<String> INHERITED = Set.of("scenario", "arm", "seed", "set");

  private static final String CHANGES = "changes";
  private static final String TRIGGER = "trigger ";

  private final RunLedger ledger;
  private final PolicyEvents events;

  @Inject
  ForkOrders(RunLedger ledger, PolicyEvents events) {
    this.ledger = ledger;
    this.events = events;
  }

  /**
   * Reads an order.
   *
   * @throws Refusal with everything that is wrong with it
   */
  RunOrder read(JsonBody order) {
    order.allow(FIELDS, INHERITED, "is the parent's, and is not said again");
    Optional<Run> parent = parent(order);
    long shards =
        order.whole("shards", 1, RunsMessage.MAX_SHARDS, parent.map(run -> run.shards).orElse(1));
    long paceMillis = order.paceMillis("pace");
    OptionalInt from = parent.map(run -> from(order, run)).orElseGet(OptionalInt::empty);
    ValuesByPath changes = order.changes(CHANGES);
    // Where the month has a fault, the changes are still examined: what is too early for the first
    // month is so for any.
    Optional<Scenario> scenario =
        parent.flatMap(run -> scenario(order, run, from.orElse(run.startMonth), changes));
    order.close();
    Run known = parent.orElseThrow();
    return new RunOrder(
        scenario.orElseThrow(),
        new Origin(known.arm, known.id, from.getAsInt(), known.id, OrderedChanges.of(order)),
        known.seed,
        (int) shards,
        paceMillis);
  }

  private static Optional<Run> parent(JsonBody order) {
    JsonNode fork = order.field("fork");
    if (!fork.isObject()) {
      order.fault(
          "/fork",
          "is "
              + Value.kind(fork)
              + ", not a run and a month such as {\"run\": \"run-k3x09q7ahz\", \"from\":"
              + " \"2021-09\"}");
      return Optional.empty();
    }
    fork.fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("run") && !name.equals("from")) {
                order.misread(Pointer.to("/fork", name), name, "is unknown; known are [from, run]");
              }
            });
    if (!fork.has("run")) {
      order.fault("/fork/run", "is missing: the id of a run");
    }
    Optional<String> id =
        order.value("/fork", "run").flatMap(value -> value.name("the id of a run"));
    Optional<Run> parent = id.filter(Ids::valid).flatMap(Run::of);
    if (id.isPresent() && parent.isEmpty()) {
      order.misread("/fork/run", id.get(), "there is no run '" + Excerpt.of(id.get()) + "'");
    }
    if (parent.isEmpty() && fork.has("from")) {
      order.value("/fork", "from").ifPresent(Value::month);
    }
    return parent;
  }

  /** The first month that has not been closed can be another, and each before it. */
  private static OptionalInt from(JsonBody order, Run parent) {
    int last = Math.min(parent.lastMonth().orElse(parent.startMonth - 1) + 1, end(parent) - 1);
    JsonNode from = order.field("fork").path("from");
    try {
      int month = Months.parse(from.asText());
      if (month >= parent.startMonth && month <= last) {
        return OptionalInt.of(month);
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the same words.
    }
    order.misread(
        "/fork/from",
        from.asText(),
        (from.isMissingNode() ? "is missing" : "is " + Value.kind(from))
            + ": a month in "
            + Months.text(parent.startMonth)
            + ".."
            + Months.text(last)
            + ", up to the first that the run has not closed yet");
    return OptionalInt.empty();
  }

  private static int end(Run run) {
    return run.startMonth + run.months;
  }

  private Optional<Scenario> scenario(JsonBody order, Run parent, int from, ValuesByPath changes) {
    try {
      return Optional.of(Fork.of(ledger.scenario(parent), from, past(parent, from), changes));
    } catch (InvalidScenario e) {
      e.faults()
          .forEach(
              fault ->
                  order.fault(
                      "/" + CHANGES + changes.within(fault.pointer()).orElse(""), fault.detail()));
      return Optional.empty();
    }
  }

  /**
   * What a by-trigger policy began with, the run may give as a date: its trigger can fire before it
   * takes effect. Of what came and went more than once, the last counts.
   */
  private Fork.Past past(Run parent, int from) {
    SortedMap<String, Event> last = new TreeMap<>();
    SortedSet<String> enacted = new TreeSet<>();
    for (Event event : events.of(parent.id)) {
      if (event.month() < from) {
        last.put(event.policy(), event);
        if (event.event() == Change.ENACTED) {
          enacted.add(event.policy());
        }
      }
    }
    List<String> repealed =
        last.values().stream()
            .filter(event -> event.event() == Change.REPEALED && event.cause().startsWith(TRIGGER))
            .map(Event::policy)
            .toList();
    return new Fork.Past(List.copyOf(enacted), repealed);
  }
}
