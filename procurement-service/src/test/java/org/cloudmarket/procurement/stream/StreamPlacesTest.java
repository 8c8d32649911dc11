package org.cloudmarket.procurement.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

  private static final Duration SECONDS = Duration.ofSeconds(20);

  private record OnePlace(int clients, Duration heartbeat, Duration patience)
      implements ProcurementSettings.Streams {
    OnePlace() {
      this(1, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
  }

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final StreamPlaces places = new StreamPlaces(new OnePlace(), registry);

  private Optional<Multi<String>> open(boolean gone) {
    return places.open("client", () -> gone, MultiEmitter::complete);
  }

  @Test
  void aPlaceComesBackWhereTheClientLeavesBeforeItsStreamIsRead() throws InterruptedException {
    assertThat(open(true)).isPresent();

    comesBack();
  }

  @Test
  void aPlaceComesBackWhereNobodyReadsAtAll() throws InterruptedException {
    Multi<String> unread = open(false).orElseThrow();
    assertThat(open(false)).as("while somebody may still read").isEmpty();
    assertThat(registry.get("cloudmarket.streams.open").gauge().value()).isEqualTo(1);
    assertThat(registry.get("cloudmarket.streams.places").gauge().value()).isEqualTo(1);

    comesBack();

    assertThat(unread.collect().asList().await().atMost(SECONDS)).as("read too late").isEmpty();
  }

  private void comesBack() throws InterruptedException {
    Instant end = Instant.now().plus(SECONDS);
    while (open(true).isEmpty()) {
      assertThat(Instant.now()).as("until the place is back").isBefore(end);
      Thread.sleep(20);
    }
  }
}
