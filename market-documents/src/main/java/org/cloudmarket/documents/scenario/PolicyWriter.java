package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.CanonicalValues;
import org.cloudmarket.documents.reading.Decimals;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Trigger;

/** Writes what government does, as {@link PolicyReader} reads it. */
public final class PolicyWriter {

  private PolicyWriter() {}

  public static ObjectNode policy(Policy policy) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.put("instrument", policy.instrument().type());
    Instruments.formOf(policy.instrument()).write(policy.instrument(), written);
    ObjectNode scope = written.putObject("scope");
    scope.set("segments", CanonicalValues.wordsOrAll(policy.scope().segments()));
    scope.set("cities", CanonicalValues.idsOrAll(policy.scope().cities()));
    scope.set("dataClasses", CanonicalValues.wordsOrAll(policy.scope().dataClasses()));
    written.put("announced", Months.text(policy.announced()));
    written.put("effective", Months.text(policy.effective()));
    written.put("end", CanonicalValues.monthOrNever(policy.end()));
    written.set("enforcement", Decimals.node(policy.enforcementPpm()));
    written.set("anticipation", Decimals.node(policy.anticipationPpm()));
    written.put(
        "enacted",
        (policy.byTrigger() ? PolicyReader.Enacted.BY_TRIGGER : PolicyReader.Enacted.BY_DATE).id());
    written.put("legalBasis", policy.legalBasis());
    written.put("leaked", CanonicalValues.monthOrNever(policy.leaked()));
    written.set("leakReach", Decimals.node(policy.leakReachPpm()));
    written.set("yieldsTo", CanonicalValues.ids(policy.yieldsTo()));
    return written;
  }

  static ObjectNode trigger(Trigger trigger) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    switch (trigger.watched()) {
      case Trigger.InScope(Trigger.Figure figure, String policy) ->
          written.put("figure", figure.id()).put("ofPolicy", policy);
      case Trigger.ShareOfProvider(String provider) ->
          written.put("figure", TriggerReader.RUNNING_SHARE).put("ofProvider", provider);
      case Trigger.ShareOfOwnership(Ownership ownership) ->
          written.put("figure", TriggerReader.RUNNING_SHARE).put("ofOwnership", ownership.id());
      case Trigger.Concentration() -> written.put("figure", TriggerReader.CONCENTRATION);
    }
    written.set(trigger.side().id(), Decimals.node(trigger.levelPpm()));
    written.put("windowMonths", trigger.windowMonths());
    written.put("heldMonths", trigger.heldMonths());
    ArrayNode actions = written.putArray("actions");
    for (Trigger.Action action : trigger.actions()) {
      switch (action) {
        case Trigger.Enact(String policy) -> actions.addObject().put("enact", policy);
        case Trigger.Repeal(String policy) -> actions.addObject().put("repeal", policy);
        case Trigger.Amend(String policy, String to) ->
            actions.addObject().put("amend", policy).put("to", to);
      }
    }
    return written;
  }
}
