package org.cloudmarket.local.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.cloudmarket.local.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesCommandTest {

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();

  @Test
  void whatIsWrittenCanBeImported() {
    Path releases = folder.resolve("releases.jsonl.gz");
    Path market = folder.resolve("again.yaml");

    assertThat(
            run(
                "releases",
                "no-policy",
                "--set",
                "population.buyers=300",
                "--out",
                releases.toString()))
        .isZero();
    assertThat(run("import", "ocds", releases.toString(), "--out", market.toString())).isZero();
    assertThat(market).content().contains("currency: CNY", "alibaba-cloud");
  }

  @Test
  void aPackageIsWrittenForAnEndThatSaysSo() {
    Path releases = folder.resolve("releases.json");

    int status =
        run(
            "releases",
            "stylised-bidders",
            "--set",
            "population.buyers=20",
            "--out",
            releases.toString());

    assertThat(status).isZero();
    assertThat(releases).content().startsWith("{\"uri\":").contains("\"publisher\"").endsWith("}");
  }

  @Test
  void aPrefixThatCouldBeSomebodysIsRefused() {
    int status =
        run(
            "releases",
            "no-policy",
            "--prefix",
            "ocds-b5fd17",
            "--out",
            folder.resolve("a.json").toString());

    assertThat(status).isEqualTo(2);
    assertThat(said.toString()).contains("registered prefixes begin with 'ocds-'");
  }

  private int run(String... arguments) {
    PrintWriter out = new PrintWriter(said, true);
    return Main.commandLine().setOut(out).setErr(out).execute(arguments);
  }
}
