package org.cloudmarket.frame.streams;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the desk lives, and whether it is at work. */
@Singleton
final class StreamsHealth {

  private final StreamsLife life;

  @Inject
  StreamsHealth(StreamsLife life) {
    this.life = life;
  }

  @Produces
  @Singleton
  @Liveness
  HealthCheck liveness() {
    return () -> answer(life.alive());
  }

  @Produces
  @Singleton
  @Readiness
  HealthCheck readiness() {
    return () -> answer(life.ready());
  }

  private HealthCheckResponse answer(boolean up) {
    return HealthCheckResponse.named("desk")
        .status(up)
        .withData("streams", life.state().name())
        .build();
  }
}
