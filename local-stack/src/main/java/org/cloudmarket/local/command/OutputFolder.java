package org.cloudmarket.local.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.local.stack.ProjectHome;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where an analysis leaves its files. It is made and tried before the first run, so that hours of
 * work are not lost at the end.
 */
final class OutputFolder {

  private static final Path FOLDER = Path.of(".market", "experiments");

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder that somebody named, or that of an analysis in {@code .market/experiments}.
   *
   * @param name of the analysis
   * @param files that will be put there
   * @throws ParameterException where that is not possible
   */
  static OutputFolder of(Optional<Path> named, String name, List<String> files, CommandLine line) {
    return of(named.orElseGet(() -> ProjectHome.find().resolve(FOLDER).resolve(name)), files, line);
  }

  /**
   * A folder, made if need be.
   *
   * @throws ParameterException as above
   */
  static OutputFolder of(Path folder, List<String> files, CommandLine line) {
    if (folder.toString().isEmpty()) {
      throw new ParameterException(line, "--out names no folder; write '.' for this one");
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "trial", ""));
    } catch (IOException e) {
      throw new ParameterException(line, "No file can be put into " + folder, e);
    }
    for (String file : files) {
      Path path = folder.resolve(file);
      if (Files.exists(path) && !(Files.isRegularFile(path) && Files.isWritable(path))) {
        throw new ParameterException(line, path + " is there and cannot be written");
      }
    }
    return new OutputFolder(folder);
  }

  /** Puts a text into a file, in place of what was there. */
  Path write(String file, String text) {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts bytes into a file as a whole, in place of what was there. */
  Path write(String file, byte[] bytes) {
    Path path = folder.resolve(file);
    try {
      Path whole = Files.createTempFile(folder, file, "");
      try {
        Files.write(whole, bytes);
        return Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new StackFailure(path + " cannot be written any more: " + e.getMessage(), e);
    }
  }
}
