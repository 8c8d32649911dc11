package org.cloudmarket.frame.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Answers by what an address has, before the library does: it takes the methods of other addresses
 * for those of this one, and gives what a request refuses with {@code q=0}.
 */
@Singleton
final class WhatAddressesHave {

  /** Behind the examination of what cannot be read. */
  private static final int BEHIND_MALFORMED = 140;

  private static final int NO_CONTENT = 204;
  private static final String DOCUMENTS = "/q/";

  private final Addresses addresses;
  private final EarlyRefusals refusals;

  @Inject
  WhatAddressesHave(Addresses addresses, EarlyRefusals refusals) {
    this.addresses = addresses;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEHIND_MALFORMED);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    String method = request.method().name();
    if (method.equals("OPTIONS")) {
      Set<String> methods =
          path.startsWith(DOCUMENTS) ? Addresses.READING : addresses.methods(path);
      if (!methods.isEmpty()) {
        context
            .response()
            .setStatusCode(NO_CONTENT)
            .putHeader(HttpHeaders.ALLOW, String.join(", ", methods))
            .end();
        return;
      }
    }
    String accept = String.join(", ", request.headers().getAll(HttpHeaders.ACCEPT));
    Set<String> types = addresses.types(path, method);
    if (accepted(accept, types)) {
      context.next();
    } else {
      refusals.answer(context, Refusal.notAcceptable(accept, types));
    }
  }

  /**
   * Whether a request takes one of some media types.
   *
   * @param accept empty for all
   */
  static boolean accepted(String accept, Set<String> types) {
    if (accept.isBlank() || types.isEmpty()) {
      return true;
    }
    List<MediaType> ranges = MediaTypeHelper.parseHeader(accept);
    return types.stream().map(MediaType::valueOf).anyMatch(type -> weight(type, ranges) > 0);
  }

  /** That of the narrowest range which has the type. */
  private static double weight(MediaType type, List<MediaType> ranges) {
    return ranges.stream()
        .filter(range -> range.isCompatible(type))
        .max(Comparator.comparingInt(WhatAddressesHave::narrow))
        .map(range -> Double.parseDouble(range.getParameters().getOrDefault("q", "1")))
        .orElse(0.0);
  }

  private static int narrow(MediaType range) {
    return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
  }
}
