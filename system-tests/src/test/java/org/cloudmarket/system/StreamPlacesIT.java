package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.local.stack.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stream of awards is on the wire, and what becomes of its place when a client leaves. */
class StreamPlacesIT {

  private static final int PLACES = 32;

  /** Shorter than the time from one sign of life to the next. */
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  private static final Duration SECONDS = Duration.ofSeconds(20);

  /** Nothing happens in it for as long as it is watched. */
  private static final String STILL =
      """
      {"scenario": "no-policy", "seed": 58, "shards": 2, "pace": "600s",
       "set": {"population.buyers": 200, "months": 12}}
      """;

  private static String run;

  /** How a client leaves that has asked for the stream. */
  private enum Leaving {
    AT_ONCE,
    RESET,
    AFTER_A_MOMENT,
    AFTER_THE_HEAD,
    HALF_OPEN,
    ONLY_THE_HEAD_WANTED,
    WITH_MORE_REQUESTS_BEHIND;

    void leave(Socket client) throws IOException, InterruptedException {
      switch (this) {
        case AT_ONCE -> client.close();
        case RESET -> {
          client.setSoLinger(true, 0);
          client.close();
        }
        case AFTER_A_MOMENT -> {
          TimeUnit.MILLISECONDS.sleep(4);
          client.close();
        }
        case AFTER_THE_HEAD -> {
          lines(client).readLine();
          client.close();
        }
        case HALF_OPEN -> client.shutdownOutput();
        case ONLY_THE_HEAD_WANTED -> ask(client, "HEAD");
        case WITH_MORE_REQUESTS_BEHIND -> {
          ask(client);
          ask(client);
          TimeUnit.MILLISECONDS.sleep(50);
          client.close();
        }
      }
    }
  }

  @BeforeAll
  static void aRunThatStandsStill() throws Exception {
    run = new ObjectMapper().readTree(Http.post("/api/runs", STILL).body()).path("id").asText();
    Market.until("it is under way", () -> get(run).contains("\"status\":\"running\""));
  }

  @AfterAll
  static void endIt() throws Exception {
    Http.send(
        Http.request(Service.PROCUREMENT, "/api/runs/" + run + "/cancel")
            .POST(BodyPublishers.noBody()));
  }

  private static String get(String id) {
    try {
      return Http.get(Service.PROCUREMENT, "/api/runs/" + id).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void placesComeBackInSecondsHoweverClientsLeave() throws Exception {
    Logs logs = Logs.fromNow();
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 3 * PLACES; i++) {
      Leaving leaving = Leaving.values()[i % Leaving.values().length];
      Socket client = connect();
      if (leaving != Leaving.ONLY_THE_HEAD_WANTED) {
        ask(client);
      }
      leaving.leave(client);
      clients.add(client);
    }

    Instant left = Instant.now();
    Market.until("all places are free", StreamPlacesIT::allCanWatch);

    assertThat(Duration.between(left, Instant.now())).isLessThan(SECONDS);
    logs.haveNoError();
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void theHeadAndAFirstCommentOfAStreamComeAtOnceAndForbidProxiesToHoldThemBack() throws Exception {
    try (Socket client = connect()) {
      client.setSoTimeout((int) AT_ONCE.toMillis());
      ask(client);
      BufferedReader lines = lines(client);
      List<String> head = new ArrayList<>();
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        head.add(line.toLowerCase(Locale.ROOT));
      }

      assertThat(head)
          .contains(
              "http/1.1 200 ok", "x-accel-buffering: no", "cache-control: no-cache, no-transform");
      // Behind the length of the chunk.
      assertThat(lines.readLine()).matches("[0-9a-f]+");
      assertThat(lines.readLine()).startsWith(":");
    }
  }

  private static boolean allCanWatch() {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < PLACES; i++) {
        Socket client = connect();
        clients.add(client);
        ask(client);
      }
      boolean all = true;
      for (Socket client : clients) {
        all &= lines(client).readLine().contains(" 200 ");
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      for (Socket client : clients) {
        try {
          client.close();
        } catch (IOException e) {
          // It is closed.
        }
      }
    }
  }

  private static Socket connect() throws IOException {
    URI service = Market.stack().service(Service.PROCUREMENT);
    return new Socket(service.getHost(), service.getPort());
  }

  private static void ask(Socket client) throws IOException {
    ask(client, "GET");
  }

  private static void ask(Socket client, String method) throws IOException {
    String request =
        "%s /api/runs/%s/awards HTTP/1.1\r\nHost: localhost:%s\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(method, run, client.getPort());
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static BufferedReader lines(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }
}
