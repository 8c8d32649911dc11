package org.cloudmarket.frame.web;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Says in one line where the service listens. */
@Singleton
final class Announcement {

  private static final Logger LOG = Logger.getLogger(Announcement.class);

  void announce(
      @ObservesAsync HttpServerStart start,
      @ConfigProperty(name = "service.instance") String instance) {
    LOG.infof(
        "%s listens on http://%s:%d",
        instance, start.options().getHost(), start.options().getPort());
  }
}
