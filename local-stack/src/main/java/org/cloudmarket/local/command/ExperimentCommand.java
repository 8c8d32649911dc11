package org.cloudmarket.local.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.library.DocumentLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the experiment of a document in this process. */
@Command(
    name = "experiment",
    aliases = "sensitivity",
    description = {
      "Make the experiment of a document, in process: a comparison, an attribution or a"
          + " sensitivity, with intervals.",
      "What a document holds: docs/experiments.md."
    },
    mixinStandardHelpOptions = true)
public final class ExperimentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The document, YAML or JSON.")
  private Path file = Path.of("");

  @Mixin private ExperimentOptions options;

  @Override
  public Integer call() {
    String text = InputFile.read(file, spec.commandLine());
    return options.make(ExperimentReader.read(text, DocumentLibrary.shipped()));
  }
}
