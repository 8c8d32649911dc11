package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every message type, as files that people and other languages can read, and those of
 * facts. A test that fails here says that records in topics, and programs of others, would no
 * longer be understood: then the type needs a new version. Only where nothing was ever released may
 * the files be written anew, with {@code ./mvnw -pl market-wire -am test
 * -Dgolden.rewrite=src/test/resources/golden}.
 */
class WireFormatTest {

  private static final String REWRITE = "golden.rewrite";

  /** Scenario documents have tests of their own. */
  private static final String SCENARIO = ScenarioJson.write(Specimens.scenario()).toString();

  private final MessageCodec codec = new MessageCodec();

  static List<Message> messages() {
    return Specimens.messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aRecordIsByteForByteWhatItWas(Message message) {
    String name = EventTypes.of(message).shape().eventType().substring("org.cloudmarket.".length());

    String json = new String(codec.encode(message), StandardCharsets.UTF_8);

    assertIsAsItWas(name + ".json", json.replace(SCENARIO, "{}") + "\n");
    assertIsAsItWas(name + ".headers", headers(message));
  }

  /** Desks of a newer program take back what those of an older one have remembered. */
  @Test
  void factsInAStoreAreByteForByteWhatTheyWere() {
    FactCodec facts = new FactCodec(codec);
    StringBuilder lines = new StringBuilder();
    for (Fact fact : Specimens.facts()) {
      byte[] bytes = facts.encode(fact);
      // The length of a scenario is told in the bytes, and is not ours.
      if (!new String(bytes, StandardCharsets.UTF_8).contains(SCENARIO)) {
        lines.append(fact.key()).append(": ").append(HexFormat.of().formatHex(bytes)).append('\n');
      }
    }

    assertIsAsItWas("facts.txt", lines.toString());
  }

  @Test
  void anOrderWhoseDocumentIsAtHandIsTheSameRecord() {
    RunOrdered order = new RunOrdered("run-7", Specimens.scenario(), -42, 3, 500);

    assertThat(codec.encode(order, SCENARIO)).isEqualTo(codec.encode(order));
  }

  @Test
  void everyMessageTypeHasAFile() {
    assertThat(Specimens.messages())
        .extracting(message -> (Object) message.getClass())
        .containsExactlyInAnyOrderElementsOf(
            RandomRecords.messageTypes().stream().map(type -> (Object) type).toList());
  }

  @Test
  void everyTypeHeaderHasItsOwnMessage() {
    Map<String, Long> types =
        EventTypes.all().stream()
            .collect(Collectors.groupingBy(e -> e.shape().eventType(), Collectors.counting()));

    assertThat(types.values()).containsOnly(1L);
  }

  @Test
  void sourceAndIdTellEveryEventFromAllOthers() {
    Stream<String> events =
        Specimens.messages().stream()
            .map(message -> headers(message).lines().skip(2).limit(2).toList().toString());

    assertThat(events).doesNotHaveDuplicates();
  }

  private String headers(Message message) {
    return StreamSupport.stream(codec.headers(message).spliterator(), false)
        .map(WireFormatTest::line)
        .collect(Collectors.joining());
  }

  private static String line(Header header) {
    return header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8) + "\n";
  }

  private static void assertIsAsItWas(String file, String now) {
    String folder = System.getProperty(REWRITE, "");
    try {
      if (!folder.isEmpty()) {
        Files.createDirectories(Path.of(folder));
        Files.writeString(Path.of(folder, file), now);
        return;
      }
      try (InputStream golden = WireFormatTest.class.getResourceAsStream("/golden/" + file)) {
        assertThat(golden).as("golden/" + file).isNotNull();
        String before = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(now).as("golden/" + file).isEqualTo(before);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
