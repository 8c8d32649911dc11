package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.cloudmarket.local.client.KafkaRun;
import org.junit.jupiter.api.Test;

/** A run is ended before its time. */
class CancelIT {

  @Test
  void aCancelledRunEndsAndWhatItHasEqualsTheReference() throws IOException, InterruptedException {
    KafkaRun run = Market.order("tianjin-mandate", 31, 3);
    Market.until("a month is over", () -> run.refresh().progress() > 0);

    HttpResponse<String> first = Http.post("/api/runs/" + run.id() + "/cancel", "");
    HttpResponse<String> second = Http.post("/api/runs/" + run.id() + "/cancel", "");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.statusCode()).isIn(202, 409);
    Market.until("the run ends", () -> run.refresh().over());
    assertThat(run.state()).isEqualTo("cancelled");
    assertThat(run.error()).contains("cancelled");
    assertThat(run.progress()).isBetween(0.01, 0.99);
    assertThat(run.verification().path("equal").asBoolean()).isTrue();
    Http.problem(Http.post("/api/runs/" + run.id() + "/cancel", ""), 409);
  }

  @Test
  void nobodyCancelsWhatIsNotThere() throws IOException, InterruptedException {
    Http.problem(Http.post("/api/runs/run-nowhere/cancel", ""), 404);
  }
}
