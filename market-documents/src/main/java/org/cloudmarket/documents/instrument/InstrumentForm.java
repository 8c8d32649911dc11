package org.cloudmarket.documents.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.model.policy.DemandChange;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.soundness.Draft;

/**
 * How one instrument stands in documents. Each of its fields is said once, as a {@link FieldSpec}:
 * from there come its reading, its writing and its JSON schema. A new instrument is one subclass
 * and a line in {@link Instruments}.
 */
public abstract class InstrumentForm<I extends Instrument> {

  private final Class<I> kind;
  private final String type;
  private final String title;
  private final String does;
  private final List<FieldSpec<I, ?>> specs = new ArrayList<>();

  /**
   * @param type what documents call it
   * @param title its name for people
   * @param does what it does, in a sentence or two
   */
  InstrumentForm(Class<I> kind, String type, String title, String does) {
    this.kind = kind;
    this.type = type;
    this.title = title;
    this.does = does;
  }

  /** What was read of the fields, sound or not. */
  static final class Filled {
    private final Map<FieldSpec<?, ?>, Object> values = new HashMap<>();

    @SuppressWarnings("unchecked") // A field's value is only ever put here by its own reader.
    <T> T of(FieldSpec<?, T> spec) {
      return (T) values.get(spec);
    }
  }

  /** Adds a field; documents have them in this order. */
  final <T> FieldSpec<I, T> has(FieldSpec<I, T> spec) {
    specs.add(spec);
    return spec;
  }

  /**
   * The instrument, of sound fields.
   *
   * @throws IllegalArgumentException where the fields do not go together
   */
  abstract I make(Filled filled);

  /** Notes what is wrong with fields, each sound by itself, that do not go together. */
  void examine(Filled filled, Fields policy) {}

  /** Notes what of the policy's own dates does not go with the instrument. */
  void examineDates(I instrument, int effective, Fields policy) {}

  final String type() {
    return type;
  }

  final String title() {
    return title;
  }

  final String does() {
    return does;
  }

  /** Its own fields. */
  final SortedSet<String> fields() {
    SortedSet<String> names = new TreeSet<>();
    specs.forEach(spec -> names.add(spec.name()));
    return names;
  }

  final Optional<Instrument> read(Fields policy, Draft.Known known) {
    int mark = policy.faults().count();
    Filled filled = new Filled();
    specs.forEach(spec -> filled.values.put(spec, spec.read().apply(policy, known)));
    if (policy.faults().count() == mark) {
      examine(filled, policy);
    }
    return policy.faults().make(mark, policy.pointer(), () -> make(filled));
  }

  public final void write(Instrument instrument, ObjectNode into) {
    for (FieldSpec<I, ?> spec : specs) {
      JsonNode value = spec.write().apply(kind.cast(instrument));
      if (value != null) {
        into.set(spec.name(), value);
      }
    }
  }

  public final void datesOf(Instrument instrument, int effective, Fields policy) {
    examineDates(kind.cast(instrument), effective, policy);
  }

  /** The JSON schema of a policy with this instrument. */
  final ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", Schema.DIALECT);
    schema.put("title", title);
    schema.put("description", does);
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.set("instrument", Schema.constant("What it does.", type));
    specs.forEach(spec -> properties.set(spec.name(), spec.schema().deepCopy()));
    if (ProviderChange.class.isAssignableFrom(kind)) {
      PolicySchema.addCommonFieldsOfNoBuyers(properties, false);
    } else if (DemandChange.class.isAssignableFrom(kind)) {
      PolicySchema.addCommonFieldsOfNoBuyers(properties, true);
    } else {
      PolicySchema.addCommonFields(properties);
    }
    ArrayNode required = schema.putArray("required").add("instrument").add("effective");
    specs.stream().filter(FieldSpec::required).forEach(spec -> required.add(spec.name()));
    return schema.put("additionalProperties", false);
  }
}
