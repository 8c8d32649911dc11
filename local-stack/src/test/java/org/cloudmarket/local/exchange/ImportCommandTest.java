package org.cloudmarket.local.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @Test
  void aTableOfContractsBecomesAMarketThatRuns() throws IOException {
    Path table = table("2021-12", "");
    Path market = folder.resolve("my-market.yaml");

    assertThat(
            run("import", "csv", table.toString(), "--currency", "EUR", "--out", market.toString()))
        .isZero();

    assertThat(said.toString())
        .contains("my-market: ", "awards a year", "Run it    ./run reference " + market);
    assertThat(folder.resolve("my-market.mapping.csv"))
        .content()
        .contains("buyer,\"City of A1\",municipality,,,80,");
    assertThat(folder.resolve("my-market.report.md")).content().contains("Assumed or fitted");
    assertThat(run("reference", market.toString())).isZero();
    assertThat(said.toString()).contains("Digest ");
  }

  @Test
  void theMappingThatWasWrittenGivesTheSameMarketAgain() throws IOException {
    Path table = table("2021-12", "");
    Path market = folder.resolve("my-market.yaml");
    run("import", "csv", table.toString(), "--currency", "EUR", "--out", market.toString());
    String first = Files.readString(market);
    Path mapping = folder.resolve("my-market.mapping.csv");

    int status =
        run(
            "import",
            "csv",
            table.toString(),
            "--currency",
            "EUR",
            "--mapping",
            mapping.toString(),
            "--out",
            market.toString());

    assertThat(status).isZero();
    assertThat(market).content().isEqualTo(first);
    assertThat(said.toString()).doesNotContain("Notice");
  }

  @Test
  void whatIsFaultyIsNamedAndNothingIsWritten() throws IOException {
    Path table = table("yesterday", "");
    Path market = folder.resolve("my-market.yaml");

    int status =
        run("import", "csv", table.toString(), "--currency", "EUR", "--out", market.toString());

    assertThat(status).isEqualTo(2);
    assertThat(complained.toString())
        .contains(table + ", line 2: end: is 'yesterday', not a date such as 2021-09-30");
    assertThat(market).doesNotExist();
  }

  @Test
  void whatIsFaultyIsLeftOutWhereSomebodySaysSo() throws IOException {
    Path table = table("2021-12", "City of Z,Cloud Two,100,2020-01,never\n");
    Path market = folder.resolve("my-market.yaml");

    int status =
        run(
            "import",
            "csv",
            table.toString(),
            "--currency",
            "EUR",
            "--skip-faulty",
            "--out",
            market.toString());

    assertThat(status).isZero();
    assertThat(said.toString()).contains("Left out: " + table, "end: is 'never'");
  }

  @Test
  void anImportSaysWhatItLacks() {
    assertThat(run("import")).isEqualTo(2);
    assertThat(complained.toString()).startsWith("Say what is imported: 'ocds FILE' or 'csv FILE'");
    assertThat(run("import", "csv", "x.csv", "--out", "My Market.txt")).isEqualTo(2);
    assertThat(complained.toString()).contains("--out takes a file such as my-market.yaml");
    assertThat(run("reference", folder.resolve("absent.yaml").toString())).isEqualTo(2);
    assertThat(complained.toString()).contains("There is no file");
  }

  private Path table(String end, String more) throws IOException {
    StringBuilder rows = new StringBuilder("buyer,supplier,value,start,end\n");
    for (int i = 1; i <= 30; i++) {
      String supplier = i % 3 == 0 ? "Cloud Two" : "Cloud One";
      rows.append("City of A" + i + "," + supplier + ",2400,2020-01," + end + "\n");
      rows.append("City of A" + i + "," + supplier + ",2400,2022-01,2023-12\n");
    }
    return Files.writeString(folder.resolve("contracts.csv"), rows + more);
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(arguments);
  }
}
