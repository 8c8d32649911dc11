package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.policy.Trigger.Figure;
import org.cloudmarket.model.soundness.Draft;

/** Reads on what conditions government changes policies. */
final class TriggerReader {

  /** A part of all running spend: a provider's or an ownership's. */
  static final String RUNNING_SHARE = "running-share";

  /** How unequal shares of running spend are. */
  static final String CONCENTRATION = "concentration";

  /** Figures that go with the same other fields stand together. */
  private static final List<List<String>> FIGURES =
      List.of(Kebab.ids(Figure.class), List.of(RUNNING_SHARE), List.of(CONCENTRATION));

  private static final int MAX_TRIGGERS = 64;
  private static final int MAX_ACTIONS = 64;
  private static final String ONE_ACTION =
      "is one action: {enact: some-policy}, {repeal: some-policy} or {amend: some-policy, to:"
          + " another-policy}";

  private final Draft.Known known;

  TriggerReader(Draft.Known known) {
    this.known = known;
  }

  List<Trigger> triggers(Fields fields) {
    List<Trigger> triggers = new ArrayList<>();
    Keyed.byId(fields, "trigger", MAX_TRIGGERS)
        .forEach((id, node) -> trigger(fields, id, node, triggers));
    return triggers;
  }

  private void trigger(Fields all, String id, JsonNode node, List<Trigger> into) {
    Faults faults = all.faults();
    int mark = faults.count();
    Fields fields = Fields.of(all.at(id), node, faults);
    Optional<Trigger.Watched> watched = watched(fields);
    Trigger.Side side = side(fields);
    long level = fields.points(side.id(), Trigger.MAX_LEVEL);
    int window = fields.whole("windowMonths", 1, Trigger.MAX_WINDOW_MONTHS);
    int held = fields.whole("heldMonths", 1, 60);
    List<Trigger.Action> actions = actions(fields);
    fields.close();
    faults
        .make(
            watched.isPresent() ? mark : -1,
            fields.pointer(),
            () -> new Trigger(id, watched.orElseThrow(), side, level, window, held, actions))
        .ifPresent(into::add);
  }

  private Optional<Trigger.Watched> watched(Fields fields) {
    int mark = fields.faults().count();
    String word = fields.oneOf("figure", "figure", FIGURES);
    if (fields.faults().count() > mark) {
      fields.allow(List.of("ofPolicy", "ofProvider", "ofOwnership"));
      return Optional.empty();
    }
    return switch (word) {
      case RUNNING_SHARE -> share(fields);
      case CONCENTRATION -> Optional.of(new Trigger.Concentration());
      default ->
          Kebab.find(Figure.class, word)
              .map(
                  figure ->
                      new Trigger.InScope(
                          figure, fields.id("ofPolicy", "policy", known.policies())));
    };
  }

  private Optional<Trigger.Watched> share(Fields fields) {
    boolean ofProvider = fields.has("ofProvider");
    if (ofProvider == fields.has("ofOwnership")) {
      fields
          .faults()
          .add(fields.pointer(), "is the share of one: name either ofProvider or ofOwnership");
      fields.allow(List.of("ofProvider", "ofOwnership"));
      return Optional.empty();
    }
    return Optional.of(
        ofProvider
            ? new Trigger.ShareOfProvider(fields.id("ofProvider", "provider", known.providers()))
            : new Trigger.ShareOfOwnership(
                fields.word("ofOwnership", "ownership", Ownership.class)));
  }

  private static Trigger.Side side(Fields fields) {
    boolean below = fields.has(Trigger.Side.BELOW.id());
    if (below && fields.has(Trigger.Side.ABOVE.id())) {
      fields.faults().add(fields.pointer(), "has one level: either above or below");
      fields.allow(Kebab.ids(Trigger.Side.class));
    }
    return below ? Trigger.Side.BELOW : Trigger.Side.ABOVE;
  }

  private List<Trigger.Action> actions(Fields trigger) {
    List<Trigger.Action> actions = new ArrayList<>();
    int mark = trigger.mark();
    List<Fields> list = trigger.list("actions");
    if (list.size() > MAX_ACTIONS) {
      trigger.fault("actions", "has " + list.size() + " actions; at most " + MAX_ACTIONS + " fit");
      return actions;
    }
    if (list.isEmpty() && trigger.faults().count() == mark) {
      trigger.fault("actions", "has no action; write one such as {repeal: some-policy}");
    }
    for (Fields fields : list) {
      List<String> verbs =
          List.of("enact", "repeal", "amend").stream().filter(fields::has).toList();
      if (verbs.size() != 1) {
        fields.faults().add(fields.pointer(), ONE_ACTION);
      }
      verbs.forEach(verb -> actions.add(action(verb, fields)));
      fields.close();
    }
    return actions;
  }

  private Trigger.Action action(String verb, Fields fields) {
    String policy = fields.id(verb, "policy", known.policies());
    return switch (verb) {
      case "enact" -> new Trigger.Enact(policy);
      case "repeal" -> new Trigger.Repeal(policy);
      default -> new Trigger.Amend(policy, fields.id("to", "policy", known.policies()));
    };
  }
}
