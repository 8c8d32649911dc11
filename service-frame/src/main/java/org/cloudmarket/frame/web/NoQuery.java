package org.cloudmarket.frame.web;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** An operation that does not read its query refuses whatever stands there. */
final class NoQuery {

  @ServerRequestFilter
  void check(ResourceInfo operation, UriInfo uri) {
    if (!List.of(operation.getResourceMethod().getParameterTypes()).contains(UriInfo.class)) {
      new Query(uri.getQueryParameters()).close();
    }
  }
}
