package org.cloudmarket.documents.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.market.Declaration;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Parameter;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

class ParametersFormTest {

  @Test
  void everyFieldOfRulesComesToTheComponentOfItsName() throws ReflectiveOperationException {
    eachAlone(ProcurementRules.DECLARATION, ProcurementRules.class);
  }

  @Test
  void everyFieldOfBehaviourComesToTheComponentOfItsName() throws ReflectiveOperationException {
    eachAlone(MarketParameters.DECLARATION, MarketParameters.class);
  }

  /** Sets one field after the other to its highest value, while all others have their lowest. */
  private static <M extends Record> void eachAlone(Declaration<M> declaration, Class<M> type)
      throws ReflectiveOperationException {
    for (Parameter<M> one : declaration.parameters()) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      Map<String, Integer> values = new TreeMap<>();
      for (Parameter<M> each : declaration.parameters()) {
        int value = each.equals(one) ? each.high() : each.low();
        values.put(each.name(), value);
        document.put(
            each.name(), BigDecimal.valueOf(value, each.unit() == Parameter.Unit.WHOLE ? 0 : 6));
      }

      M read = read(declaration, document, new Faults());

      assertThat(components(type, read)).as(one.name()).isEqualTo(values);
      assertThat(read(declaration, ParametersForm.write(declaration, read), new Faults()))
          .isEqualTo(read);
    }
  }

  private static <M extends Record> M read(
      Declaration<M> declaration, ObjectNode document, Faults faults) {
    return ParametersForm.read(declaration, Fields.of("/x", document, faults)).orElseThrow();
  }

  /** What the components of a record hold, by the names that documents have for them. */
  private static <M extends Record> Map<String, Integer> components(Class<M> type, M market)
      throws ReflectiveOperationException {
    Map<String, Integer> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(
          component.getName().replaceAll("MicroPoints$", "Points").replaceAll("Ppm$", ""),
          (Integer) component.getAccessor().invoke(market));
    }
    return components;
  }

  @Test
  void whatIsMissingAndWhatIsUnknownAreFaultsEach() {
    ObjectNode document = ParametersForm.write(ProcurementRules.DECLARATION, lowest());
    document.remove("fringeBidders");
    document.put("fringeBiders", 3);
    document.put("ceiling", 0.5);
    Faults faults = new Faults();

    assertThat(
            ParametersForm.read(
                ProcurementRules.DECLARATION, Fields.of("/rules", document, faults)))
        .isEmpty();
    assertThat(faults.findings().faults())
        .extracting(Fault::toString)
        .containsExactly(
            "/rules/fringeBidders: is missing",
            "/rules/ceiling: is 0.5, outside 1..3",
            "/rules/fringeBiders: there is no field 'fringeBiders'; did you mean 'fringeBidders'?");
  }

  private static ProcurementRules lowest() {
    return ProcurementRules.DECLARATION.make(lowestValues());
  }

  private static Map<String, Integer> lowestValues() {
    Map<String, Integer> values = new TreeMap<>();
    ProcurementRules.DECLARATION
        .parameters()
        .forEach(parameter -> values.put(parameter.name(), parameter.low()));
    return values;
  }

  @Test
  void aRecordIsMadeOfAllItsNumbersWithinTheirRanges() {
    Map<String, Integer> few = lowestValues();
    few.remove("ceiling");
    Map<String, Integer> many = lowestValues();
    many.put("cieling", 1);
    Map<String, Integer> high = lowestValues();
    high.put("minimumBidders", 11);

    assertThatThrownBy(() -> ProcurementRules.DECLARATION.make(few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ceiling is missing");
    assertThatThrownBy(() -> ProcurementRules.DECLARATION.make(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no cieling");
    assertThatThrownBy(() -> ProcurementRules.DECLARATION.make(high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimumBidders is 11, outside 1..10");
  }
}
