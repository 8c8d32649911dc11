package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.Titles;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class ValuesByPathTest {

  /** What means something else, or nothing, to a reader of YAML. */
  private static final List<String> TEXTS =
      List.of(
          "Plan #2",
          "Baseline: nothing done",
          "Cap: 39%",
          "  leading and trailing blanks  ",
          "two\nlines\n",
          "\ttabbed\r\n",
          "yes",
          "null",
          "~",
          "",
          " ",
          "true",
          "12",
          "0x10",
          "2021-09-01",
          "- a",
          "[a, b]",
          "{a: 1}",
          "{\"a\": 1}",
          "*x",
          "&x",
          "!tag",
          "| literal",
          "> folded",
          "%TAG",
          "@at",
          "`tick",
          "'quoted'",
          "\"quoted\"",
          "a: b: c",
          "---",
          "...",
          "\uFEFFmark",
          "计划：二");

  private static final DocumentLibrary LIBRARY = SmallDocument.LIBRARY;

  private static Scenario with(String path, JsonNode value) {
    return LIBRARY.resolve(
        SmallDocument.document(),
        Optional.empty(),
        new ValuesByPath(new TreeMap<>(Map.of(path, value))));
  }

  private static Scenario typed(String path, String text) {
    return LIBRARY.resolve(SmallDocument.document(), Optional.empty(), Map.of(path, text));
  }

  @Test
  void aTextIsThatTextCharacterByCharacter() {
    for (String text : TEXTS) {
      assertThat(with("title", TextNode.valueOf(text)).title()).isEqualTo(text);
      assertThat(with("story", TextNode.valueOf(text)).story()).isEqualTo(text);
      assertThat(
              with("policies.mandate.legalBasis", TextNode.valueOf(text))
                  .policy("mandate")
                  .orElseThrow()
                  .legalBasis())
          .isEqualTo(text);
    }
  }

  @Test
  void whatSomebodyTypesForATextIsThatText() {
    for (String text : TEXTS) {
      assertThat(typed("title", text).title()).isEqualTo(text);
    }
  }

  @Test
  void aTextInAMapIsThatTextToo() {
    JsonNode policy =
        ScenarioJson.write(LIBRARY.resolve(SmallDocument.document())).at("/policies/mandate");

    for (String text : TEXTS) {
      JsonNode changed = ((ObjectNode) policy.deepCopy()).put("legalBasis", text);
      assertThat(with("policies.mandate", changed).policy("mandate").orElseThrow().legalBasis())
          .isEqualTo(text);
    }
  }

  @Test
  void aNumberOrAFlagIsNoTextEvenWhereTextGoes() {
    assertThatThrownBy(() -> with("title", IntNode.valueOf(2020)))
        .hasMessageContaining("/title: is the number 2020, not text");
    assertThatThrownBy(() -> with("title", BooleanNode.TRUE))
        .hasMessageContaining("/title: is true, not text");
  }

  @Test
  void whatSomebodyTypesIsOfTheTypeThatTheFieldTakes() {
    assertThat(typed("months", "24").months()).isEqualTo(24);
    assertThat(typed("population.buyers", " 1e2 ").buyers()).isEqualTo(100);
    assertThat(typed("start", "2020-02").start()).isEqualTo(typed("start", " '2020-02'").start());
    assertThat(typed("policies.preference.scope.cities", "[nantong]").policy("preference"))
        .hasValueSatisfying(
            policy -> assertThat(policy.scope().cities()).containsExactly("nantong"));
    assertThat(typed("policies.preference.scope.cities", "all").policy("preference"))
        .hasValueSatisfying(policy -> assertThat(policy.scope().cities()).isEmpty());
    assertThat(typed("policies.mandate.deadline", "null").policy("mandate")).isPresent();
    assertThat(typed("triggers", "null").triggers()).isEmpty();
    assertThat(typed("providers.harbour-cloud.fringe", "true").providers())
        .anyMatch(provider -> provider.fringe());
  }

  @Test
  void whatDoesNotFitTheFieldIsSaidAsItWasTyped() {
    assertThatThrownBy(() -> typed("population.buyers", "abc"))
        .hasMessageContaining("/population/buyers: is the text 'abc', not a whole number");
    assertThatThrownBy(() -> typed("policies.own-centre.provider", "2020"))
        .hasMessageContaining("there is no provider '2020'");
    assertThatThrownBy(() -> typed("policies.mandate", "{instrument: "))
        .hasMessageContaining("/policies/mandate: line 1")
        .hasMessageContaining("this is no YAML");
  }

  @Test
  void aTextWhereNoTextGoesIsReadForThoseWhoWriteNumbersInQuotes() {
    assertThat(with("population.buyers", TextNode.valueOf("50")).buyers()).isEqualTo(50);
    assertThat(with("triggers", TextNode.valueOf("null")).triggers()).isEmpty();
  }

  @Test
  void whatIsAddedToATitleFits() {
    String party = "\uD83C\uDF89";
    for (String title : List.of("short", "t".repeat(200), "t".repeat(178) + party.repeat(11))) {
      String longer = Titles.with(title, ", without any policy");

      assertThat(longer).endsWith(", without any policy").hasSizeLessThanOrEqualTo(200);
      assertThat(with("title", TextNode.valueOf(longer)).title()).isEqualTo(longer);
    }
  }
}
