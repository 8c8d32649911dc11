package org.cloudmarket.local.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.cloudmarket.local.process.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PostgresUserTest {

  @TempDir private Path folder;

  @Test
  void aMissingLibraryIsSaidInTheLoadersWordsAndNotBlamedOnTheUser() throws Exception {
    var words = "postgres: error while loading shared libraries: libxyz.so.1: cannot open";

    assertThatThrownBy(
            () -> PostgresUser.find(program("#!/bin/sh\necho '" + words + "' >&2\nexit 127")))
        .isInstanceOf(StackFailure.class)
        .hasMessageStartingWith("PostgreSQL for " + PostgresBinaries.platform() + " cannot run on")
        .hasMessageContaining(System.getProperty("os.arch"))
        .hasMessageEndingWith(": " + words)
        .hasMessageNotContaining("root");
  }

  @Test
  void aLoaderOfAnotherLibraryThatIsMissingIsNamedAsSuch() throws Exception {
    assertThatThrownBy(() -> PostgresUser.find(program("#!/lib64/ld-that-is-not-there.so.2\n")))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("No such file or directory")
        .hasMessageContaining("musl")
        .hasMessageNotContaining("root");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProgramForAnotherProcessorIsSaidToBeOne() throws Exception {
    var program = program("");
    // The head of a program, of a kind that no machine has.
    Files.write(program, Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 9}, 64));

    assertThatThrownBy(() -> PostgresUser.find(program))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("Exec format error");
  }

  @Test
  void aProgramThatSaysNothingIsNoMysteryEither() throws Exception {
    assertThatThrownBy(() -> PostgresUser.find(program("#!/bin/sh\nexit 1")))
        .isInstanceOf(StackFailure.class)
        .hasMessageEndingWith(": it says nothing");
  }

  private Path program(String text) throws IOException {
    var program = Files.writeString(folder.resolve("postgres"), text + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
