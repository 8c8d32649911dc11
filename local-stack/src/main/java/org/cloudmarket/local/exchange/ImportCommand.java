package org.cloudmarket.local.exchange;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a market of somebody's own data. */
@Command(
    name = "import",
    description = "Make a market of contracts: of OCDS releases, or of a table.",
    mixinStandardHelpOptions = true,
    subcommands = {OcdsImportCommand.class, CsvImportCommand.class})
public final class ImportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "Say what is imported: 'ocds FILE' or 'csv FILE'");
  }
}
