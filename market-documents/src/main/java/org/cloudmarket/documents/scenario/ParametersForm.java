package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.reading.Decimals;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.market.Declaration;
import org.cloudmarket.model.market.Parameter;
import org.cloudmarket.model.market.Ranges;

/**
 * How declared numbers of the market stand in documents: the law of tenders and the behaviour of
 * people. Hardly anything here has a default: what a market assumes is written in a document, with
 * its source.
 */
final class ParametersForm {

  private ParametersForm() {}

  static <M extends Record> Optional<M> read(Declaration<M> declaration, Fields fields) {
    int mark = fields.mark();
    Map<String, Integer> values = new HashMap<>();
    declaration
        .parameters()
        .forEach(parameter -> values.put(parameter.name(), read(parameter, fields)));
    fields.close(FieldPlaces.ALL);
    return fields.faults().make(mark, fields.pointer(), () -> declaration.make(values));
  }

  private static int read(Parameter<?> parameter, Fields fields) {
    String name = parameter.name();
    return switch (parameter.unit()) {
      case WHOLE -> fields.whole(name, parameter.low(), parameter.high());
      case FRACTION ->
          parameter.absent().isPresent()
              ? fields.fraction(
                  name, parameter.low(), parameter.high(), parameter.absent().getAsInt())
              : fields.fraction(name, parameter.low(), parameter.high());
      case POINTS -> Math.toIntExact(fields.points(name, parameter.high() / Ranges.PPM));
    };
  }

  static <M extends Record> ObjectNode write(Declaration<M> declaration, M market) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    declaration
        .parameters()
        .forEach(
            parameter ->
                written.set(parameter.name(), node(parameter.unit(), parameter.of(market))));
    return written;
  }

  private static JsonNode node(Parameter.Unit unit, int value) {
    return switch (unit) {
      case WHOLE -> Decimals.whole(value);
      case FRACTION, POINTS -> Decimals.node(value);
    };
  }
}
