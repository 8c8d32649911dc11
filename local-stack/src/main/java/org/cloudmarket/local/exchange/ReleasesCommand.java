package org.cloudmarket.local.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.cloudmarket.exchange.release.ReferenceReleases;
import org.cloudmarket.exchange.release.ReleaseNames;
import org.cloudmarket.exchange.release.ReleaseWriter;
import org.cloudmarket.local.command.MarketArguments;
import org.cloudmarket.local.process.StackFailure;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what becomes of a scenario as releases of OCDS. */
@Command(
    name = "releases",
    description =
        "Run a scenario in process and write its tenders, bids, awards and contracts as OCDS 1.1.",
    mixinStandardHelpOptions = true)
public final class ReleasesCommand implements Callable<Integer> {

  /** What the run is called that is kept nowhere. */
  private static final String RUN = "reference";

  @Spec private CommandSpec spec;

  @Mixin private MarketArguments market;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "Where to put them: FILE.json is a release package, FILE.jsonl has a line for each; with"
              + " .gz behind it, gzipped.")
  private Path out = Path.of("");

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = ReleaseNames.PREFIX,
      description =
          "What the ids of contracting processes begin with; none that could be registered. Without"
              + " it: ${DEFAULT-VALUE}.")
  private String prefix = ReleaseNames.PREFIX;

  @Override
  public Integer call() {
    String name = out.toString().replaceFirst("\\.gz$", "");
    if (!name.endsWith(".json") && !name.endsWith(".jsonl")) {
      throw wrong("--out takes FILE.json or FILE.jsonl, either with .gz, not '" + out + "'");
    }
    if (!ReleaseNames.usable(prefix)) {
      throw wrong("--prefix: " + ReleaseNames.refusal(prefix));
    }
    Scenario scenario = market.resolved();
    ReleaseNames names = new ReleaseNames(prefix, RUN);
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out));
        OutputStream bytes = out.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file;
        ReleaseWriter writer =
            name.endsWith(".jsonl")
                ? ReleaseWriter.lines(bytes)
                : ReleaseWriter.pack(bytes, RUN + "-" + scenario.name() + "-" + market.seed())) {
      ReferenceReleases.write(scenario, market.seed(), names, writer);
    } catch (IOException e) {
      throw new StackFailure(out + " cannot be written: " + e.getMessage(), e);
    }
    spec.commandLine().getOut().println("Releases  " + out);
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
