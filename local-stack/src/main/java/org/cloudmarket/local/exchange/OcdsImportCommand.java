package org.cloudmarket.local.exchange;

import java.util.concurrent.Callable;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.exchange.source.OcdsReader;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a market of data in the Open Contracting Data Standard. */
@Command(
    name = "ocds",
    description =
        "Make a market of OCDS 1.0 or 1.1: releases, records, packages of them, or JSON lines.",
    mixinStandardHelpOptions = true)
public final class OcdsImportCommand implements Callable<Integer> {

  @Mixin private ImportArguments arguments;

  @Option(
      names = "--term",
      paramLabel = "MONTHS",
      defaultValue = "0",
      description =
          "How long a contract runs whose end is not said. Without it: such contracts are not"
              + " used.")
  private int term;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (term < 0 || term > Scenario.MAX_MONTHS) {
      throw new ParameterException(
          spec.commandLine(), "--term takes a whole number from 0 to 600, not " + term);
    }
    return arguments.make(
        faults -> {
          OcdsReader reader = new OcdsReader(term, faults);
          arguments.files().stream().map(DataFile::of).forEach(reader::read);
          return reader.data();
        });
  }
}
