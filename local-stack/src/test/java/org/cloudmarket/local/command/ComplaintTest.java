package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
    assertThat(run("tianjin-mandat")).isEqualTo(1);

    assertOneLine("there is no scenario 'tianjin-mandat'; did you mean 'tianjin-mandate'?");
  }

  @Test
  void aValueOutOfRangeIsMetWithItsRange() {
    assertThat(run("--port-base", "70000")).isEqualTo(2);

    assertOneLine("--port-base must be 1 to 65503, not 70000");
  }

  @Test
  void aSeedThatReadersOfJsonWouldRoundIsMetWithTheRange() {
    assertThat(run("reference", "no-policy", "--seed", "9007199254740993")).isEqualTo(2);

    assertOneLine(
        "'--seed'",
        "'9007199254740993' is not a whole number in -9007199254740991..9007199254740991");
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
