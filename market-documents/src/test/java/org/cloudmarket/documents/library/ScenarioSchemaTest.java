package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.reading.YamlText;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.ScenarioReader;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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

  /** What a reader of YAML 1.1 sees, keys with their types too. */
  private static Object yaml11(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  /** What a reader of YAML 1.2 sees by the core schema. */
  private static Object yaml12(String text) {
    return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
        .loadFromString(text);
  }

  /** Of every shipped document its text, and of every scenario and arm what is exported. */
  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (ScenarioDocument document : LIBRARY.documents().values()) {
      files.put(document.name(), document.text());
    }
    for (ScenarioDocument document : LIBRARY.scenarios()) {
      files.put(document.name() + " exported", ScenarioJson.yaml(LIBRARY.resolve(document)));
    }
    return files;
  }

  @Test
  void everyShippedOrExportedFileFitsInReadersOfYaml11AndYaml12() {
    files()
        .forEach(
            (name, text) -> {
              JsonNode ours = json(text);
              for (Object read : List.of(yaml11(text), yaml12(text))) {
                JsonNode theirs = tree(read);
                assertThat(faults(theirs)).as(name).isEmpty();
                assertThat(alike(theirs, ours)).as(name).isTrue();
              }
            });
  }

  /** As JSON; a key that is no text would be no JSON. */
  private static JsonNode tree(Object read) {
    return switch (read) {
      case Map<?, ?> map -> {
        ObjectNode node = MAKE.objectNode();
        map.forEach(
            (key, value) -> {
              assertThat(key).isInstanceOf(String.class);
              node.set((String) key, tree(value));
            });
        yield node;
      }
      case List<?> list -> {
        ArrayNode node = MAKE.arrayNode();
        list.forEach(each -> node.add(tree(each)));
        yield node;
      }
      case String text -> MAKE.textNode(text);
      case Boolean flag -> MAKE.booleanNode(flag);
      case Number number -> MAKE.numberNode(new BigDecimal(number.toString()));
      case null -> MAKE.nullNode();
      default -> throw new AssertionError(read.getClass() + " is no JSON: " + read);
    };
  }

  private static boolean alike(JsonNode one, JsonNode other) {
    return one.equals(
        (first, second) ->
            first.isNumber()
                    && second.isNumber()
                    && first.decimalValue().compareTo(second.decimalValue()) == 0
                ? 0
                : first.equals(second) ? 0 : 1,
        other);
  }

  @Test
  void whateverATextIsOtherReadersSeeThatTextInTheExport() {
    ObjectNode document = (ObjectNode) json(SmallDocument.TEXT);
    for (String text : RETYPED) {
      document.put("title", text).put("story", text);
      String yaml = YamlText.write(document);

      assertThat(json(yaml).path("title").textValue()).as(text).isEqualTo(text);
      for (Object read : List.of(yaml11(yaml), yaml12(yaml))) {
        assertThat(tree(read).path("title").textValue()).as(yaml).isEqualTo(text);
        assertThat(tree(read).path("story").textValue()).as(yaml).isEqualTo(text);
      }
    }
  }

  @Test
  void whatOnlySomeReadersRetypeIsInQuotes() {
    for (String text : RETYPED) {
      assertThat(YamlText.write(MAKE.objectNode().put("title", text)))
          .as(text)
          .matches("(?s)title: (\".*\"|'.*'|\\|.*)\\n");
      assertThat(YamlText.write(MAKE.objectNode().put(text, 1)))
          .as(text)
          .matches("(?s)(\\? )?[\"'|].*");
    }
    assertThat(YamlText.write(MAKE.objectNode().put("start", "2019-01")))
        .isEqualTo("start: 2019-01\n");
  }

  /** What is no text, or another one, to some reader of YAML where it stands without quotes. */
  private static final List<String> RETYPED =
      List.of(
          "2021-09-01",
          "2021-9-1",
          "2021-09-01 10:00:00",
          "0x10",
          "0o17",
          "017",
          "08",
          "0b11",
          "1_000",
          "1,000",
          "12",
          "-1",
          "+1",
          ".5",
          "1.",
          "1e3",
          "1.5e3",
          "12e03",
          "1:30",
          "190:20:30",
          "1:30.5",
          ".inf",
          "-.INF",
          ".nan",
          "NaN",
          "inf",
          "Infinity",
          "~",
          "null",
          "NULL",
          "Null",
          "yes",
          "Yes",
          "no",
          "NO",
          "on",
          "Off",
          "y",
          "N",
          "true",
          "TRUE",
          "False",
          "=",
          "<<",
          "- a",
          "-",
          "?",
          ": x",
          "a: b",
          "a:",
          "a #b",
          "#b",
          "*x",
          "&x",
          "!x",
          "|",
          ">",
          "%x",
          "@x",
          "`x",
          "{a}",
          "[a]",
          "'a'",
          "\"a\"",
          "",
          " ",
          " a",
          "a ",
          "a\n",
          "\na",
          "a\nb",
          "  a\n b\n\n",
          "a\tb",
          "\ta",
          "a\r\nb",
          "a\u0085b",
          "\uFEFFa",
          "a\u00A0b",
          "---",
          "...",
          "--- a",
          "\u0007",
          "a\\b",
          "\uD83C\uDF89",
          "2nd",
          "10.000");

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
    for (long luck = 1; luck <= 1_000; luck++) {
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
    assertThat(refused).isGreaterThan(333);
    assertThat(accepted).isGreaterThan(33);
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
