package org.cloudmarket.local.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads files that people name. */
public final class InputFile {

  private InputFile() {}

  /**
   * The text of a file.
   *
   * @throws ParameterException where it cannot be read; it says why
   */
  public static String read(Path file, CommandLine line) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ParameterException(line, "There is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new ParameterException(line, file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new ParameterException(line, file + " cannot be read", e);
    }
  }
}
