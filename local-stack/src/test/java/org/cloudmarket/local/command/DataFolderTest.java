package org.cloudmarket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.cloudmarket.local.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "~", "~/market"})
  void whatNobodyMeansAsAFoldersNameIsRefused(String text) {
    for (var command : new String[] {"up", "status"}) {
      var complaint = new StringWriter();

      var status =
          Main.commandLine().setErr(new PrintWriter(complaint)).execute(command, "--data=" + text);

      assertThat(status).isEqualTo(2);
      assertThat(complaint.toString()).contains("--data");
    }
  }
}
