package org.cloudmarket.frame.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.wire.codec.Trace;

/** The trace that a client follows the request by that is being answered. */
@Singleton
public final class RequestTrace {

  private final HttpHeaders headers;

  /**
   * Looks at the request of whoever asks.
   *
   * @param headers of the request that is being answered
   */
  @Inject
  public RequestTrace(HttpHeaders headers) {
    this.headers = headers;
  }

  /** The trace, where the client names one, and has it sampled. What is no trace is passed over. */
  public Optional<Trace> sampled() {
    List<String> named = headers.getRequestHeader(Trace.HEADER);
    // W3C wants one header: of several nobody knows which one is meant.
    return named.size() == 1 ? Trace.of(named.getFirst()) : Optional.empty();
  }
}
