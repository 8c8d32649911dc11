package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

  private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final MessageCodec codec = new MessageCodec();

  private static Headers named(String traceparent) {
    return new RecordHeaders()
        .add(Trace.HEADER, traceparent.getBytes(StandardCharsets.UTF_8))
        .add(CloudEvents.TYPE, new byte[0]);
  }

  @Test
  void aSampledTraceIsPassedOnAsItCame() {
    Trace trace = Trace.of(SAMPLED).orElseThrow();

    assertThat(trace.id()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(trace.text()).isEqualTo(SAMPLED);
    assertThat(Trace.in(new RecordHeaders().add(trace.header())).orElseThrow().text())
        .isEqualTo(SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"03", "ff", "81"})
  void otherFlagsBesideTheSampledOneAreKept(String flags) {
    String text = SAMPLED.replaceFirst("01$", flags);

    assertThat(Trace.of(text).orElseThrow().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "02", "fe"})
  void aTraceThatIsNotSampledIsNone(String flags) {
    assertThat(Trace.of(SAMPLED.replaceFirst("01$", flags))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-09",
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be-like"
  })
  void ofALaterVersionWhatIsKnownIsPassedOnInThisOne(String later) {
    assertThat(Trace.of(later).orElseThrow().text()).isEqualTo(SAMPLED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "garbage",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "0 -0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319\u0661-b7ad6b7169203331-01"
      })
  void whatIsMalformedIsPassedOver(String text) {
    assertThat(Trace.of(text)).isEmpty();
    assertThat(Trace.in(named(text))).isEmpty();
  }

  @Test
  void aRecordWithoutTheHeaderOrWithAnEmptyOneHasNoTrace() {
    assertThat(Trace.in(new RecordHeaders())).isEmpty();
    assertThat(Trace.in(new RecordHeaders().add(Trace.HEADER, null))).isEmpty();
    assertThat(Trace.in(named("0".repeat(1 << 20)))).isEmpty();
  }

  /** It is a header of the protocol, as in HTTP, and no attribute of the event. */
  @Test
  void aRecordThatHasOneIsTheSameEvent() throws UnreadableRecord {
    Headers headers =
        codec.headers(Specimens.award()).add(Trace.of(SAMPLED).orElseThrow().header());
    byte[] value = codec.encode(Specimens.award());

    assertThat(codec.decode(headers, value)).isEqualTo(Specimens.award());
    assertThat(KafkaMessageFactory.createReader(headers, value).toEvent())
        .isEqualTo(
            KafkaMessageFactory.createReader(codec.headers(Specimens.award()), value).toEvent());
  }
}
