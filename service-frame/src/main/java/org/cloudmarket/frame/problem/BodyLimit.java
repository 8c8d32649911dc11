package org.cloudmarket.frame.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses bodies that are too large with a problem document: at once where they say how long they
 * are, else when they are read. The server's own limit lies far above and only protects it: it
 * closes the connection without a word.
 */
@Singleton
public final class BodyLimit {

  private static final int BEFORE_THE_SERVERS_OWN = 100;

  private final int limit;
  private final EarlyRefusals refusals;

  @Inject
  BodyLimit(
      @ConfigProperty(name = "service.max-body-size") MemorySize limit, EarlyRefusals refusals) {
    this.limit = Math.toIntExact(limit.asLongValue());
    this.refusals = refusals;
  }

  /**
   * Reads a whole body.
   *
   * @throws Refusal where it is too large
   */
  public byte[] read(InputStream body) {
    try {
      byte[] read = body.readNBytes(limit + 1);
      if (read.length > limit) {
        throw tooLarge();
      }
      return read;
    } catch (IOException e) {
      throw Refusal.invalid("", "could not be read to its end");
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_THE_SERVERS_OWN);
  }

  private void check(RoutingContext context) {
    if (length(context.request()) <= limit) {
      context.next();
    } else {
      refusals.answer(context, tooLarge());
    }
  }

  private Refusal tooLarge() {
    return Refusal.tooLarge(
        List.of(new Fault("", "has more than the " + limit + " bytes that are taken")));
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0; // The server refuses this by itself.
    }
  }
}
