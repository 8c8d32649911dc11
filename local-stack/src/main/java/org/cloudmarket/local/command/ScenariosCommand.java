package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the scenarios that are shipped. */
@Command(
    name = "scenarios",
    description = "List the shipped scenarios and their arms.",
    mixinStandardHelpOptions = true)
public final class ScenariosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DocumentLibrary shipped = DocumentLibrary.shipped();
    for (ScenarioDocument document : shipped.scenarios()) {
      out.println(document.name());
      out.println("  " + document.title());
      shipped.arms(document).forEach((arm, title) -> out.println("  --arm " + arm + ": " + title));
    }
    return 0;
  }
}
