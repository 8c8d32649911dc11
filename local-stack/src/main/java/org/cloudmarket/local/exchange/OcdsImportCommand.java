package org.cloudmarket.local.exchange;

import java.util.concurrent.Callable;
import org.cloudmarket.exchange.source.OcdsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Override
  public Integer call() {
    return arguments.make(
        faults -> {
          OcdsReader reader = new OcdsReader(Math.max(0, term), faults);
          arguments.files().forEach(reader::read);
          return reader.data();
        });
  }
}
