package org.cloudmarket.local.exchange;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.cloudmarket.exchange.source.CsvContracts;
import org.cloudmarket.exchange.source.DataFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a market of a table of contracts. */
@Command(
    name = "csv",
    description =
        "Make a market of a table of contracts with the columns buyer, supplier, value, start and"
            + " end, and where they are known bidders, currency, method, city and country.",
    mixinStandardHelpOptions = true)
public final class CsvImportCommand implements Callable<Integer> {

  @Mixin private ImportArguments arguments;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "",
      description = "The currency of rows that do not say theirs, such as EUR.")
  private String currency = "";

  @Override
  public Integer call() {
    return arguments.make(
        faults -> {
          CsvContracts table = new CsvContracts(currency.toUpperCase(Locale.ROOT), faults);
          arguments.files().stream().map(DataFile::of).forEach(table::read);
          return table.data();
        });
  }
}
