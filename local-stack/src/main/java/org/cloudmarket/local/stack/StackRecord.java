package org.cloudmarket.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A file that says where a running stack answers. It is left behind only if the stack was killed.
 */
public final class StackRecord {

  private final Path file;

  /**
   * @param folder the folder of the stack
   */
  public StackRecord(Path folder) {
    this.file = folder.resolve("stack.properties");
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /** The address of each process, by its name; empty if no stack runs. */
  public SortedMap<String, String> read() {
    var properties = new Properties();
    if (exists()) {
      try (var in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(
            Collectors.toMap(name -> name, properties::getProperty, (a, b) -> a, TreeMap::new));
  }

  void write(Map<String, String> addresses) {
    var properties = new Properties();
    properties.putAll(addresses);
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, "Where the running stack answers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
