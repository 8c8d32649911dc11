package org.cloudmarket.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.WholeNumbers;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.documents.scenario.Titles;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.scenario.Scenario;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options of every command that runs a scenario. */
public final class MarketArguments {

  /** The market left alone: what every other scenario is held against. */
  private static final String BASELINE = "no-policy";

  private static final String WITHOUT = "-without-policy";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO",
      defaultValue = "tianjin-mandate",
      description =
          "A shipped scenario, such as security-sanction; all of them: ./run scenarios. Or a file"
              + " with a scenario of your own, such as my-market.yaml. Without it:"
              + " ${DEFAULT-VALUE}.")
  private String scenario = "";

  /** What the file that somebody named holds. */
  private Optional<ScenarioDocument> read = Optional.empty();

  @Option(
      names = "--arm",
      paramLabel = "ARM",
      description = "One of the scenario's arms: a variant of it.")
  private Optional<String> arm = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      converter = Seed.class,
      description =
          "A whole number from -9007199254740991 to 9007199254740991: the luck of the run; without"
              + " it: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--shards",
      paramLabel = "N",
      defaultValue = "4",
      converter = Shards.class,
      description =
          "In how many parts to run, 1 to 64; changes no award. Without it: ${DEFAULT-VALUE}.")
  private int shards;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Change a value of the scenario, as often as needed: --set population.buyers=2000. A"
              + " value is a number, true or false, a list or a map where the field takes one, else"
              + " text; null removes what is there.")
  private List<String> set = List.of();

  /** Reads how many shards. */
  static final class Shards extends WholeNumber {
    Shards() {
      super(1, RunsMessage.MAX_SHARDS);
    }
  }

  /** Reads a seed. */
  static final class Seed implements CommandLine.ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return WholeNumbers.parse(text, -RunsMessage.MAX_SEED, RunsMessage.MAX_SEED);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }

  /** The scenario's name. */
  String scenario() {
    return document().map(ScenarioDocument::name).orElse(scenario);
  }

  /**
   * The document in the file that somebody named; nothing where it is the name of a scenario.
   *
   * @throws InvalidScenario where it cannot be read as a document
   */
  Optional<ScenarioDocument> document() {
    if (read.isEmpty() && scenario.matches("(?i).+\\.(yaml|yml|json)")) {
      String text = InputFile.read(Path.of(scenario), spec.commandLine());
      read = Optional.of(ScenarioDocument.parse(text));
    }
    return read;
  }

  /** What is shipped, and the document of a file. */
  DocumentLibrary library() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    return document().map(shipped::with).orElse(shipped);
  }

  Optional<String> arm() {
    return arm;
  }

  /** The luck of the run. */
  public long seed() {
    return seed;
  }

  int shards() {
    return shards;
  }

  ValuesByPath changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    for (String change : set) {
      int end = change.indexOf('=');
      if (end < 1) {
        throw new ParameterException(
            spec.commandLine(),
            "--set takes PATH=VALUE such as population.buyers=2000, not '" + change + "'");
      }
      String path = change.substring(0, end);
      if (changes.put(path, change.substring(end + 1)) != null) {
        throw new ParameterException(spec.commandLine(), "--set changes '" + path + "' twice");
      }
    }
    return ValuesByPath.typed(changes);
  }

  /**
   * The same market without any policy, and how to order it.
   *
   * @param scenario its name
   * @param arm of it; empty for none
   * @param changes what is changed of it
   * @param resolved what comes of that
   */
  record Baseline(String scenario, String arm, ValuesByPath changes, Scenario resolved) {}

  /**
   * The scenario, resolved here: what is wrong with it is said before anything is started.
   *
   * @throws org.cloudmarket.documents.reading.InvalidScenario with every fault
   */
  public Scenario resolved() {
    DocumentLibrary library = library();
    requireNoCommand(library);
    return library.resolve(library.get(scenario()), arm, changes());
  }

  /** A command that is mistyped is taken for a scenario. */
  private void requireNoCommand(DocumentLibrary library) {
    CommandLine line = spec.commandLine();
    boolean mistyped =
        line.getParent() == null
            && library.find(scenario()).isEmpty()
            && Complaint.nearestCommand(line, scenario).isPresent();
    if (mistyped) {
      throw new ParameterException(line, "There is no command or scenario '" + scenario + "'");
    }
  }

  /**
   * What the scenario is compared with, resolved here: no-policy where it has the same market, else
   * the scenario itself without its policies.
   *
   * @param with the scenario, as {@link #resolved} gives it
   */
  Baseline baseline(Scenario with) {
    DocumentLibrary library = library();
    Scenario alone = with.withPolicies(List.of(), List.of());
    ValuesByPath changes = changes().without("policies", "triggers");
    try {
      Scenario market = library.resolve(library.get(BASELINE), Optional.empty(), changes);
      if (market(market).equals(market(alone))) {
        return new Baseline(BASELINE, "", changes, market);
      }
    } catch (InvalidScenario e) {
      // What was changed is not in that market.
    }
    ObjectNode without = JsonNodeFactory.instance.objectNode();
    without.put("name", scenario() + WITHOUT);
    without.put("title", Titles.with(alone.title(), ", without any policy"));
    if (!with.policies().isEmpty()) {
      without.putNull("policies");
    }
    if (!with.triggers().isEmpty()) {
      without.putNull("triggers");
    }
    ValuesByPath all = changes.with(without.properties());
    return new Baseline(
        scenario(), arm.orElse(""), all, library.resolve(library.get(scenario()), arm, all));
  }

  /** All of a scenario but what it is called. */
  private static JsonNode market(Scenario scenario) {
    ObjectNode market = ScenarioJson.write(scenario).deepCopy();
    market.remove(List.of("name", "title", "story"));
    return market;
  }
}
