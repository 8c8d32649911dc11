package org.cloudmarket.local.command;

import java.util.Arrays;
import java.util.Optional;
import org.cloudmarket.documents.reading.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What people are told who mistyped something: one line, with what they may have meant. */
public final class Complaint {

  private Complaint() {}

  /** Tells it, and gives back the status to exit with. */
  public static int tell(ParameterException fault, String... arguments) {
    CommandLine line = fault.getCommandLine();
    line.getErr()
        .println(
            fault.getMessage().replace("is not a boolean", "is neither true nor false")
                + meant(fault, arguments).map(Nearest::question).orElse(".")
                + " See '"
                + line.getCommandSpec().qualifiedName()
                + " --help'");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A command that has nearly this name, as a user would type it. */
  static Optional<String> nearestCommand(CommandLine root, String word) {
    return root.getSubcommands().containsKey(word)
        ? Optional.empty()
        : Nearest.to(word, root.getSubcommands().keySet())
            .map(name -> root.getCommandName() + " " + name);
  }

  private static Optional<String> meant(ParameterException fault, String... arguments) {
    CommandLine line = fault.getCommandLine();
    if (line.getParent() == null) {
      Optional<String> command =
          Arrays.stream(arguments).flatMap(word -> nearestCommand(line, word).stream()).findFirst();
      if (command.isPresent()) {
        return command;
      }
    }
    return fault instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
        ? Nearest.to(
            unmatched.getUnmatched().getFirst().replaceFirst("=.*", ""),
            line.getCommandSpec().optionsMap().keySet())
        : Optional.empty();
  }
}
