package org.cloudmarket.documents.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Segment;

/** The JSON schema of what every policy has, whatever its instrument. */
final class PolicySchema {

  private PolicySchema() {}

  static void addCommonFields(ObjectNode fields) {
    fields.set("scope", scope());
    fields.set(
        "announced",
        Schema.month(
            "The first month in which buyers know of it; else the month it takes effect."));
    fields.set("effective", Schema.month("The first month in which it binds."));
    fields.set(
        "end",
        Schema.monthOrNever(
            "The first month in which it no longer binds. Where that is not after it takes effect,"
                + " it was announced and then withdrawn, and never binds."));
    fields.set("enforcement", Schema.number("Part of the buyers in scope that comply.", 0, 1, 1));
    fields.set(
        "anticipation",
        Schema.number(
            "How ready a fully exposed buyer is to act on the announcement before the rule binds.",
            0,
            1,
            0));
    ObjectNode enacted =
        Schema.word(
            "Whether its dates put it in force, or only a trigger.",
            List.of("by-date", "by-trigger"));
    enacted.put("default", "by-date");
    fields.set("enacted", enacted);
    fields.set("legalBasis", Schema.text("Where it is written.", 2_000));
    fields.set(
        "leaked",
        Schema.monthOrNever(
            "The first month in which some buyers hear of it, not after it is announced."));
    fields.set(
        "leakReach", Schema.number("Part of the buyers in scope that the leak reaches.", 0, 1, 0));
    fields.set(
        "yieldsTo",
        Schema.ids("Policies before which it stands back where one of them binds a buyer too."));
  }

  /** As every policy, but of what is said of buyers only that which leaves them out. */
  static void addCommonFieldsOfNoBuyers(ObjectNode fields, boolean ofSegments) {
    addCommonFields(fields);
    ObjectNode scope = (ObjectNode) fields.get("scope").get("properties");
    only(scope, "cities", TextNode.valueOf(Fields.ALL));
    only(scope, "dataClasses", TextNode.valueOf(Fields.ALL));
    if (!ofSegments) {
      only(scope, "segments", TextNode.valueOf(Fields.ALL));
    }
    only(fields, "enforcement", IntNode.valueOf(1));
    only(fields, "anticipation", IntNode.valueOf(0));
    only(fields, "leaked", TextNode.valueOf(Fields.NEVER));
    only(fields, "leakReach", IntNode.valueOf(0));
    ((ObjectNode) fields.get("yieldsTo")).put("maxItems", 0);
  }

  private static void only(ObjectNode fields, String field, JsonNode value) {
    fields.set(field, Schema.described("It binds no buyers: leave it out.").set("const", value));
  }

  private static ObjectNode scope() {
    ObjectNode scope = Schema.described("Whom it binds; what is left out binds all.");
    scope.put("type", "object");
    ObjectNode fields = scope.putObject("properties");
    fields.set(
        "segments", Schema.orAll(Schema.words("Kinds of buyers.", Kebab.ids(Segment.class), 1)));
    fields.set("cities", Schema.orAll(Schema.ids("Cities.")));
    fields.set(
        "dataClasses",
        Schema.orAll(Schema.words("Classes of data.", Kebab.ids(DataClass.class), 1)));
    scope.put("additionalProperties", false);
    return scope;
  }
}
