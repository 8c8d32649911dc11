package org.cloudmarket.frame.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmarket.frame.problem.EarlyRefusals;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Callers.Call;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before every address of a service: resources, pages, health and metrics, and what is
 * passed on to others.
 */
@Singleton
final class RequestGuard {

  /** Before the limit of bodies. */
  private static final int FIRST = 200;

  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final Set<String> CHANGING_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** What a body says would be passed over. */
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  /** Health, metrics, documents of the API, and pages, which take whatever method. */
  private static final Pattern READ_ONLY =
      Pattern.compile("/|/index\\.html|/(q|desk|_static)(/.*)?");

  private final Callers callers;
  private final EarlyRefusals refusals;

  @Inject
  RequestGuard(
      @ConfigProperty(name = "service.hosts") Optional<List<String>> hosts,
      EarlyRefusals refusals) {
    this.callers = new Callers(hosts.orElse(List.of()));
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  /**
   * A host that is none, or an address that is none, ends a request before any filter. This comes
   * before Quarkus's own 500, and before whoever answers such an address.
   */
  void answerMalformed(@Observes Router router) {
    router
        .route()
        .order(-FIRST)
        .failureHandler(
            context -> {
              if (context.request().authority() == null) {
                refusals.answer(
                    context, Refusal.invalid("/Host", "is missing, or no host and port"));
              } else {
                callers
                    .refuse(call(context.request()))
                    .ifPresentOrElse(refusal -> refusals.answer(context, refusal), context::next);
              }
            });
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.addHeadersEndHandler(_ -> EarlyRefusals.tellBrowsers(context.response().headers()));
    Optional<Refusal> refused = callers.refuse(call(request));
    if (refused.isEmpty() && WITHOUT_BODY.contains(request.method().name()) && hasBody(request)) {
      refused =
          Optional.of(
              Refusal.invalid(
                  "", "the request has a body, and " + request.method() + " is asked without one"));
    }
    if (refused.isEmpty() && !CHANGING_NOTHING.contains(request.method().name())) {
      refused = refuseChange(context, request);
    }
    if (refused.isPresent()) {
      refusals.answer(context, refused.get());
    } else {
      context.next();
    }
  }

  private static Call call(HttpServerRequest request) {
    // Not the header: a proxy that is trusted says another, and HTTP/2 has none.
    HostAndPort authority = request.authority();
    return new Call(
        request.method().name(),
        authority == null ? null : authority.toString(),
        request.getHeader(HttpHeaders.ORIGIN),
        request.getHeader("Sec-Fetch-Site"),
        request.getHeader("Sec-Fetch-Mode"),
        request.localAddress() == null ? null : request.localAddress().hostAddress());
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && !length.equals("0"));
  }

  private static Optional<Refusal> refuseChange(RoutingContext context, HttpServerRequest request) {
    if (READ_ONLY.matcher(context.normalizedPath()).matches()) {
      context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
      return Optional.of(Refusal.unknownMethod());
    }
    try {
      IdempotencyKey.check(request.headers().getAll(IdempotencyKey.HEADER));
      BodyFormat.require(
          request.getHeader(HttpHeaders.CONTENT_TYPE),
          request.getHeader(HttpHeaders.CONTENT_ENCODING),
          hasBody(request));
      return Optional.empty();
    } catch (Refusal refusal) {
      if (refusal.problem().status() == UNSUPPORTED_MEDIA_TYPE) {
        context
            .response()
            .putHeader(HttpHeaders.ACCEPT, BodyFormat.TAKEN)
            .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
      }
      return Optional.of(refusal);
    }
  }
}
