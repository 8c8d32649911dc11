package org.cloudmarket.log.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The schema says what the readers do, as far as a schema can. */
class ScenarioSchemaTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ScenarioSchema.write());

  /** What is wrong with a value by itself. The rest only those find who know the whole document. */
  private static final Predicate<String> SHAPE =
      Pattern.compile(
              "is missing|: is (the text|the number|a map|a list|true|false|nothing).*, not "
                  + "|, outside |there is no field|is no id: |is not a field here")
          .asPredicate();

  private static List<String> faults(JsonNode document) {
    return SCHEMA.validate(document).stream().map(ValidationMessage::getMessage).sorted().toList();
  }

  private static JsonNode json(String text) {
    return ScenarioDocument.parse(text).json();
  }

  @Test
  void theSchemaIsItselfOne() {
    JsonSchema dialect =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of(Schema.DIALECT));

    assertThat(dialect.validate(ScenarioSchema.write())).isEmpty();
  }

  @Test
  void everyDocumentThatIsShippedFitsAsItIsWritten() {
    for (ScenarioDocument document : LIBRARY.documents().values()) {
      assertThat(faults(document.json())).as(document.name()).isEmpty();
    }
    assertThat(faults(json(SmallDocument.TEXT))).isEmpty();
  }

  @Test
  void everyScenarioThatIsShippedFitsWithEachOfItsArms() {
    for (ScenarioDocument document : LIBRARY.scenarios()) {
      List<Optional<String>> arms = new ArrayList<>(List.of(Optional.empty()));
      LIBRARY.arms(document).keySet().forEach(arm -> arms.add(Optional.of(arm)));
      for (Optional<String> arm : arms) {
        JsonNode resolved = ScenarioJson.write(LIBRARY.resolve(document, arm, Map.of()));
        assertThat(faults(resolved)).as(document.name() + arm).isEmpty();
      }
    }
  }

  @Test
  void ofADocumentThatExtendsAnotherAnythingCanBeLeftOutOrRemoved() {
    String head = "{name: mine, extends: tianjin-mandate, ";

    assertThat(faults(json(head + "policies: {tianjin-mandate: {enforcement: 0}}}"))).isEmpty();
    assertThat(faults(json(head + "policies: {tianjin-mandate: null}, triggers: null}"))).isEmpty();
    assertThat(faults(json(head + "policies: {tianjin-mandate: {enforcment: 0}}}"))).isNotEmpty();
    assertThat(faults(json(head + "rules: {ceiling: 9}}"))).isNotEmpty();
    assertThat(faults(json("{name: mine, policies: {}}"))).isNotEmpty();
  }

  @Test
  void theSchemaKnowsTheCurrenciesThatTheReadersTake() {
    ObjectNode document = (ObjectNode) json(SmallDocument.TEXT);

    assertThat(faults(document.put("currency", "EUR"))).isEmpty();
    assertThat(faults(document.put("currency", "JPY"))).isNotEmpty();
    assertThat(faults(document.put("currency", "EURO"))).isNotEmpty();
    assertThat(faults(document.put("currency", 156))).isNotEmpty();
    assertThat(faults(json("{name: mine, extends: no-policy, currency: null}"))).isEmpty();
    assertThat(faults(json("{name: mine, extends: no-policy, currency: yen}"))).isNotEmpty();
  }

  /** Slips of the pen, in any place: the readers and the schema refuse the same. */
  @Test
  void whatTheReadersRefuseForItsShapeTheSchemaRefusesAndNothingElse() {
    ObjectNode sound = (ObjectNode) json(SmallDocument.TEXT);
    sound.remove("arms");
    sound.put("currency", "EUR");
    int refused = 0;
    int accepted = 0;
    for (long luck = 1; luck <= 3_000; luck++) {
      ObjectNode slipped = sound.deepCopy();
      String what = slip(slipped, new SplittableRandom(luck));
      Faults found = new Faults();
      ScenarioReader.read(slipped, List.of(), found);
      List<String> details = found.findings().faults().stream().map(Fault::toString).toList();
      List<String> shape = details.stream().filter(SHAPE).toList();
      List<String> bySchema = faults(slipped);

      if (!shape.isEmpty()) {
        assertThat(bySchema).as("%s: the readers say %s", what, shape).isNotEmpty();
        refused++;
      }
      if (details.isEmpty()) {
        assertThat(bySchema).as("%s: the readers find no fault", what).isEmpty();
        accepted++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
    assertThat(accepted).isGreaterThan(100);
  }

  /** Changes one value somewhere, and says how. */
  private static String slip(ObjectNode document, RandomGenerator random) {
    ObjectNode map = document;
    String path = "";
    while (true) {
      List<String> fields =
          List.copyOf(new TreeSet<>(map.propertyStream().map(Map.Entry::getKey).toList()));
      if (fields.isEmpty()) {
        map.put("x", 1);
        return path + "/x is new";
      }
      String field = fields.get(random.nextInt(fields.size()));
      path += "/" + field;
      if (map.get(field) instanceof ObjectNode below && random.nextInt(6) > 0) {
        map = below;
      } else {
        return path + slip(map, field, random);
      }
    }
  }

  private static String slip(ObjectNode map, String field, RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> {
        map.remove(field);
        yield " is removed";
      }
      case 1 -> {
        map.set(field + "x", map.remove(field));
        yield " is misspelt";
      }
      case 2 -> {
        if (map.get(field).isNumber()) {
          map.put(field, map.get(field).intValue() + 1);
          yield " is one more";
        }
        map.put(field, "2021-13");
        yield " is no month";
      }
      default -> {
        JsonNode other = OTHERS.get(random.nextInt(OTHERS.size()));
        map.set(field, other);
        yield " is " + other;
      }
    };
  }

  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private static final List<JsonNode> OTHERS =
      List.of(
          MAKE.textNode("never"),
          MAKE.textNode("2021-05"),
          MAKE.textNode("No Id"),
          MAKE.booleanNode(true),
          MAKE.numberNode(-1),
          MAKE.numberNode(3_000_000_000_000L),
          MAKE.numberNode(new BigDecimal("0.5")),
          MAKE.arrayNode().add("all").add("all"),
          MAKE.objectNode(),
          MAKE.objectNode().put("bank", 1));
}
