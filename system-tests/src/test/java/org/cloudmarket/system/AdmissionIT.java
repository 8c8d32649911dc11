package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.local.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What is live at once is bounded. Nobody but the buyers' service is there, so no run goes on, and
 * what was admitted stays live.
 */
@Tag("long")
class AdmissionIT {

  /** The default of procurement.limits.live-shards, in runs of 64. */
  private static final int ROOM = 8;

  private static final int AT_ONCE = 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Stack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = Stack.start(StackOptions.forTest(Path.of("target", "admission"), Service.PROCUREMENT));
  }

  @AfterAll
  static void end() {
    stack.close();
  }

  private static HttpRequest.Builder runs(String query) {
    return HttpRequest.newBuilder(stack.service(Service.PROCUREMENT).resolve("/api/runs" + query))
        .timeout(Market.PATIENCE);
  }

  private static HttpRequest order(int shards, int buyers) {
    return runs("")
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"scenario\": \"no-policy\", \"shards\": %s, \"set\": {\"population.buyers\": %s}}"
                    .formatted(shards, buyers)))
        .build();
  }

  private static JsonNode written() throws IOException, InterruptedException {
    return JSON.readTree(CLIENT.send(runs("?limit=500").build(), BodyHandlers.ofString()).body())
        .path("items");
  }

  @Test
  void manyAtOnceCannotAllPassAndNothingIsLeftOfThoseThatDoNot()
      throws IOException, InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, AT_ONCE)
            .mapToObj(_ -> CLIENT.sendAsync(order(64, 100), BodyHandlers.ofString()))
            .toList();
    List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();

    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(ROOM);
    List<HttpResponse<String>> refused =
        answers.stream().filter(answer -> answer.statusCode() != 201).toList();
    assertThat(written()).hasSize(ROOM);
    for (HttpResponse<String> answer : refused) {
      JsonNode problem = Http.problem(answer, 429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(problem.path("errors")).hasSize(1);
      assertThat(problem.path("errors").path(0).path("pointer").asText()).isEqualTo("/shards");
      assertThat(problem.path("errors").path(0).path("detail").asText())
          .contains("512 of 512", "procurement.limits.live-shards");
    }

    JsonNode both = Http.problem(CLIENT.send(order(1, 1_000_000), BodyHandlers.ofString()), 429);
    assertThat(both.path("errors").findValuesAsText("pointer"))
        .containsExactly("/shards", "/scenario/population/buyers");
    assertThat(both.path("errors").path(1).path("detail").asText())
        .contains("800 of 1000000", "procurement.limits.live-buyers");
    assertThat(written()).hasSize(ROOM);
  }
}
