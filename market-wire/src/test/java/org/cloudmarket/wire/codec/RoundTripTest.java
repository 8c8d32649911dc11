package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  private static final int RECORDS = 300;

  /** Of what may hold a scenario, which takes milliseconds. */
  private static final int LONG_RECORDS = 15;

  private final RandomRecords records = new RandomRecords(new SplittableRandom(20260101));
  private final MessageCodec codec = new MessageCodec();
  private final FactCodec facts = new FactCodec(new MessageCodec());

  @ParameterizedTest
  @MethodSource("org.cloudmarket.wire.codec.RandomRecords#messageTypes")
  void everyMessageComesBackAsItWas(Class<?> type) throws Exception {
    for (int i = 0; i < records(type); i++) {
      Message message = (Message) records.next(type);

      Message back = codec.decode(codec.headers(message), codec.encode(message));

      assertThat(back).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @MethodSource("org.cloudmarket.wire.codec.RandomRecords#messageTypes")
  void everyMessageIsJsonToOthers(Class<?> type) throws Exception {
    ObjectMapper other = new ObjectMapper();
    for (int i = 0; i < records(type); i++) {
      Message message = (Message) records.next(type);

      JsonNode tree = other.readTree(codec.encode(message));

      assertThat(codec.decode(codec.headers(message), other.writeValueAsBytes(tree)))
          .isEqualTo(message);
    }
  }

  @ParameterizedTest
  @MethodSource("org.cloudmarket.wire.codec.RandomRecords#factTypes")
  void everyFactComesBackAsItWas(Class<?> type) throws Exception {
    for (int i = 0; i < records(type); i++) {
      Fact fact = (Fact) records.next(type);

      Fact back = facts.decode(fact.key(), facts.encode(fact));

      assertThat(back).isEqualTo(fact);
    }
  }

  @ParameterizedTest
  @MethodSource("org.cloudmarket.wire.codec.RandomRecords#factTypes")
  void aFactThatIsCutShortIsRefused(Class<?> type) throws Exception {
    Fact fact = (Fact) records.next(type);
    byte[] whole = facts.encode(fact);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> facts.decode(fact.key(), part)).isInstanceOf(UnreadableRecord.class);
    }
  }

  private static int records(Class<?> type) {
    boolean isLong =
        Fact.Heard.class.isAssignableFrom(type)
            || Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getType() == Scenario.class);
    return isLong ? LONG_RECORDS : RECORDS;
  }

  @Test
  void aFactOfAnotherVersionIsRefusedByName() {
    Fact fact = Specimens.facts().getLast();
    byte[] value = facts.encode(fact);
    value[0] = 9;

    assertThatThrownBy(() -> facts.decode(fact.key(), value))
        .isInstanceOfSatisfying(
            UnreadableRecord.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_VERSION))
        .hasMessageContaining("version 9");
  }

  @Test
  void aBuyerThatWasRememberedBeforeMovesCostMoneyHasPaidNothingForThem() throws Exception {
    Fact.Buyer buyer = withoutMoves(Specimens.facts());
    byte[] now = facts.encode(buyer);
    byte[] before = Arrays.copyOf(now, now.length - 1); // The last number was not there.
    before[0] = 1;

    assertThat(facts.decode(buyer.key(), before)).isEqualTo(buyer);
  }

  private static Fact.Buyer withoutMoves(List<Fact> facts) {
    Fact.Buyer buyer =
        facts.stream()
            .filter(Fact.Buyer.class::isInstance)
            .map(Fact.Buyer.class::cast)
            .filter(each -> each.last().won().portingFen() != 0)
            .findFirst()
            .orElseThrow();
    Fact.Last last = buyer.last();
    Fact.Last.Won won = last.won();
    return new Fact.Buyer(
        buyer.buyer(),
        buyer.contract(),
        new Fact.Last(
            last.month(),
            last.outcomes(),
            last.digest(),
            last.tendered(),
            new Fact.Last.Won(won.provider(), won.annualFen(), won.costFen(), 0),
            last.bidders(),
            last.complaint(),
            last.touching()));
  }

  @Test
  void aFactUnderAnothersKeyIsRefused() {
    byte[] value = facts.encode(Specimens.facts().getLast());

    assertThatThrownBy(() -> facts.decode("b-0001", value)).hasMessageContaining("begin with p-");
  }

  @Test
  void aMessageThatNoDeskKeepsIsNoFact() {
    RunDeleted deleted = new RunDeleted("run-7");
    String type = EventTypes.of(deleted).shape().eventType();
    byte[] heard =
        new BinaryWriter().begin().one(1).one(1).text(type).raw(codec.encode(deleted)).end();
    byte[] alarm =
        new BinaryWriter()
            .begin()
            .one(1)
            .one(6)
            .number(500)
            .text(type)
            .raw(codec.encode(deleted))
            .end();

    assertThatThrownBy(() -> facts.decode(Fact.Heard.RUN, heard))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("no desk keeps a RunDeleted");
    assertThatThrownBy(() -> facts.decode(Fact.Alarm.KEY, alarm))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("no desk keeps a RunDeleted");
  }

  @Test
  void equalIdsOfManyRecordsAreTheSameObject() throws Exception {
    BidsSubmitted book = Specimens.book();

    BidsSubmitted one = (BidsSubmitted) codec.decode(codec.headers(book), codec.encode(book));
    BidsSubmitted other = (BidsSubmitted) codec.decode(codec.headers(book), codec.encode(book));

    assertThat(one.bids().getFirst().provider()).isSameAs(other.bids().getFirst().provider());
    assertThat(one.run()).isSameAs(other.run());
    assertThat(one.tender().city()).isSameAs(other.tender().city());
  }

  @Test
  void aMessageThatNoReaderWouldTakeIsNotWritten() {
    ShardFailed endless = new ShardFailed("run-7", 0, 0, "x".repeat(MessageCodec.LONGEST_VALUE));

    assertThatThrownBy(() -> codec.encode(endless)).hasMessageContaining("shard-failed takes");
  }

  @Test
  void aCodecThatFailedGoesOn() throws Exception {
    ShardFailed noMonth = new ShardFailed("run-7", 0, Integer.MAX_VALUE, "");
    assertThatThrownBy(() -> codec.encode(noMonth)).hasMessageContaining("no month");

    byte[] value = codec.encode(new ShardFailed("run-7", 0, Specimens.MONTH, ""));

    assertThat(new String(value, StandardCharsets.UTF_8)).startsWith("{\"run\":\"run-7\"");
  }
}
