package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.store.scenario.ShownChanges;
import org.junit.jupiter.api.Test;

class RunOrderTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private static final ProcurementSettings.Runs DEFAULTS =
      new ProcurementSettings.Runs() {
        @Override
        public long seed() {
          return 1;
        }

        @Override
        public int shards() {
          return 4;
        }
      };

  private static RunOrder read(String body) {
    return RunOrder.read(body(body), LIBRARY, "run-b"::equals, DEFAULTS);
  }

  private static JsonBody body(String text) {
    return JsonBody.read(text.getBytes(StandardCharsets.UTF_8), RunOrder.EXAMPLE);
  }

  private static List<Fault> faults(String body) {
    return catchThrowableOfType(Refusal.class, () -> read(body)).problem().errors();
  }

  @Test
  void anOrderNeedsNothingButAScenario() {
    RunOrder order = read("{\"scenario\": \"no-policy\"}");

    assertThat(order.scenario().name()).isEqualTo("no-policy");
    assertThat(order.seed()).isEqualTo(1);
    assertThat(order.shards()).isEqualTo(4);
    assertThat(order.origin().arm()).isEmpty();
  }

  @Test
  void changesAreTakenAsValuesOrAsTheirText() {
    RunOrder order =
        read(
            "{\"scenario\": \"tianjin-mandate\", \"arm\": \"mandate\", \"seed\": -5, \"shards\":"
                + " 64, \"set\": {\"population.buyers\": 600, \"months\": \"24\"}}");

    assertThat(order.scenario().buyers()).isEqualTo(600);
    assertThat(order.scenario().months()).isEqualTo(24);
    assertThat(order.seed()).isEqualTo(-5);
    assertThat(order.shards()).isEqualTo(64);
  }

  @Test
  void aTextIsThatTextAndNoYaml() {
    for (String title :
        List.of("Plan #2", "Baseline: nothing done", " a\\n", "yes", "0x10", "- a", "{a}", "*x")) {
      RunOrder order =
          read("{\"scenario\": \"no-policy\", \"set\": {\"title\": \"" + title + "\"}}");

      assertThat(order.scenario().title()).isEqualTo(title.replace("\\n", "\n"));
    }
    assertThat(faults("{\"scenario\": \"no-policy\", \"set\": {\"title\": 2020}}"))
        .extracting(Fault::pointer)
        .containsExactly("/set/title");
  }

  @Test
  void aSeedIsOneThatEveryReaderOfJsonHolds() {
    String order = "{\"scenario\": \"no-policy\", \"seed\": %s}";

    assertThat(read(order.formatted("9007199254740991")).seed()).isEqualTo(9007199254740991L);
    assertThat(read(order.formatted("-9007199254740991")).seed()).isEqualTo(-9007199254740991L);
    assertThat(read(order.formatted("7.0")).seed()).isEqualTo(7);
    assertThat(read(order.formatted("1e3")).seed()).isEqualTo(1_000);
    for (String seed : List.of("9007199254740992", "-9007199254740993", "1e99", "7.5", "\"7\"")) {
      assertThat(faults(order.formatted(seed)))
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.pointer()).isEqualTo("/seed");
                assertThat(fault.detail()).contains("-9007199254740991..9007199254740991");
              });
    }
  }

  @Test
  void aResolvedScenarioCanBeOrderedAgain() {
    RunOrder first = read("{\"scenario\": \"tianjin-mandate\", \"arm\": \"preference-only\"}");

    RunOrder again = read("{\"scenario\": " + ScenarioJson.write(first.scenario()) + "}");

    assertThat(again.scenario()).isEqualTo(first.scenario());
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    List<Fault> faults =
        faults(
            "{\"scenario\": \"tianjin-mandate\", \"arm\": \"mandat\", \"seed\": 1.5, \"shards\":"
                + " 65, \"speed\": 1, \"set\": {\"months\": 0}}");

    assertThat(faults)
        .extracting(Fault::pointer)
        .contains("/speed", "/seed", "/shards", "/set/months", "/arm");
    assertThat(faults).hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  void aFaultOfAChangeIsPointedToWhereTheOrderSaysIt() {
    List<Fault> faults =
        faults(
            "{\"scenario\": \"tianjin-mandate\", \"set\": {\"population.buyers\": \"many\","
                + " \"policies.tianjin-mandate\": {\"graceMonths\": 99}, \"colour/hue\": 1,"
                + " \"policies.tianjin-mandate.enforcement\": 7}}");

    assertThat(faults)
        .extracting(Fault::pointer)
        .contains(
            "/set/population.buyers",
            "/set/policies.tianjin-mandate/graceMonths",
            "/set/policies.tianjin-mandate.enforcement",
            "/set/colour~1hue");
  }

  @Test
  void aFaultOfTheDocumentItselfIsPointedToInIt() {
    assertThat(
            faults(
                "{\"scenario\": {\"name\": \"x\", \"extends\": \"no-policy\", \"months\": 0},"
                    + " \"set\": {\"population.buyers\": 100}}"))
        .extracting(Fault::pointer)
        .containsExactly("/scenario/months");
  }

  @Test
  void anOrderInYamlIsTheSameOrder() {
    JsonBody yaml =
        JsonBody.yaml(
            """
            # A small one.
            seed: 5
            pace: 500ms
            set: {population.buyers: 600, start: 2019-06}
            scenario:
              name: mine
              extends: no-policy
            """
                .getBytes(StandardCharsets.UTF_8),
            RunOrder.EXAMPLE);
    String json =
        "{\"scenario\": {\"extends\": \"no-policy\", \"name\": \"mine\"}, \"seed\": 5, \"pace\":"
            + " \"500ms\", \"set\": {\"start\": \"2019-06\", \"population.buyers\": 600}}";

    RunOrder order = RunOrder.read(yaml, LIBRARY, "run-b"::equals, DEFAULTS);

    assertThat(order).isEqualTo(read(json));
    assertThat(order.paceMillis()).isEqualTo(500);
    assertThat(yaml.canonical()).isEqualTo(body(json).canonical());
    assertThat(yaml.canonical()).isNotEqualTo(body(json.replace("5,", "6,")).canonical());
  }

  @Test
  void yamlThatIsNoOrderIsSaidToBeNone() {
    assertThat(yamlFaults("- a")).hasSize(1);
    assertThat(yamlFaults("a: [b")).extracting(Fault::detail).first().asString().contains("YAML");
    assertThat(yamlFaults("scenario: no-policy\nseed: 1\nseed: 2"))
        .extracting(Fault::pointer)
        .containsExactly("/seed");
  }

  private static List<Fault> yamlFaults(String text) {
    return catchThrowableOfType(
            Refusal.class,
            () ->
                RunOrder.read(
                    JsonBody.yaml(text.getBytes(StandardCharsets.UTF_8), RunOrder.EXAMPLE),
                    LIBRARY,
                    "run-b"::equals,
                    DEFAULTS))
        .problem()
        .errors();
  }

  @Test
  void whatIsNoOrderIsSaidToBeNone() {
    assertThat(faults("{\"scenario\": "))
        .extracting(Fault::detail)
        .first()
        .asString()
        .contains("JSON");
    assertThat(faults("[]")).hasSize(1);
    assertThat(faults("")).hasSize(1);
    assertThat(faults("{}")).extracting(Fault::pointer).containsExactly("/scenario");
    assertThat(faults("{\"scenario\": 5}")).extracting(Fault::pointer).containsExactly("/scenario");
    assertThat(faults("{\"scenario\": \"no-polcy\"}"))
        .extracting(Fault::detail)
        .first()
        .asString()
        .contains("no-policy");
    assertThat(faults("{\"seed\": 1, \"seed\": 2}"))
        .extracting(Fault::pointer)
        .containsExactly("/seed", "/scenario");
    assertThat(faults("[".repeat(5_000))).hasSize(1);
  }

  @Test
  void whatAnOrderChangesIsKeptForTheListOfRuns() {
    RunOrder order =
        read(
            "{\"scenario\": \"tianjin-mandate\", \"baseline\": \"run-b\","
                + " \"set\": {\"population.buyers\": 600, \"title\": \"mine\"}}");

    assertThat(order.origin().changed().json())
        .isEqualTo("{\"population.buyers\":600,\"title\":\"mine\"}");
    assertThat(order.origin().changed().more()).isZero();
    assertThat(order.origin().baseline()).isEqualTo("run-b");
  }

  @Test
  void whatADocumentSaysOtherThanWhatItExtendsIsAChange() {
    RunOrder order =
        read(
            "{\"scenario\": {\"name\": \"mine\", \"extends\": \"tianjin-mandate\","
                + " \"policies\": {\"tianjin-mandate\": {\"enforcement\": 0.5}}},"
                + " \"set\": {\"months\": 24}}");

    assertThat(order.origin().changed().json())
        .isEqualTo("{\"months\":24,\"policies.tianjin-mandate.enforcement\":0.5}");
  }

  @Test
  void aRowShowsTheFirstChangesAndCountsTheOthers() {
    StringBuilder set = new StringBuilder();
    for (int i = 0; i < ShownChanges.MOST + 5; i++) {
      set.append("\"p").append(i).append("\": \"").append("x".repeat(5_000)).append("\",");
    }
    var changed = OrderedChanges.of(body("{\"scenario\": \"x\", \"set\": {" + set + "\"z\": 1}}"));

    assertThat(changed.more()).isEqualTo(6);
    assertThat(changed.json().length()).isLessThan(ShownChanges.MOST * 250);
  }

  @Test
  void numbersHaveTheHintsThatDocumentsGive() {
    assertThat(
            yamlFaults(
                "scenario: no-policy\nseed: 1:30\nshards: 017\npace: 1\nset: {months: '1_0'}"))
        .extracting(Fault::detail)
        .containsExactly(
            "is the text '1:30', not a whole number in -9007199254740991..9007199254740991; that is"
                + " a number to base 60 to YAML 1.1 and text to YAML 1.2: write 90",
            "is the text '017', not a whole number in 1..64; that is 15 to YAML 1.1 and 17 to YAML"
                + " 1.2: write the one or the other without the zero in front",
            "is the number 1, not " + Pace.EXPECTED,
            "is the text '1_0', not a whole number in 1..600; write the digits without anything"
                + " between them, and a point before decimals");
    assertThat(yamlFaults("scenario: no-policy\nshards: \uff17"))
        .extracting(Fault::detail)
        .containsExactly(
            "is the text '\uff17', not a whole number in 1..64; it holds a fullwidth digit seven"
                + " (U+FF17) at line 2, column 9");
  }

  @Test
  void whatIsMeantAsTextIsShownAsItWasWritten() {
    assertThat(yamlFaults("scenario: 1e3\narm: 0x1F\nbaseline: 1_000\nseed: 1e-1"))
        .extracting(Fault::detail)
        .contains(
            "is the number 1e3, not the name of a scenario or a document; put it in quotes if it is"
                + " meant as text",
            "is the number 0x1F, not the name of an arm; put it in quotes if it is meant as text",
            "is the number 1_000, not the id of a run; put it in quotes if it is meant as text")
        .anyMatch(detail -> detail.startsWith("is the number 1e-1, not a whole number in"));
    assertThat(yamlFaults("scenario: {name: 1e3, extends: no-policy}"))
        .extracting(Fault::detail)
        .containsExactly("is the number 1e3, not text; put it in quotes if it is meant as text");
  }

  @Test
  void anEmptyTextIsNotNone() {
    assertThat(faults("{\"scenario\": \"\", \"arm\": \"\", \"baseline\": \"\", \"pace\": \"\"}"))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/scenario", "/arm", "/baseline", "/pace");
  }

  @Test
  void charactersOfADocumentWithinAnOrderAreToldWhereTheyStand() {
    assertThat(
            yamlFaults(
                "scenario:\n  name: x\n  extends: no-policy\n  months: \uff17\nse\u0435d: 1"))
        .extracting(Fault::detail)
        .anyMatch(detail -> detail.endsWith("(U+FF17) at line 4, column 11"))
        .anyMatch(detail -> detail.endsWith("(U+0435) at line 5, column 3"))
        .hasSize(2);
  }

  @Test
  void aFaultOfAnArmIsPointedToWhereTheArmSaysIt() {
    assertThat(
            faults(
                "{\"scenario\": {\"name\": \"x\", \"extends\": \"no-policy\", \"arms\": {\"a\":"
                    + " {\"title\": \"A\", \"set\": {\"monthz\": 3}}}}, \"arm\": \"a\"}"))
        .extracting(Fault::pointer)
        .containsExactly("/scenario/arms/a/set/monthz");
  }

  @Test
  void howANumberIsSpelledMakesNoOtherOrder() {
    String canonical = body("{\"seed\": 7, \"set\": {\"a\": [0.5, 1000]}}").canonical();

    for (String same :
        List.of(
            "{\"seed\": 7.0, \"set\": {\"a\": [0.50, 1e3]}}",
            "{\"set\": {\"a\": [5e-1, 1000.0]}, \"seed\": 0.7e1}")) {
      assertThat(body(same).canonical()).isEqualTo(canonical);
    }
    assertThat(canonical).isEqualTo("{\"seed\":7,\"set\":{\"a\":[0.5,1000]}}");
    assertThat(body("{\"seed\": 1e9999}").canonical()).hasSizeLessThan(30);
  }

  @Test
  void aBaselineThatIsNoRunIsAFaultBesideTheOthers() {
    assertThat(
            faults(
                "{\"scenario\": \"no-policy\", \"baseline\": \"run-a\", \"title\": \"x\", \"arm\":"
                    + " \"y\"}"))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/baseline", "/title", "/arm");
  }

  @Test
  void aBaselineIsTheIdOfARun() {
    assertThat(faults("{\"scenario\": \"no-policy\", \"baseline\": 7}"))
        .extracting(Fault::pointer)
        .containsExactly("/baseline");
  }
}
