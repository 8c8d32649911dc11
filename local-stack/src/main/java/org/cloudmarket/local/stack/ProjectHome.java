package org.cloudmarket.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.cloudmarket.local.process.StackFailure;

/** Finds the root of the project: {@code ./run} names it, a test stands somewhere below it. */
public final class ProjectHome {

  private static final String PROPERTY = "market.home";
  private static final Path MARK = Path.of(".mvn", "find-jdk.sh");

  private ProjectHome() {}

  /** The folder that {@code -Dmarket.home} names, or the nearest one above that is the root. */
  public static Path find() {
    var named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    var here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, dir -> dir != null, Path::getParent)
        .filter(dir -> Files.exists(dir.resolve(MARK)))
        .findFirst()
        .orElseThrow(
            () -> new StackFailure(here + " is not inside the project: set -D" + PROPERTY));
  }
}
