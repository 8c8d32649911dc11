package org.cloudmarket.procurement.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.cloudmarket.procurement.run.AwardFeed.Signal;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.run.Run;
import org.junit.jupiter.api.Test;

class AwardFeedTest {

  private static final Duration SECONDS = Duration.ofSeconds(20);

  private record OnePlace(int clients, Duration heartbeat, Duration patience)
      implements ProcurementSettings.Streams {
    OnePlace() {
      this(1, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }
  }

  private final AwardFeed feed = new AwardFeed(null, new OnePlace());

  private Optional<Multi<Signal>> open(boolean gone) {
    Run run = new Run();
    run.id = "run-one";
    return feed.open(run, Positions.NONE, AwardFilter.ALL, () -> gone);
  }

  @Test
  void aPlaceComesBackWhereTheClientLeavesBeforeItsStreamIsRead() throws InterruptedException {
    assertThat(open(true)).isPresent();

    comesBack();
  }

  @Test
  void aPlaceComesBackWhereNobodyReadsAtAll() throws InterruptedException {
    Multi<Signal> unread = open(false).orElseThrow();
    assertThat(open(false)).as("while somebody may still read").isEmpty();

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
