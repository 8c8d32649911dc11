package org.cloudmarket.frame.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Behind a proxy that answers for this service below a path of its own, puts that path before the
 * addresses in {@code Location}.
 */
@Singleton
final class ForwardedPrefix {

  private static final String HEADER = "X-Forwarded-Prefix";
  private static final int EARLY = 150;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

  private final boolean trusted;

  @Inject
  ForwardedPrefix(
      @ConfigProperty(name = "quarkus.http.proxy.enable-forwarded-prefix", defaultValue = "false")
          boolean trusted) {
    this.trusted = trusted;
  }

  void register(@Observes Filters filters) {
    if (trusted) {
      filters.register(ForwardedPrefix::add, EARLY);
    }
  }

  private static void add(RoutingContext context) {
    String prefix = context.request().getHeader(HEADER);
    if (prefix != null && PATH.matcher(prefix).matches()) {
      context.addHeadersEndHandler(
          _ -> {
            String location = context.response().headers().get(HttpHeaders.LOCATION);
            if (location != null && location.startsWith("/")) {
              context.response().headers().set(HttpHeaders.LOCATION, prefix + location);
            }
          });
    }
    context.next();
  }
}
