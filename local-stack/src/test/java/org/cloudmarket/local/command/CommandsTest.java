package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final StringWriter said = new StringWriter();

  @Test
  void helpIsACommandToo() {
    assertThat(run("help")).isZero();
    assertThat(said.toString()).startsWith("Usage: ./run").contains("validate");
  }

  @Test
  void helpTellsOfOneCommand() {
    assertThat(run("help", "validate")).isZero();
    assertThat(said.toString()).startsWith("Usage: ./run validate").contains("--rows");
  }

  @Test
  void aScenarioIsListedWithItsArms() {
    assertThat(run("scenarios", "eu-cada")).isZero();
    assertThat(said.toString().lines()).first().isEqualTo("eu-cada");
    assertThat(said.toString()).contains("--arm as-proposed: ").doesNotContain("tianjin-mandate");
  }

  @Test
  void rowsAreFoundInCapitalsOrNot() {
    assertThat(run("validate", "--rows", "MARION-COST$", "--seeds", "1")).isZero();
    assertThat(said.toString()).contains("over 1 seed;", "1 of 1 rows inside");
  }

  private int run(String... arguments) {
    return Main.commandLine().setOut(new PrintWriter(said, true)).execute(arguments);
  }
}
