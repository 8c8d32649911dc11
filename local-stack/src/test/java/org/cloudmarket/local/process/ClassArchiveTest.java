package org.cloudmarket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  private static final String NAME = "policy-service";

  @TempDir private Path folder;
  private Path jar;

  @BeforeEach
  void writeJar() throws IOException {
    jar = Files.writeString(folder.resolve("a.jar"), "classes");
  }

  @Test
  void theSameJarsHaveTheSameArchive() {
    assertThat(archive()).isEqualTo(archive());
  }

  @Test
  void aJarThatChangesHasAnotherArchive() throws IOException {
    Path before = archive();
    Files.writeString(jar, "other classes");
    assertThat(archive()).isNotEqualTo(before);
  }

  @Test
  void archivesOfOtherJarsAreDeletedAndThoseOfOtherProcessesAreNot() throws IOException {
    Path mine = Files.createFile(archive());
    Path old = Files.createFile(folder.resolve(NAME + ".jsa"));
    Path other = Files.createFile(folder.resolve("provider-service-0123456789abcdef.jsa"));
    Files.writeString(jar, "other classes");
    Path now = archive();
    assertThat(List.of(mine, old, now)).noneMatch(Files::exists);
    assertThat(other).exists();
  }

  @Test
  void aFolderThatIsMissingIsMade() {
    Path missing = folder.resolve("missing");
    ClassArchive.in(missing, NAME, List.of(jar));
    assertThat(missing).isDirectory();
  }

  private Path archive() {
    return ClassArchive.in(folder, NAME, List.of(jar));
  }
}
