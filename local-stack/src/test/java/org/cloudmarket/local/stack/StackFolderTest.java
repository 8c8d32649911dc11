package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cloudmarket.local.process.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

  @TempDir private Path dir;

  @Test
  void aFolderOfSomebodyElsesIsLeftAlone() throws Exception {
    Files.createDirectories(dir.resolve("kafka"));
    Files.writeString(dir.resolve("kafka").resolve("thesis.txt"), "all of it");

    assertThatThrownBy(() -> StackFolder.open(dir, true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining(dir.toString())
        .hasMessageContaining("no stack's folder");
    assertThat(dir.resolve("kafka").resolve("thesis.txt")).hasContent("all of it");
    assertThat(dir.resolve("lock")).doesNotExist();
  }

  @Test
  void aFolderOfAnEarlierStackIsTakenAgain() throws Exception {
    var folder = dir.resolve("market");
    try (var earlier = StackFolder.open(folder, true)) {
      Files.createDirectories(earlier.kafka());
    }

    try (var again = StackFolder.open(folder, true)) {
      assertThat(again.kafka()).exists();
    }
  }

  @Test
  void aLauncherThatWasKilledAsItBeganBarsNobody() throws Exception {
    Files.createFile(dir.resolve("lock"));

    try (var folder = StackFolder.open(dir, true)) {
      assertThat(folder.logs()).exists();
    }
  }

  @Test
  void whoeverFindsAFolderTakenIsToldByWhomAndWhatToDo() {
    try (var folder = StackFolder.open(dir, true)) {
      assertThat(folder.logs()).exists();

      assertThatThrownBy(() -> StackFolder.open(dir, true))
          .isInstanceOf(StackFailure.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("'kill " + ProcessHandle.current().pid() + "'")
          .hasMessageContaining("--data DIR and --port-base N");
    }
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    var file = Files.writeString(dir.resolve("file"), "");

    assertThatThrownBy(() -> StackFolder.open(file, true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void aDiskWithTooLittleRoomIsNamedWithWhatIsNeeded() {
    var missing = dir.resolve("not").resolve("there").resolve("yet");

    assertThat(new DiskSpace(missing, 0).shortage()).isEmpty();
    assertThat(new DiskSpace(missing, Long.MAX_VALUE).shortage())
        .get()
        .extracting(StackFailure::getMessage)
        .asString()
        .startsWith("The disk is full: ")
        .contains(missing.toString(), "--data DIR");
  }
}
