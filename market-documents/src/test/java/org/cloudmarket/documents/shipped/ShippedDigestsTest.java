package org.cloudmarket.documents.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

/**
 * The digests of every shipped scenario and arm, in a file. A test that fails here says that the
 * same order no longer gives the same awards. Where the model is meant to change, it gets another
 * number in {@link Fact.Model#CURRENT}, so that no run is begun by one and ended by the other, and
 * the file is written anew, with {@code ./mvnw -pl market-documents -am test
 * -Dtest=ShippedDigestsTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Ddigests.rewrite=src/test/resources}.
 */
class ShippedDigestsTest {

  private static final String REWRITE = "digests.rewrite";
  private static final String FILE = "shipped-digests.txt";
  private static final int SEEDS = 3;

  /** All months, so that every policy has its say, and few buyers, so that it takes seconds. */
  private static final Map<String, String> SMALL = Map.of("population.buyers", "300");

  private record Order(String name, Run run) {
    static String nameIn(String line) {
      return line.substring(0, line.lastIndexOf(' '));
    }
  }

  private record Run(Scenario scenario, long seed) {
    Digest digest() {
      DigestBook book = new DigestBook();
      ReferenceRun.run(
          scenario,
          seed,
          message -> {
            if (message instanceof Decided outcome) {
              book.add(outcome);
            }
          });
      return book.chained(scenario.start(), scenario.end()).lastEntry().getValue();
    }
  }

  @Test
  void everyShippedScenarioAndArmGivesTheAwardsItAlwaysGave() throws IOException {
    List<Order> orders = orders();
    // An arm that changes nothing is the scenario itself, and runs once.
    Map<Run, Digest> digests =
        orders.parallelStream()
            .map(Order::run)
            .distinct()
            .collect(Collectors.toConcurrentMap(run -> run, Run::digest));
    List<String> now = new ArrayList<>();
    now.add("model " + Fact.Model.CURRENT.number());
    orders.forEach(order -> now.add(order.name() + " " + digests.get(order.run()).hex()));

    String folder = System.getProperty(REWRITE, "");
    if (!folder.isEmpty()) {
      requireANumberOfItsOwn(now);
      Files.write(Path.of(folder, FILE), now);
    }
    assertThat(now).isEqualTo(before());
  }

  /** Another model than that of the file as it is has another number. */
  private static void requireANumberOfItsOwn(List<String> now) throws IOException {
    Map<String, String> before =
        before().stream().skip(1).collect(Collectors.toMap(Order::nameIn, line -> line));
    boolean same =
        now.stream()
            .skip(1)
            .allMatch(line -> line.equals(before.getOrDefault(Order.nameIn(line), line)));
    assertThat(same || !now.getFirst().equals(before().getFirst()))
        .as("digests change, and Fact.Model.CURRENT is the number of the model before")
        .isTrue();
  }

  /** A document from before entry answered and moves cost money means what it meant then. */
  @Test
  void aMarketThatSaysNothingOfEntryAndOfMovesGivesTheAwardsOfBefore() throws IOException {
    ScenarioDocument market = ScenarioDocument.parse(text("/china-2019-before-entry.yaml"));
    ScenarioDocument alone =
        ScenarioDocument.parse(
            """
            name: left-alone
            title: The market of before, left alone
            story: None.
            extends: china-2019-before-entry
            """);
    Scenario scenario =
        DocumentLibrary.shipped().with(market).with(alone).resolve(alone, Optional.empty(), SMALL);

    assertThat(List.of(1L, 2L, 3L))
        .extracting(seed -> new Run(scenario, seed).digest().hex())
        .containsExactly(
            "7e584a8145d48b18e3d1e26531e9cc10",
            "74742e68db3db1354d9bd8b21e6e9805",
            "a12c4c153d6a28cc714f69d2cd84efbf");
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ShippedDigestsTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Order> orders() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    List<Order> orders = new ArrayList<>();
    for (ScenarioDocument document : shipped.scenarios()) {
      Stream<Optional<String>> arms =
          Stream.concat(
              Stream.of(Optional.empty()),
              shipped.arms(document).keySet().stream().map(Optional::of));
      arms.forEach(
          arm -> {
            String name = document.name() + arm.map(id -> " arm " + id).orElse("");
            Scenario scenario = shipped.resolve(document, arm, SMALL);
            for (long seed = 1; seed <= SEEDS; seed++) {
              orders.add(new Order(name + " seed " + seed, new Run(scenario, seed)));
            }
          });
    }
    return orders;
  }

  private static List<String> before() throws IOException {
    String folder = System.getProperty(REWRITE, "");
    return folder.isEmpty()
        ? text("/" + FILE).lines().toList()
        : Files.readAllLines(Path.of(folder, FILE));
  }
}
