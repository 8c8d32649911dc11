package org.cloudmarket.frame.access;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.cloudmarket.frame.problem.Addresses;
import org.cloudmarket.frame.problem.EarlyRefusals;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.streams.RareLine;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/**
 * Asks for a login before every address of a service but its health, where the setting {@code
 * service.oidc} says so: resources, pages, documents, metrics, and what is passed on to others.
 */
@Singleton
final class AccessGuard {

  /** Behind the refusal of other pages and the library's own preparations. */
  private static final int BEHIND_FOREIGN_PAGES = 190;

  private static final String HEALTH = "/q/health";

  /** What asks whether a process is alive has no token. */
  private static final String PARTS_OF_HEALTH = HEALTH + "/";

  private static final String BEARER = "Bearer";
  private static final String EVENTS = "text/event-stream";
  private static final Logger LOG = Logger.getLogger(AccessGuard.class);

  private final boolean login;
  private final IdentityProviderManager identities;
  private final Addresses addresses;
  private final EarlyRefusals refusals;
  private final RareLine away = new RareLine(LOG::warn);

  /**
   * Reads the settings.
   *
   * @throws IllegalStateException where there is to be a login, and nothing says where
   */
  @Inject
  AccessGuard(
      @ConfigProperty(name = "service.oidc") boolean login,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      IdentityProviderManager identities,
      Addresses addresses,
      EarlyRefusals refusals) {
    if (login && issuer.isEmpty()) {
      throw new IllegalStateException(
          "SERVICE_OIDC is true, and QUARKUS_OIDC_AUTH_SERVER_URL does not say where people log"
              + " in");
    }
    this.login = login;
    this.identities = identities;
    this.addresses = addresses;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    if (login) {
      filters.register(this::check, BEHIND_FOREIGN_PAGES);
    }
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    if (path.equals(HEALTH) || path.startsWith(PARTS_OF_HEALTH)) {
      context.next();
      return;
    }
    Role needed = needed(path, request.method().name());
    BiConsumer<RoutingContext, Throwable> askToLogIn =
        context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
    BiConsumer<RoutingContext, Throwable> refuse =
        isForPeople(request)
            ? (_, failure) -> askOrRefuse(context, failure, askToLogIn)
            : (_, failure) -> refuse(context, failure);
    context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refuse);
    QuarkusHttpUser.getSecurityIdentity(context, identities)
        .subscribe()
        .with(
            identity -> {
              if (identity.isAnonymous()) {
                refuse.accept(context, new AuthenticationFailedException());
              } else {
                decide(context, identity, needed);
              }
            },
            failure -> LOG.debug("Nobody was let in", failure));
  }

  private Role needed(String path, String method) {
    if (Addresses.READING.contains(method)) {
      return Role.VIEWER;
    }
    return addresses
        .said(AllowedTo.class, path, method)
        .map(AllowedTo::value)
        .orElse(Role.OPERATOR);
  }

  /** A browser that shows a page to somebody, who can be sent to log in. */
  private static boolean isForPeople(HttpServerRequest request) {
    String accept = String.join(",", request.headers().getAll(HttpHeaders.ACCEPT));
    return request.method().name().equals("GET") && accept.contains("text/html");
  }

  private void decide(RoutingContext context, SecurityIdentity identity, Role needed) {
    if (!needed.includedIn(identity.getRoles())) {
      refusals.answer(
          context,
          Refusal.forbidden(
              "This needs the role '" + needed.id() + "', which the token does not name"));
      return;
    }
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      endStreamWith(context, token.getExpirationTime());
    }
    context.next();
  }

  /** Whoever watches comes back with a newer token, and goes on behind what they have seen. */
  private static void endStreamWith(RoutingContext context, long expirySeconds) {
    context.addHeadersEndHandler(
        _ -> {
          String type = context.response().headers().get(HttpHeaders.CONTENT_TYPE);
          if (type != null && type.startsWith(EVENTS)) {
            long millis = Math.max(1, expirySeconds * 1000 - System.currentTimeMillis());
            long timer = context.vertx().setTimer(millis, _ -> context.response().reset());
            context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
          }
        });
  }

  private void askOrRefuse(
      RoutingContext context, Throwable failure, BiConsumer<RoutingContext, Throwable> askToLogIn) {
    if (isOfTheToken(failure)) {
      askToLogIn.accept(context, failure);
    } else {
      refuse(context, failure);
    }
  }

  /** And not of whoever should have examined it. */
  private static boolean isOfTheToken(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(AuthenticationException.class::isInstance);
  }

  private void refuse(RoutingContext context, Throwable failure) {
    if (isOfTheToken(failure)) {
      boolean tried = context.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
      context
          .response()
          .putHeader("WWW-Authenticate", tried ? BEARER + " error=\"invalid_token\"" : BEARER);
      refusals.answer(context, Refusal.unauthenticated());
      return;
    }
    away.write("Nobody can be let in: " + failure.getMessage());
    context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
    refusals.answer(
        context, Refusal.unavailable("login-away", "Where people log in, nobody answers"));
  }
}
