package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictDecodingTest {

  private static final String BOOK = "org.cloudmarket.bids-submitted.v1";
  private static final String CLOSED = "org.cloudmarket.tenders-closed.v1";
  private static final String ORDERED = "org.cloudmarket.run-ordered.v1";

  private final MessageCodec codec = new MessageCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"run":"r","shard":0,"month":"2021-09"}                        | MISSING_FIELD    | /count
          {"run":"r","shard":0,"month":"2021-09","count":1,"more":2}     | UNKNOWN_FIELD    | /more
          {"run":"r","shard":0,"month":"2021-09","count":1,"a/b":2}      | UNKNOWN_FIELD    | /a~1b
          {"run":"r","shard":0,"month":"2021-09","count":"1"}            | WRONG_TYPE       | /count
          {"run":"r","shard":0,"month":"2021-09","count":1.5}            | WRONG_TYPE       | /count
          {"run":"r","shard":0,"month":"2021-09","count":1e3}            | WRONG_TYPE       | /count
          {"run":"r","shard":0,"month":"2021-09","count":null}           | WRONG_TYPE       | /count
          {"run":"r","shard":0,"month":"2021-09","count":2147483648}     | BAD_VALUE        | /count
          {"run":"r","shard":99999999999999999999,"month":"x","count":1} | BAD_VALUE        | /shard
          {"run":"r","shard":0,"month":"2021-13","count":1}              | BAD_VALUE        | /month
          {"run":"r","shard":0,"month":"2021-9","count":1}               | BAD_VALUE        | /month
          {"run":"r","shard":0,"month":202109,"count":1}                 | WRONG_TYPE       | /month
          {"run":"r/0","shard":0,"month":"2021-09","count":1}            | BAD_VALUE        | /run
          {"run":"","shard":0,"month":"2021-09","count":1}               | BAD_VALUE        | /run
          {"run":null,"shard":0,"month":"2021-09","count":1}             | WRONG_TYPE       | /run
          {"run":"r","shard":0,"month":"2021-09","count":1,"count":2}    | MALFORMED        | byte
          {"run":"r","shard":0,"month":"2021-09","count":1,}             | MALFORMED        | byte
          {"run":"r","shard":0,"month":"2021-09","count":01}             | MALFORMED        | byte
          {"run":"r","shard":0,"month":"2021-09","count":1               | MALFORMED        | byte
          {"run":"r","shard":0,"month":"2021-09","count":1} {}           | TRAILING_GARBAGE | byte
          {"run":"r","shard":0,"month":"2021-09","count":1},             | TRAILING_GARBAGE | byte
          {"run":"r","shard":0,"month":"2021-09","count":1}x             | TRAILING_GARBAGE | byte
          [1]                                                            | WRONG_TYPE       | ``
          nonsense                                                       | MALFORMED        | byte
          """)
  void aFaultIsNamedWithItsPlace(String json, Fault fault, String where) {
    UnreadableRecord refusal = refusal(CLOSED, json.getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.fault()).isEqualTo(fault);
    assertThat(refusal.where()).startsWith(where);
    assertThat(refusal).hasMessageStartingWith(fault.id());
  }

  @Test
  void aFaultDeepInsideIsNamedWithItsPlace() {
    String json = new String(codec.encode(Specimens.book()), StandardCharsets.UTF_8);

    assertThat(refusal(BOOK, json.replace("\"answer\":\"below-cost\"", "\"answer\":\"perhaps\"")))
        .hasMessage(
            "bad-value at /bids/7/answer: 'perhaps' is none of bid, not-interested, not-eligible,"
                + " not-certified, below-cost, in-house");
    assertThat(refusal(BOOK, json.replace("1290500007,\"qual", "null,\"qual")))
        .hasMessage("wrong-type at /bids/4/priceFen: an integer is expected, not null");
    assertThat(refusal(BOOK, json.replace("1310000000,-", "\"1310000000\",-")))
        .hasMessage("wrong-type at /otherwise/0/pricesFen/3: an integer is expected, not string");
    assertThat(refusal(BOOK, json.replace("\"policies\":[\"mandate\"]", "\"policies\":[7]")))
        .hasMessage("wrong-type at /tender/policies/0: an id is expected, not the number 7");
    assertThat(refusal(BOOK, json.replace("\"city\":\"tianjin\",", "")))
        .hasMessage("missing-field at /tender/city: it has to be there");
    assertThat(refusal(BOOK, json.replace("\"city\":", "\"town\":\"tianjin\",\"city\":")))
        .hasMessage("unknown-field at /tender/town: 'town' is an unknown field");
  }

  @Test
  void aRecordThatRefusesItsValuesIsUnreadable() {
    String json = new String(codec.encode(Specimens.messages().getFirst()), StandardCharsets.UTF_8);

    assertThat(refusal(ORDERED, json.replace("\"shards\":3", "\"shards\":65")))
        .hasMessage("bad-value: shards is 65, outside 1..64");
  }

  @Test
  void fieldsMayComeInAnyOrderAndWithBlanks() throws Exception {
    String json = "\n{ \"count\" : 3, \"month\":\"2021-09\", \"shard\": 1, \"run\":\"r\" } ";

    assertThat(codec.decode(type(CLOSED), json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new TendersClosed("r", 1, Specimens.MONTH, 3));
  }

  @Test
  void anUnknownVersionIsRefusedByName() {
    assertThat(refusal("org.cloudmarket.tenders-closed.v2", "{}"))
        .hasMessage(
            "unknown-version at ce_type: 'org.cloudmarket.tenders-closed.v2' is not read here,"
                + " only v1 of it");
  }

  @Test
  void anUnknownTypeIsRefusedByName() {
    assertThat(refusal("org.cloudmarket.tender-closed.v1", "{}"))
        .hasMessage(
            "unknown-type at ce_type: 'org.cloudmarket.tender-closed.v1' is no type of this"
                + " system");
  }

  @Test
  void aRecordWithoutATypeIsRefused() {
    UnreadableRecord refusal =
        catchThrowableOfType(
            UnreadableRecord.class, () -> codec.decode(new RecordHeaders(), new byte[] {'{', '}'}));

    assertThat(refusal).hasMessage("unknown-type at ce_type: the header is missing");
  }

  @Test
  void aTombstoneIsRefused() {
    assertThat(refusal(CLOSED, (byte[]) null)).hasMessage("malformed: there is no value");
    assertThat(refusal(CLOSED, new byte[0])).hasMessage("malformed: the value is empty");
  }

  @Test
  void anOverlongRecordIsRefusedUnread() {
    UnreadableRecord refusal = refusal(CLOSED, new byte[MessageCodec.LONGEST_VALUE + 1]);

    assertThat(refusal).hasMessage("too-long: 4194305 bytes; 4194304 are allowed");
  }

  @Test
  void aRecordAsDeepAsItIsLongIsRefused() {
    assertThat(refusal(CLOSED, "[".repeat(1_000_000)).fault()).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void theTypeDecidesAndNotTheFields() throws Exception {
    byte[] value = codec.encode(new TendersClosed("r", 1, Specimens.MONTH, 3));

    assertThat(codec.decode(type("org.cloudmarket.bids-closed.v1"), value))
        .isEqualTo(new BidsClosed("r", 1, Specimens.MONTH, 3));
  }

  private UnreadableRecord refusal(String type, String json) {
    return refusal(type, json.getBytes(StandardCharsets.UTF_8));
  }

  private UnreadableRecord refusal(String type, byte[] value) {
    return catchThrowableOfType(UnreadableRecord.class, () -> codec.decode(type(type), value));
  }

  private static RecordHeaders type(String type) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(CloudEvents.TYPE, type.getBytes(StandardCharsets.UTF_8));
    return headers;
  }
}
