package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.texts;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DocumentTextTest {

  @Test
  void aMonthIsTextAndNotADate() {
    assertThat(Tree.read("start: 2021-09\nend: 2021-09-01").root())
        .hasToString("{\"start\":\"2021-09\",\"end\":\"2021-09-01\"}");
  }

  @Test
  void aDecimalIsExact() {
    assertThat(Tree.read("0.1000000000000000055511151231257827").root())
        .isEqualTo(DecimalNode.valueOf(new BigDecimal("0.1000000000000000055511151231257827")));
    assertThat(Tree.read("{\"a\": 0.1}").root().get("a"))
        .isEqualTo(DecimalNode.valueOf(new BigDecimal("0.1")));
  }

  @Test
  void moneyMayHaveItsThousandsParted() {
    assertThat(Tree.read("330_000_000").root()).isEqualTo(IntNode.valueOf(330_000_000));
    assertThat(Tree.read("6_900_000_000").root()).isEqualTo(LongNode.valueOf(6_900_000_000L));
    assertThat(Tree.read("33_00").root()).isEqualTo(TextNode.valueOf("33_00"));
  }

  @Test
  void whatHasSurprisedPeopleIsText() {
    for (String word :
        new String[] {
          "no", "on", "010", "0b11", "-0x1F", "1:30", "NaN", ".inf", "1,000", "1e", ".", "+", "0x"
        }) {
      assertThat(Tree.read(word).root()).as(word).isEqualTo(TextNode.valueOf(word));
    }
    assertThat(Tree.read("'12'").root()).isEqualTo(TextNode.valueOf("12"));
  }

  @Test
  void aNumberIsWhatYaml12SaysHoweverItIsSpelled() {
    assertThat(Tree.read("[+1, 7.0, 1e3, .5, 1., 0x1F, 0o44, 007, 08, -.5E-1]").root())
        .hasToString("[1,7.0,1E+3,0.5,1,31,36,7,8,-0.05]");
    assertThat(Tree.read("[True, TRUE, False, FALSE, Null, NULL, ~]").root())
        .hasToString("[true,true,false,false,null,null,null]");
  }

  @Test
  void aCharacterThatLooksLikeAnotherIsNamedWhereItStands() {
    assertThat(SmallDocument.faultsWith("months: 36", "\u00A0months: 36"))
        .containsExactly(
            "/months: is missing; line 5, column 1 holds a no-break space (U+00A0)",
            "/\u00A0months: there is no field '\u00A0months'; did you mean 'months'? It holds a"
                + " no-break space (U+00A0) at line 5, column 1");
    assertThat(SmallDocument.faultsWith("participation: 0.5", "participation: \u22120.5"))
        .singleElement()
        .asString()
        .startsWith("/parameters/participation: is the text '\u22120.5', not a number; it holds a")
        .contains("minus sign (U+2212) at line ");
    assertThat(SmallDocument.faultsWith("city: tianjin", "city: tian\u200Bjin"))
        .singleElement()
        .asString()
        .contains("it holds a zero width space (U+200B) at line ".substring(3));
    assertThat(SmallDocument.faultsWith("buyers: 100", "buyers: \uFF11\uFF10\uFF10"))
        .singleElement()
        .asString()
        .contains("a fullwidth digit one (U+FF11) at line ");
    assertThat(SmallDocument.faultsWith("start: 2020-01", "start: 2020\u201301"))
        .singleElement()
        .asString()
        .contains("an en dash (U+2013) at line 4, column 12");
    assertThat(SmallDocument.faultsWith("months: 36", "\uFEFFmonths: 36"))
        .anyMatch(fault -> fault.contains("a zero width no-break space (U+FEFF) at line 5"));
  }

  @Test
  void aCharacterThatLooksLikeAnotherInTheStructureIsNamedWhereItStands() {
    quicklyRefused(
        "name: x\nmonths\uFF1A 36\nstart: 2020-01",
        "line 2, column 7: holds a fullwidth colon (U+FF1A); this is no YAML");
    quicklyRefused(
        "name: x\npolicies:\n\ta: 1", "line 3, column 1: holds a character tabulation (U+0009)");
    quicklyRefused(
        "{\"a\": 1,\n \u201Cb\u201D: 2}",
        "line 2, column 2: holds a left double quotation mark (U+201C); this is no JSON");
    quicklyRefused(
        "{\"a\":\u00A01}", "line 1, column 6: holds a no-break space (U+00A0); this is no JSON");
  }

  @Test
  void aTextMayHoldAnyCharacter() {
    assertThat(
            SmallDocument.faultsWith(
                "title: Two cities and four clouds",
                "title: \u8BA1\u5212\uFF1A \u201Cnew\u201D \u2013 \uD83C\uDF89\u00A0"))
        .isEmpty();
  }

  @Test
  void jsonIsReadAsJsonTabsIncluded() {
    assertThat(Tree.read("\uFEFF {\n\t\"a\":{\"b\":[1,2.50,null,true]}}").root())
        .hasToString("{\"a\":{\"b\":[1,2.50,null,true]}}");
  }

  @Test
  void aKeyWrittenTwiceIsAFaultAndTheFirstOneStands() {
    Tree yaml = Tree.read("a:\n  b: 1\n  c: 2\n  b: 3\n");
    Tree json = Tree.read("{\"a\":{\"b\":1,\n\"c\":2,\n\"b\":3}}");

    assertThat(yaml.root()).isEqualTo(json.root()).hasToString("{\"a\":{\"b\":1,\"c\":2}}");
    assertThat(yaml.faults())
        .containsExactly(new Fault("/a/b", "is written twice, on line 4 again"));
    assertThat(json.faults())
        .containsExactly(new Fault("/a/b", "is written twice, on line 3 again"));
  }

  @Test
  void aDocumentWithAKeyWrittenTwiceSaysSoTogetherWithItsOtherFaults() {
    assertThat(SmallDocument.faultsWith("months: 36", "months: 36\nmonths: 48\nmoths: 3"))
        .containsExactly(
            "/months: is written twice, on line 6 again",
            "/moths: there is no field 'moths'; did you mean 'months'?");
  }

  @Test
  void anAliasIsRefusedSoNoDocumentGrowsWhenItIsRead() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append(
          String.format(Locale.ROOT, "a%d: &a%d [%s]\n", i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }

    quicklyRefused(bomb.toString(), "/a1/0: line 2: *a0 is an alias, and those are not read");
  }

  @Test
  void anAnchorOrATagIsAFault() {
    assertThat(Tree.read("a: &here {b: !!java.net.URL x}").faults())
        .containsExactly(
            new Fault("/a", "line 1: has an anchor &here, and those are not read"),
            new Fault(
                "/a/b",
                "line 1: has a tag tag:yaml.org,2002:java.net.URL, and those are not read"));
  }

  @Test
  void deepNestingIsRefusedQuickly() {
    quicklyRefused("a: " + "[".repeat(500_000), "is nested more than 32 deep");
    quicklyRefused("- ".repeat(500_000) + "x", "is nested more than 32 deep");
    quicklyRefused("{\"a\":".repeat(150_000), "is nested more than 32 deep");
    quicklyRefused("{\"a\":" + "[".repeat(500_000), "is nested more than 32 deep");
  }

  @Test
  void fiveMegabytesAreRefusedQuickly() {
    quicklyRefused(
        "name: x\n".repeat(5 << 17),
        "the document has 5242880 characters; at most 1048576 are read");
  }

  @Test
  @Timeout(120)
  void aMillionCharactersOfNonsenseAreAnsweredInBoundedTimeAndSize() {
    StringBuilder fields = new StringBuilder("name: nonsense\nproviders:\n");
    for (int i = 0; fields.length() < 1_000_000; i++) {
      fields.append("  provider-").append(i).append(": {strategie: cost-plus}\n");
    }
    fields.append("unknown:\n").append("  - x\n".repeat(1_000));

    Findings findings = SmallDocument.check(fields.toString());

    assertThat(findings.faults()).hasSizeLessThanOrEqualTo(Faults.MAX + 1);
    assertThat(findings.faults().toString()).hasSizeLessThan(200_000);
  }

  @Test
  @Timeout(120)
  void asManyCitiesAndPoliciesAsFitAreExaminedInBoundedTimeAndTheirArmsAreTooMany() {
    StringBuilder text =
        new StringBuilder("name: largest\nextends: china-2019\npopulation:\n  cities:\n");
    for (int i = 0; i < 940; i++) {
      text.append("    city-").append(i).append(": 1\n");
    }
    text.append("policies:\n");
    for (int i = 0; i < 64; i++) {
      text.append("  policy-")
          .append(i)
          .append(": {instrument: migration-mandate, leave: [foreign], graceMonths: 1, effective: ")
          .append(2019 + i / 12)
          .append("-05}\n");
    }
    text.append("arms:\n");
    for (int i = 0; i < 20; i++) {
      text.append("  arm-")
          .append(i)
          .append(": {title: an arm, set: {months: ")
          .append(80 + i)
          .append("}}\n");
    }

    ScenarioDocument document = ScenarioDocument.parse(text.toString());
    assertThat(SmallDocument.LIBRARY.check(document, Optional.of("arm-7"), Map.of()).faults())
        .isEmpty();
    assertThat(SmallDocument.LIBRARY.check(document).faults())
        .extracting(Fault::pointer)
        .containsExactly("/arms/arm-0");
  }

  @Test
  void aKeyLongerThanAnyPathIsRefused() {
    quicklyRefused(
        "{\"" + "k".repeat(1_000_000) + "\": 1}",
        "line 1: a key has 1000000 characters; at most 256 are read");
  }

  @Test
  void whatCannotBeReadSaysWhere() {
    quicklyRefused("a: 1\nb: [1, 2\nc: 3", "line 3, column 2: this is no YAML:");
    quicklyRefused("{\"a\": 1,\n\"b\": }", "line 2, column ");
    quicklyRefused("{\"a\": 1} x", "line 1, column 10: ");
    quicklyRefused("a: 1\n---\nb: 2", "line 2: a second document begins");
    quicklyRefused("? [a, b]\n: 1", "line 1: a key is a map, a list or an alias");
    quicklyRefused(
        "a: 1\nb: \u0001", "line 2, column 4: holds a start of heading (U+0001); this is no YAML");
    quicklyRefused("", "the document is empty");
    quicklyRefused("# nothing but a comment\n", "the document is empty");
    quicklyRefused("- a list", "the document is a list, not a map of fields");
    quicklyRefused("just text", "the document is the text 'just text', not a map of fields");
  }

  private static void quicklyRefused(String text, String why) {
    assertThatThrownBy(() -> ScenarioDocument.parse(text))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining(why);
  }

  @Test
  void columnsCountWhatPeopleSeeAsOneCharacter() {
    assertThat(texts(check("{\"title\": \"\ud83d\ude00\", \"months\": \"\uff13\"}").faults()))
        .anyMatch(fault -> fault.contains("(U+FF13) at line 1, column 27"));
    String broken = "{\"title\": \"%s\" x}";
    assertThat(catchThrowable(() -> Tree.read(broken.formatted("\ud83d\ude00"))))
        .hasMessage(catchThrowable(() -> Tree.read(broken.formatted("a"))).getMessage());
  }
}
