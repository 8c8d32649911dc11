package org.cloudmarket.policy.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.policy.InHouseComputing;
import org.cloudmarket.model.policy.MigrationMandate;
import org.cloudmarket.model.policy.ScorePreference;

/** What government can do, as the documents of scenarios say it. */
final class Instruments {

  /**
   * An instrument.
   *
   * @param type what documents call it
   * @param does what it does, for people
   * @param schema the JSON schema of a policy with this instrument
   */
  record CatalogueEntry(String type, String title, String does, ObjectNode schema) {}

  private Instruments() {}

  /** Every instrument, sorted by type. */
  static List<CatalogueEntry> all() {
    return List.of(inHouseComputing(), migrationMandate(), scorePreference());
  }

  private static CatalogueEntry inHouseComputing() {
    return entry(
        InHouseComputing.TYPE,
        "In-house computing",
        "Buyers get a computing centre of their own. Nobody else calls it: it holds a contract only"
            + " under this instrument, as first choice without competition, or where a tender fails.",
        List.of("provider", "role"),
        fields -> {
          fields.set("provider", Schema.id("The in-house provider."));
          fields.set(
              "role", Schema.word("When it is used.", Kebab.ids(InHouseComputing.Role.class)));
        });
  }

  private static CatalogueEntry migrationMandate() {
    return entry(
        MigrationMandate.TYPE,
        "Migration mandate",
        "Buyers leave providers of some ownerships: no new or renewed contract with them, a few"
            + " months of grace after a contract ends, and a month by which all are over.",
        List.of("leave", "graceMonths"),
        fields -> {
          fields.set("leave", Schema.words("Whom buyers leave.", Kebab.ids(Ownership.class), 1));
          fields.set(
              "cityCloudOnly",
              Schema.flag("Whether only a city's own cloud is left to choose.", false));
          fields.set(
              "graceMonths",
              Schema.whole("The longest bridge from a contract's end to the move.", 0, 24));
          fields.set(
              "deadline",
              Schema.monthOrNever(
                  "The month by which all contracts with those to leave are over."));
        });
  }

  private static CatalogueEntry scorePreference() {
    return entry(
        ScorePreference.TYPE,
        "Score preference",
        "Some providers are preferred and nobody is shut out: bonus points in the evaluation, or a"
            + " deduction from the price that is evaluated. The price that is paid stays the same.",
        List.of(),
        fields -> {
          fields.set(
              "ownerships",
              Schema.words(
                  "Preferred ownerships; with providers, at least one of either.",
                  Kebab.ids(Ownership.class),
                  0));
          fields.set("providers", Schema.ids("Preferred providers."));
          fields.set(
              "cityCloudOnly",
              Schema.flag("Whether of those only a city's own cloud is preferred.", false));
          fields.set("bonusPoints", Schema.number("Points added.", 0, 50, 0));
          fields.set(
              "priceDeduction",
              Schema.number("Part of the price that evaluation leaves out.", 0, 0.5, 0));
        });
  }

  private static CatalogueEntry entry(
      String type, String title, String does, List<String> required, Consumer<ObjectNode> own) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.put("description", does);
    schema.put("type", "object");
    ObjectNode fields = schema.putObject("properties");
    fields.set("instrument", Schema.constant("What it does.", type));
    own.accept(fields);
    CommonFields.add(fields);
    var all = schema.putArray("required").add("instrument").add("effective");
    required.forEach(all::add);
    schema.put("additionalProperties", false);
    return new CatalogueEntry(type, title, does, schema);
  }
}
