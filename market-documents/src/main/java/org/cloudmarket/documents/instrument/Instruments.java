package org.cloudmarket.documents.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.soundness.Draft;

/** What government can do, as the documents of scenarios say it. */
public final class Instruments {

  private static final SortedMap<String, InstrumentForm<?>> FORMS =
      Stream.of(
              new DataClassificationForm(),
              new DemandProgrammeForm(),
              new ExclusionForm(),
              new FineForm(),
              new InHouseComputingForm(),
              new MigrationMandateForm(),
              new OverseasShockForm(),
              new OwnershipChangeForm(),
              new PortingSupportForm(),
              new ProviderMoveForm(),
              new ScorePreferenceForm(),
              new SetAsideForm(),
              new SubsidyForm(),
              new SupervisorySanctionForm())
          .collect(
              Collectors.toMap(
                  InstrumentForm::type,
                  Function.identity(),
                  (one, _) -> one,
                  TreeMap<String, InstrumentForm<?>>::new));

  private static final String INSTRUMENT = "instrument";

  private Instruments() {}

  /**
   * An instrument.
   *
   * @param type what documents call it
   * @param does what it does, for people
   * @param schema the JSON schema of a policy with this instrument
   */
  public record CatalogueEntry(String type, String title, String does, ObjectNode schema) {}

  /** Every instrument, sorted by type. */
  public static List<CatalogueEntry> all() {
    return FORMS.values().stream()
        .map(form -> new CatalogueEntry(form.type(), form.title(), form.does(), form.schema()))
        .toList();
  }

  /** Reads what a policy does, and examines it beside the month in which it takes effect. */
  public static Optional<Instrument> read(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    String type = policy.id(INSTRUMENT, INSTRUMENT, types());
    return policy.faults().count() > mark || !FORMS.containsKey(type)
        ? Optional.empty()
        : FORMS.get(type).read(policy, known);
  }

  public static InstrumentForm<?> formOf(Instrument instrument) {
    return FORMS.get(instrument.type());
  }

  /**
   * Takes out of a policy that gets another instrument what it has of the one before and the new
   * one does not know: nobody wrote that for the new one.
   *
   * @param before as it was
   * @param written what somebody wrote for the new one, which stays; missing where that is not
   *     known
   * @param after as it is to be
   */
  public static void leaveBehind(ObjectNode before, JsonNode written, ObjectNode after) {
    String one = before.path(INSTRUMENT).asText();
    String other = after.path(INSTRUMENT).asText();
    if (one.equals(other) || !FORMS.containsKey(one) || !FORMS.containsKey(other)) {
      return;
    }
    JsonNode known = FORMS.get(other).schema().path("properties");
    for (String field : Fields.keys(before)) {
      if (!known.has(field) && !written.has(field) && before.get(field).equals(after.path(field))) {
        after.remove(field);
      }
    }
  }

  /** Of every policy of a document that was changed. */
  public static void leaveBehindInAll(JsonNode before, JsonNode after) {
    for (Map.Entry<String, JsonNode> policy : before.path("policies").properties()) {
      if (policy.getValue() instanceof ObjectNode one
          && after.path("policies").path(policy.getKey()) instanceof ObjectNode other) {
        leaveBehind(one, MissingNode.getInstance(), other);
      }
    }
  }

  private static Collection<String> types() {
    return FORMS.keySet();
  }

  /**
   * Every instrument's fields, each with whose it is: what a policy of another instrument should
   * not have, so that it can be told from a slip of the pen.
   */
  public static Map<String, String> owners() {
    Map<String, String> owners = new TreeMap<>();
    FORMS.forEach(
        (type, form) ->
            form.fields()
                .forEach(
                    field ->
                        owners.merge(
                            field, "instrument " + type, (one, other) -> one + " or " + other)));
    return owners;
  }
}
