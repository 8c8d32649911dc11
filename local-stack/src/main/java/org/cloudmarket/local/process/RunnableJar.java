package org.cloudmarket.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What a jar says of how it wants to be run. {@code java -jar} heeds it by itself, but would leave
 * no room for {@link Guard}.
 *
 * @param mainClass its main class
 * @param options the options of the JVM that its manifest stands for
 * @param classPath itself and the jars that its manifest names
 */
public record RunnableJar(String mainClass, List<String> options, List<Path> classPath) {

  private static final Attributes.Name ADD_OPENS = new Attributes.Name("Add-Opens");

  public RunnableJar {
    options = List.copyOf(options);
    classPath = List.copyOf(classPath);
  }

  /** Reads the manifest of the jar. */
  public static RunnableJar read(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest().getMainAttributes();
      var others = Optional.ofNullable(manifest.getValue(Attributes.Name.CLASS_PATH)).stream();
      var opens = Optional.ofNullable(manifest.getValue(ADD_OPENS)).stream();
      return new RunnableJar(
          manifest.getValue(Attributes.Name.MAIN_CLASS),
          opens
              .flatMap(packages -> Stream.of(packages.split(" ")))
              .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
              .toList(),
          Stream.concat(
                  Stream.of(jar),
                  others.flatMap(names -> Stream.of(names.split(" "))).map(jar::resolveSibling))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
