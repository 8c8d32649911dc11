package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.database.Postgres;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.system.AwardStreamIT.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** The database dies in mid-run and comes back. */
@Tag("long")
class DatabaseIT {

  /** What a crash takes back depends on the moment: more than once is more than luck. */
  private static final int TIMES = 2;

  private static final long AWAY_SECONDS = 2;

  private final ExecutorService watcher = Executors.newSingleThreadExecutor();

  @AfterEach
  void stopWatching() {
    watcher.shutdownNow();
  }

  @RepeatedTest(TIMES)
  void theMarketGoesOnAndTheProjectionCatchesUp()
      throws IOException, InterruptedException, ExecutionException {
    KafkaRun run = Market.order("tianjin-mandate", 71, 4);
    Future<List<Event>> watched =
        watcher.submit(() -> AwardStreamIT.watch("/api/runs/" + run.id() + "/awards", ""));
    Market.until("the run is under way", () -> run.refresh().progress() > 0.1);

    Market.stack().kill(Postgres.NAME);
    HttpResponse<String> answer = Http.send(Http.request(Service.PROCUREMENT, "/api/runs"));
    TimeUnit.SECONDS.sleep(AWAY_SECONDS);
    Market.stack().start(Postgres.NAME);

    Http.problem(answer, 503);
    Market.comesThrough(run);
    assertThat(run.digest()).isEqualTo(Market.reference("tianjin-mandate", 71).digest());
    JsonNode verification = run.verification();
    assertThat(verification.path("equal").asBoolean()).as(verification.toString()).isTrue();
    List<Event> events = watched.get();
    assertThat(events.removeLast().name()).isEqualTo("run-ended");
    assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events)
        .as("who watches meanwhile misses nothing")
        .hasSameSizeAs(AwardsReader.decided(Market.stack().bootstrapServers(), run.id()));
  }
}
