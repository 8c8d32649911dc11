package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.Test;

class ComplaintTest {

  private final StringWriter said = new StringWriter();

  @Test
  void aMistypedCommandIsMetWithTheOneThatWasMeant() {
    assertThat(run("refrence")).isEqualTo(2);

    assertOneLine("no command or scenario 'refrence'; did you mean './run reference'?");
  }

  @Test
  void soIsOneThatHasAScenarioBehindIt() {
    assertThat(run("refrence", "no-policy")).isEqualTo(2);

    assertOneLine("did you mean './run reference'?");
  }

  @Test
  void aMistypedOptionIsMetWithTheOneThatWasMeant() {
    assertThat(run("up", "--port-bas", "20000")).isEqualTo(2);

    assertOneLine("'--port-bas'", "did you mean '--port-base'?", "'./run up --help'");
  }

  @Test
  void aMistypedScenarioIsMetWithTheOneThatWasMeant() {
    assertThat(run("tianjin-mandat")).isEqualTo(2);

    assertOneLine("there is no scenario 'tianjin-mandat'; did you mean 'tianjin-mandate'?");
  }

  @Test
  void aValueOutOfRangeIsMetWithItsRange() {
    assertThat(run("--port-base", "70000")).isEqualTo(2);

    assertOneLine(
        "Invalid value for option '--port-base': '70000' is not a whole number in 1..65503");
  }

  @Test
  void aSeedThatReadersOfJsonWouldRoundIsMetWithTheRange() {
    assertThat(run("reference", "no-policy", "--seed", "9007199254740993")).isEqualTo(2);

    assertOneLine(
        "'--seed'",
        "'9007199254740993' is not a whole number in -9007199254740991..9007199254740991");
  }

  @Test
  void whatIsNoNumberIsMetWithTheRangeAndWhatWasMeant() {
    assertThat(run("up", "--port-base=abc")).isEqualTo(2);
    assertOneLine("'--port-base': 'abc' is not a whole number in 1..65503");
    assertThat(complaint("up", "--replicas", "\uff13"))
        .contains("not a whole number in 1..4; it holds a fullwidth digit three (U+FF13)");
    assertThat(complaint("reference", "--seed", "017")).contains("that is 15 to YAML 1.1");
    assertThat(complaint("reference", "--shards", "1_0"))
        .contains("'1_0' is not a whole number in 1..64; write the digits without anything");
    for (String option : List.of("--buyers", "--seconds", "--switches")) {
      assertThat(complaint("load", option, "1.5")).contains("'1.5' is not a whole number in");
    }
  }

  @Test
  void aChangeThatIsNoneIsMetWithWhatOneIs() {
    assertThat(complaint("reference", "--set", "months"))
        .startsWith("--set takes PATH=VALUE such as population.buyers=2000, not 'months'.");
    assertThat(complaint("reference", "--set", "months=3", "--set", "months=4"))
        .startsWith("--set changes 'months' twice.");
    assertThat(complaint("reference", "--set", "population.buyers=017"))
        .contains("/population/buyers: is the text '017', not a whole number")
        .contains("that is 15 to YAML 1.1");
    assertThat(complaint("reference", "--set", "population.buyers=\uff17")).contains("(U+FF17)");
    assertThat(complaint("reference", "no-p\u043elicy")).contains("(U+043E)");
  }

  @Test
  void whatIsWrongWithAScenarioIsWrongOnTheCommandLine() {
    assertThat(run("reference", "no-policy", "--set", "months=x")).isEqualTo(2);
    assertThat(run("reference", "no-policy", "--arm", "nosuch")).isEqualTo(2);
    assertThat(run("scenarios", "nosuch")).isEqualTo(2);
  }

  @Test
  void noRowsAreRefusedBeforeAnythingRuns() {
    assertThat(run("validate", "--rows", "")).isEqualTo(2);

    assertOneLine("--rows names no row; without it all rows are run");
  }

  @Test
  void noComplaintSpeaksOfTypesOrSaysAWordTwice() {
    for (String[] arguments :
        new String[][] {
          {"--once=x"},
          {"--seed"},
          {"--seed", "--once"},
          {"--seed", "1", "--seed", "2"},
          {"--set"},
          {"no-policy", "two"},
          {"no-policy", "two", "three"},
          {"up", "--data"},
          {"up", "--fresh=maybe"},
          {"status", "--data", " "},
          {"load", "--rate", "fast"},
          {"load", "--report", ""},
          {"scenarios", "--all"}
        }) {
      assertThat(complaint(arguments))
          .as(String.join(" ", arguments))
          .doesNotContainPattern("\\b(int|long|boolean|null|class|java)\\b")
          .doesNotContainPattern("\\b(\\w+) \\1\\b");
    }
  }

  private String complaint(String... arguments) {
    said.getBuffer().setLength(0);
    run(arguments);
    return said.toString();
  }

  @Test
  void nothingIsRunningWhereNothingAnswers() {
    var line = Main.commandLine().setOut(new PrintWriter(said, true));

    assertThat(line.execute("status", "--data", "/nowhere/to/be/found")).isEqualTo(1);

    assertOneLine("Nothing is running with its data in /nowhere/to/be/found", "'./run up'");
  }

  private int run(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
  }

  private void assertOneLine(String... parts) {
    assertThat(said.toString().strip().lines()).hasSize(1);
    assertThat(said.toString()).contains(parts);
  }
}
