package org.cloudmarket.frame.problem;

import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.frame.streams.RareLine;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem document. */
final class ProblemResponses {

  private static final Logger LOG = Logger.getLogger(ProblemResponses.class);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final RareLine away = new RareLine(LOG::warn);
  private final Addresses addresses;

  @Inject
  ProblemResponses(Addresses addresses) {
    this.addresses = addresses;
  }

  @ServerExceptionMapper
  RestResponse<Problem> refused(Refusal refusal) {
    return response(refusal.problem());
  }

  @ServerExceptionMapper
  RestResponse<Problem> web(
      WebApplicationException e, UriInfo uri, Request request, HttpHeaders headers) {
    int status = e.getResponse().getStatus();
    return response(
        switch (status) {
          case 400 ->
              Problem.of("invalid-request", "The request cannot be read", status, List.of());
          case 404 -> Problem.unknownAddress();
          case 406 ->
              Refusal.notAcceptable(
                      headers.getHeaderString(HttpHeaders.ACCEPT),
                      addresses.types(path(uri), request.getMethod()))
                  .problem();
          case 413 -> Refusal.tooLarge(List.of()).problem();
          case 415 ->
              Problem.of(
                  "unsupported-media-type",
                  "This address does not take a body of this media type",
                  status,
                  List.of());
          default -> Problem.of("refused", "The request was refused", status, List.of());
        });
  }

  @ServerExceptionMapper
  RestResponse<Problem> notAllowed(NotAllowedException e, UriInfo uri) {
    return builder(Refusal.unknownMethod().problem())
        .header("Allow", String.join(", ", addresses.methods(path(uri))))
        .build();
  }

  /** Without what a proxy puts before it. */
  private static String path(UriInfo uri) {
    String path = uri.getPath();
    return path.startsWith("/") ? path : "/" + path;
  }

  @ServerExceptionMapper
  RestResponse<Problem> unexpected(Exception e, HttpServerRequest request) {
    if (gone(e, request.response().closed())) {
      LOG.debug("A client has gone before it was answered", e);
      return response(
          Problem.of("client-gone", "The client has closed the connection", 499, List.of()));
    }
    Optional<String> said = DatabaseFailures.away(e);
    if (said.isPresent()) {
      away.write("A request could not be answered: " + said.get());
      return response(
          Refusal.unavailable("database-away", "The database does not answer").problem());
    }
    LOG.error("A request failed", e);
    return response(
        Problem.of(
            "internal", "Something is wrong on our side; the log says more", 500, List.of()));
  }

  /**
   * Whether it only says that nobody is there any longer: what clients do is no error of ours. That
   * the channel is closed, or that writing to it failed, may be known before the response is told.
   */
  static boolean gone(Exception e, boolean closed) {
    return e instanceof ClosedChannelException
        || (e instanceof IOException && (closed || thrownByTheSocket(e)))
        || (closed && e instanceof VertxException);
  }

  /** Whether the server's own socket has thrown it: no other is written to by this library. */
  private static boolean thrownByTheSocket(Exception e) {
    return Stream.of(e.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith("io.netty.channel.socket."));
  }

  private static ResponseBuilder<Problem> builder(Problem problem) {
    return ResponseBuilder.<Problem>create(problem.status())
        .header("Content-Type", Problem.MEDIA_TYPE)
        .entity(problem);
  }

  private static RestResponse<Problem> response(Problem problem) {
    ResponseBuilder<Problem> response = builder(problem);
    if (problem.status() == 429 || problem.status() == 503) {
      response.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
