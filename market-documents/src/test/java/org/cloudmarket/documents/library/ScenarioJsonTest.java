package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.documents.reading.YamlText;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;
import org.junit.jupiter.api.Test;

class ScenarioJsonTest {

  private static final Pattern RANGE = Pattern.compile("outside (-?[0-9.]+)\\.\\.([0-9.]+)$");

  private final Scenario scenario = Scenarios.everything();

  @Test
  void writeThenReadIsTheIdentity() {
    assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
  }

  @Test
  void aParserThatMakesBinaryFractionsOfDecimalsReadsTheSame() throws Exception {
    JsonNode parsed = new ObjectMapper().readTree(ScenarioJson.write(scenario).toString());

    assertThat(ScenarioJson.read(parsed)).isEqualTo(scenario);
  }

  @Test
  void theTreeIsTheSameBeforeAndAfterItWasText() {
    JsonNode written = ScenarioJson.write(scenario);

    assertThat(Tree.read(written.toString()).root()).isEqualTo(written);
    assertThat(Tree.read(ScenarioJson.yaml(scenario)).root()).isEqualTo(written);
  }

  @Test
  void theCurrencyIsWrittenAndReadAndTheYuanWhereNoneIsSaid() {
    ObjectNode written = (ObjectNode) ScenarioJson.write(scenario);
    ObjectNode silent = written.deepCopy().without("currency");

    assertThat(written.path("currency").textValue()).isEqualTo("EUR");
    assertThat(ScenarioJson.read(written).currency()).isEqualTo(Currency.getInstance("EUR"));
    assertThat(ScenarioJson.read(silent).currency()).isEqualTo(Currency.getInstance("CNY"));
    assertThat(ScenarioJson.write(ScenarioJson.read(silent)).path("currency").textValue())
        .isEqualTo("CNY");
  }

  @Test
  void anyTextSurvivesYaml() {
    SplittableRandom random = new SplittableRandom(20210827);
    String alphabet = "ab \n\t:#-'\"\\{}[],&*!|>%@`?~0159.e_=\u00e9\u4e2d\u2028\ud83d\ude00";
    List<String> texts =
        new ArrayList<>(
            List.of(
                "",
                " ",
                "no",
                "null",
                "~",
                "true",
                "1e5",
                "1_000",
                "2021-09",
                "---",
                "...",
                "\n",
                "a\n",
                "\na",
                " a\n b\n",
                "<<",
                "=",
                "a\r\nb"));
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        int at =
            alphabet.offsetByCodePoints(
                0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
        text.appendCodePoint(alphabet.codePointAt(at));
      }
      texts.add(text.toString());
    }

    for (String text : texts) {
      ObjectNode map = Tree.map().put("story", text);

      assertThat(Tree.read(YamlText.write(map)).root()).as("'%s'", text).isEqualTo(map);
    }
  }

  @Test
  void aDocumentThatStillHasSomethingToResolveIsRefused() {
    ObjectNode document = (ObjectNode) ScenarioJson.write(scenario);
    document.put("extends", "china-2019").putObject("arms");

    assertThatThrownBy(() -> ScenarioJson.read(document))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("/arms: there is no field 'arms'")
        .hasMessageContaining("/extends: there is no field 'extends'");
  }

  @Test
  void theModelAcceptsTheWholeOfEveryRangeThatAFaultNames() {
    JsonNode written = ScenarioJson.write(scenario);
    List<String> numbers = new ArrayList<>();
    collectNumbers(written, Pointer.ROOT, numbers);
    assertThat(numbers).hasSizeGreaterThan(100);

    for (String pointer : numbers) {
      Matcher range =
          RANGE.matcher(faultAt(pointer, faultsWith(written, pointer, "1000000000000000000")));
      assertThat(range.find()).as(pointer).isTrue();
      for (String end : List.of(range.group(1), range.group(2))) {
        assertThat(faultsWith(written, pointer, end))
            .as(pointer + " = " + end)
            .allMatch(
                fault ->
                    fault.detail().contains("up to ")
                        || fault.detail().startsWith("means nothing for "));
      }
      assertThat(faultsWith(written, pointer, "-2")).as(pointer).isNotEmpty();
    }
  }

  private static void collectNumbers(JsonNode node, String pointer, List<String> into) {
    node.propertyStream()
        .forEach(
            field -> collectNumbers(field.getValue(), Pointer.to(pointer, field.getKey()), into));
    if (node.isNumber()) {
      into.add(pointer);
    }
  }

  private static String faultAt(String pointer, List<Fault> faults) {
    return faults.stream()
        .filter(fault -> fault.pointer().equals(pointer))
        .findFirst()
        .map(Fault::detail)
        .orElse("no fault at " + pointer);
  }

  private static List<Fault> faultsWith(JsonNode written, String pointer, String number) {
    ObjectNode document = written.deepCopy();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) document.at(pointer.substring(0, slash)))
        .set(pointer.substring(slash + 1), DecimalNode.valueOf(new BigDecimal(number)));
    try {
      ScenarioJson.read(document);
      return List.of();
    } catch (InvalidScenario e) {
      return e.faults();
    }
  }
}
