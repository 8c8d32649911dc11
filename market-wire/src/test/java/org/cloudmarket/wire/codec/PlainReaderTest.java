package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.json.PlainReader;
import org.cloudmarket.wire.json.PlainScanner;
import org.cloudmarket.wire.json.TolerantReader;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast reader against the careful one: it may give up, but never read what is not there. */
class PlainReaderTest {

  private static final byte[] LIKELY =
      "{}[]\",:0123456789-.eE+ \\ntrufalse\n\0".getBytes(StandardCharsets.US_ASCII);

  private final SplittableRandom random = new SplittableRandom(7);
  private final RandomRecords records = new RandomRecords(random);
  private final PlainReader plain = new PlainReader();
  private final MessageCodec codec = new MessageCodec();

  @ParameterizedTest
  @MethodSource("org.cloudmarket.wire.codec.RandomRecords#messageTypes")
  void whateverIsDoneToARecordBothReadersAgree(Class<?> type) throws Exception {
    int readByBoth = 0;
    for (int i = 0; i < (holdsADocument(type) ? 50 : 3_000); i++) {
      Message message = (Message) records.next(type);
      Shape<?> shape = EventTypes.of(message).shape();
      byte[] value = damaged(codec.encode(message));
      Message fast;
      try {
        fast = plain.read(value, shape.read());
      } catch (PlainScanner.Unusual | UnreadableRecord | IllegalArgumentException e) {
        continue;
      }
      readByBoth++;

      assertThat(TolerantReader.read(value, shape.read())).isEqualTo(fast);
    }
    // Damage within a number or an id makes another record; that must have happened.
    assertThat(readByBoth).isPositive();
  }

  /** Those take long to read. */
  private static boolean holdsADocument(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getGenericType().getTypeName())
        .anyMatch(
            name ->
                name.contains(Scenario.class.getName()) || name.contains(Policy.class.getName()));
  }

  private byte[] damaged(byte[] whole) {
    byte[] value = whole.clone();
    int at = random.nextInt(value.length);
    switch (random.nextInt(4)) {
      case 0 -> value[at] = LIKELY[random.nextInt(LIKELY.length)];
      case 1 -> value[at] = (byte) random.nextInt(256);
      case 2 -> value = Arrays.copyOf(value, at);
      default -> {
        value = Arrays.copyOf(value, value.length + 1);
        System.arraycopy(whole, at, value, at + 1, whole.length - at);
        value[at] = LIKELY[random.nextInt(LIKELY.length)];
      }
    }
    return value;
  }

  @Test
  void whatIsWrittenHereIsReadFast() throws Exception {
    for (Message message : Specimens.messages()) {
      boolean holdsFreeText = message.toString().contains("城市");
      if (holdsADocument(message.getClass()) || !holdsFreeText) {
        assertThat(
                (Object) plain.read(codec.encode(message), EventTypes.of(message).shape().read()))
            .isEqualTo(message);
      }
    }
  }

  @Test
  void theShardsOfARunShareItsScenario() throws Exception {
    RunStarted first =
        Specimens.messages().stream()
            .filter(RunStarted.class::isInstance)
            .map(RunStarted.class::cast)
            .findFirst()
            .orElseThrow();
    RunStarted second =
        new RunStarted(
            first.run(),
            first.shard() + 1,
            64,
            first.seed(),
            first.scenario(),
            first.paceMillis(),
            16);

    Scenario one = ((RunStarted) decoded(first)).scenario();
    Scenario other = ((RunStarted) decoded(second)).scenario();

    assertThat(one).isEqualTo(first.scenario()).isSameAs(other);
  }

  private Message decoded(Message message) throws UnreadableRecord {
    return codec.decode(codec.headers(message), codec.encode(message));
  }

  @Test
  void aDocumentThatDiffersInItsLastByteIsAnother() throws Exception {
    for (Message message : Specimens.messages()) {
      if (message instanceof RunStarted started) {
        decoded(started);
        byte[] value = codec.encode(started);
        String text = new String(value, StandardCharsets.UTF_8);
        String other = text.replace("\"buyers\":", "\"buyers\":1");

        Message read = codec.decode(codec.headers(started), other.getBytes(StandardCharsets.UTF_8));

        assertThat(other).isNotEqualTo(text);
        assertThat(((RunStarted) read).scenario()).isNotEqualTo(started.scenario());
      }
    }
  }
}
