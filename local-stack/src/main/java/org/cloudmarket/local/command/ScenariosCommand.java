package org.cloudmarket.local.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the scenarios that are shipped. */
@Command(
    name = "scenarios",
    description = "List the shipped scenarios and their arms, or those of one.",
    mixinStandardHelpOptions = true)
public final class ScenariosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "One of them. Without it: all.")
  private Optional<String> scenario = Optional.empty();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    DocumentLibrary shipped = DocumentLibrary.shipped();
    List<ScenarioDocument> documents =
        scenario.map(name -> List.of(shipped.get(name))).orElseGet(shipped::scenarios);
    for (ScenarioDocument document : documents) {
      out.println(document.name());
      out.println("  " + document.title());
      shipped.arms(document).forEach((arm, title) -> out.println("  --arm " + arm + ": " + title));
    }
    return 0;
  }
}
