package org.cloudmarket.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Programs that a test runs and that a machine may not have. */
final class Programs {

  private Programs() {}

  /** Whether a program is in a folder of the path. */
  static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
