package org.cloudmarket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.cloudmarket.local.process.StackFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "a\ttab", "no text \uFFFD"})
  void aPathThatOthersWouldReadAsAnotherIsRefusedBeforeAnythingIsMade(String name) {
    assertThatThrownBy(() -> StackFolder.open(dir.resolve(name), true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("--data DIR")
        .message()
        .hasLineCount(1);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void aPathThatIsTooLongForTheDatabaseIsRefused() {
    var folder = dir.resolve("d".repeat(200)).resolve("市".repeat(80)).resolve("d".repeat(240));

    assertThatThrownBy(() -> StackFolder.open(folder.resolve("d".repeat(240)), true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("longer than 800 bytes");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void aFolderThatOthersCouldReadIsTakenFromThem() throws Exception {
    Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));

    try (var folder = StackFolder.open(dir, true)) {
      assertThat(folder.logs()).exists();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aLinkToNowhereIsNoFolder() throws Exception {
    var link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));

    assertThatThrownBy(() -> StackFolder.open(link, true))
        .isInstanceOf(StackFailure.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void aLinkIsLeftByTheWayThatTheSystemTakes() throws Exception {
    var far = Files.createDirectories(dir.resolve("far").resolve("away"));
    var link = Files.createSymbolicLink(dir.resolve("link"), far);

    var folder = StackOptions.forTest(link.resolve("..").resolve("data")).folder();

    assertThat(folder).isEqualTo(dir.toRealPath().resolve("far").resolve("data"));
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
