package org.cloudmarket.local.exchange;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.market.ImportOptions;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.exchange.market.MarketImport;
import org.cloudmarket.exchange.report.ImportReport;
import org.cloudmarket.exchange.report.MappingTable;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What every import takes, and what it does with contracts once they are read. */
final class ImportArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "The data, plain or gzipped; as many files as there are.")
  private List<Path> files = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.yaml",
      description =
          "Where to put the scenario. Beside it: FILE.report.md, and FILE.mapping.csv with who was"
              + " taken for whom.")
  private Path out = Path.of("");

  @Option(
      names = "--mapping",
      paramLabel = "MAP.csv",
      description =
          "Who is who: a table with the columns kind, match, to, ownership and rate. What it does"
              + " not say is proposed.")
  private Optional<Path> mapping = Optional.empty();

  @Option(
      names = "--start",
      paramLabel = "MONTH",
      converter = Month.class,
      description = "The market's first month, such as 2021-01. Without it: proposed.")
  private Optional<Integer> start = Optional.empty();

  @Option(
      names = "--months",
      paramLabel = "N",
      description = "How many months the market has, 1 to 600. Without it: to the end of the data.")
  private Optional<Integer> months = Optional.empty();

  @Option(
      names = "--providers",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "How many suppliers that the mapping does not name become providers of their own, 0 to"
              + " 126, the largest first; all others are one. Without it: ${DEFAULT-VALUE}.")
  private int providers;

  @Option(
      names = "--named-above",
      paramLabel = "AMOUNT",
      description =
          "Name buyers that spend more than this a year, in units of the currency. Without it:"
              + " those that spend more than 2 percent of all.")
  private Optional<BigDecimal> namedAbove = Optional.empty();

  @Option(
      names = "--skip-faulty",
      description =
          "Leave out what is faulty and say so. Without it: nothing is imported while there are"
              + " faults.")
  private boolean skipFaulty;

  /** Reads a month. */
  static final class Month implements CommandLine.ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      try {
        return Months.parse(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  List<Path> files() {
    return files;
  }

  /** The faults of all files together, in which reading goes on to the end. */
  interface Reading {
    ContractData read(DataFaults faults);
  }

  /**
   * Reads the data, makes the market, leaves its files and says what became of it.
   *
   * @throws org.cloudmarket.exchange.contract.InvalidData with every fault
   */
  int make(Reading reading) {
    ImportOptions options = options();
    DataFaults ofMapping = new DataFaults();
    Mapping map =
        mapping.map(file -> Mapping.read(DataFile.of(file), ofMapping)).orElseGet(Mapping::none);
    DataFaults ofData = new DataFaults();
    ContractData data = reading.read(ofData);
    PrintWriter console = spec.commandLine().getOut();
    if (!skipFaulty || ofMapping.count() > 0) {
      ofMapping.addAll(ofData);
      ofMapping.throwIfAny();
    }
    ofData.lines().forEach(line -> console.println(Excerpt.printable("Left out: " + line)));
    ImportedMarket market = MarketImport.of(data, map, options);
    ImportReport.lines(market).forEach(line -> console.println(Excerpt.printable(line)));
    console.println();
    console.println("Scenario  " + write(out, market.document()));
    console.println(
        "Mapping   "
            + write(
                out.resolveSibling(options.name() + ".mapping.csv"),
                MappingTable.csv(market, map)));
    console.println(
        "Report    "
            + write(
                out.resolveSibling(options.name() + ".report.md"), ImportReport.markdown(market)));
    console.println("Run it    ./run reference " + out);
    return 0;
  }

  private ImportOptions options() {
    String file = out.getFileName() == null ? "" : out.getFileName().toString();
    String name = file.replaceFirst("\\.ya?ml$", "");
    if (name.equals(file) || !Ids.valid(name)) {
      throw wrong(
          "--out takes a file such as my-market.yaml, whose name is the scenario's, not '"
              + out
              + "'");
    }
    if (providers < 0 || providers > ImportOptions.MOST_OWN_PROVIDERS) {
      throw wrong("--providers takes a whole number from 0 to 126, not " + providers);
    }
    if (months.filter(each -> each < 1 || each > Scenario.MAX_MONTHS).isPresent()) {
      throw wrong("--months takes a whole number from 1 to 600, not " + months.get());
    }
    if (namedAbove.filter(each -> each.signum() < 0).isPresent()) {
      throw wrong("--named-above takes an amount, not " + namedAbove.get());
    }
    String source =
        files.stream()
            .map(each -> String.valueOf(each.getFileName()))
            .collect(Collectors.joining(", "));
    return new ImportOptions(
        name,
        source,
        start.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        months.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        providers,
        namedAbove);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static Path write(Path file, String text) {
    try {
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new StackFailure(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
