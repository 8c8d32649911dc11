package org.cloudmarket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cloudmarket.local.client.ApiRefusal;
import org.cloudmarket.local.client.ProcurementApi;
import org.cloudmarket.local.process.Sockets;
import org.cloudmarket.local.stack.Health;
import org.cloudmarket.local.stack.Ports;
import org.cloudmarket.local.stack.ProjectHome;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.StackOptions;
import org.cloudmarket.local.stack.StackRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what of a running stack answers, and what it runs. */
@Command(
    name = "status",
    description = "Tell what answers and which runs are live; exit code 0 only if all answers.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private static final String HTTP = "http:";
  private static final String RUNS = "/api/runs";
  private static final List<String> OVER = List.of("finished", "cancelled", "failed");

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      converter = DataFolder.class,
      description = "Ask for the stack that was started with --data DIR.")
  private Optional<Path> data = Optional.empty();

  @Mixin private PortArguments ports;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> addresses = addresses();
    List<String> silent =
        addresses.keySet().stream().filter(n -> !answers(addresses.get(n))).toList();
    if (silent.size() == addresses.size()) {
      out.println("Nothing is running" + where() + ": './run up' starts it");
      return 1;
    }
    addresses.forEach(
        (name, address) ->
            out.printf(
                "  %-21s %-23s %s%n",
                name, address, silent.contains(name) ? "does not answer" : "ready"));
    String procurement = Service.PROCUREMENT.label();
    if (!silent.contains(procurement)) {
      tellRuns(new ProcurementApi(URI.create(addresses.get(procurement))), out);
    }
    return silent.isEmpty() ? 0 : 1;
  }

  /** Where a stack says that it answers; with ports given, where it would. */
  private Map<String, String> addresses() {
    StackOptions options = StackOptions.standard(ProjectHome.find());
    Path folder = data.map(dir -> options.withData(dir).folder()).orElse(options.folder());
    Map<String, String> recorded = new StackRecord(folder).read();
    Optional<Ports> asked = ports.ports();
    if (asked.isEmpty()) {
      return recorded;
    }
    Map<String, String> standing = options.withPorts(asked.get()).addresses();
    // The record knows the replicas too; but it may be that of another stack.
    return recorded.values().containsAll(standing.values()) ? recorded : standing;
  }

  private String where() {
    return ports.base().map(base -> " at port base " + base).orElse("")
        + data.map(dir -> " with its data in " + dir).orElse("");
  }

  private static void tellRuns(ProcurementApi api, PrintWriter out) {
    try {
      boolean any = false;
      JsonNode page;
      String address = RUNS;
      do {
        page = api.get(address);
        for (JsonNode run : page.path("items")) {
          if (!OVER.contains(run.path("status").asText())) {
            any = true;
            out.println("  " + line(run));
          }
        }
        address = RUNS + "?after=" + page.path("next").asText();
      } while (!page.path("next").asText().isEmpty());
      if (!any) {
        out.println("  no run is live");
      }
    } catch (ApiRefusal e) {
      out.println("  runs cannot be told: " + e.getMessage());
    }
  }

  private static String line(JsonNode run) {
    return String.format(
        Locale.ROOT,
        "run %s  %s  seed %d  %s %s %.0f%%",
        run.path("id").asText(),
        run.path("scenario").asText(),
        run.path("seed").asLong(),
        run.path("status").asText(),
        run.path("month").asText(""),
        100 * run.path("progress").asDouble());
  }

  private static boolean answers(String address) {
    if (address.startsWith(HTTP)) {
      return Health.isReady(URI.create(address));
    }
    return Sockets.accepts(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }
}
