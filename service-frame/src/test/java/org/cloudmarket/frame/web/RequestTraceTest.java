package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.wire.codec.Trace;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.junit.jupiter.api.Test;

class RequestTraceTest {

  private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String UNSAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private static Optional<String> trace(String name, String... values) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Accept", "application/json"));
    Stream.of(values).forEach(value -> headers.add(Map.entry(name, value)));
    return new RequestTrace(new HttpHeadersImpl(headers)).sampled().map(Trace::text);
  }

  @Test
  void aRequestIsFollowedByTheSampledTraceThatItNames() {
    assertThat(trace("traceparent", SAMPLED)).contains(SAMPLED);
    assertThat(trace("Traceparent", SAMPLED)).contains(SAMPLED);
  }

  @Test
  void nobodyFollowsARequestThatNamesNoneOrOneThatIsNotSampledOrMalformedOrSeveral() {
    assertThat(trace("traceparent")).isEmpty();
    assertThat(trace("traceparent", UNSAMPLED)).isEmpty();
    assertThat(trace("traceparent", "")).isEmpty();
    assertThat(trace("traceparent", SAMPLED, SAMPLED)).isEmpty();
  }
}
