package org.cloudmarket.local.command;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the folder that {@code --data} names. What nobody means as a folder's name is refused. */
final class DataFolder implements ITypeConverter<Path> {

  @Override
  public Path convert(String text) {
    if (text.isBlank()) {
      throw new TypeConversionException("it names no folder");
    }
    if (text.equals("~") || text.startsWith("~/")) {
      throw new TypeConversionException(
          "the shell has left '~' as it is, as it does behind '=' and in quotes: write --data"
              + " ~/market, or $HOME for ~");
    }
    return Path.of(text);
  }
}
