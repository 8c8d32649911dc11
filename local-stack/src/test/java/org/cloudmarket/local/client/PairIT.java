package org.cloudmarket.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.junit.jupiter.api.Test;

/** Against a service that takes one order and refuses the next. */
class PairIT {

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Test
  void whereTheSecondOfAPairIsRefusedTheFirstIsCancelled() throws IOException {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
    try {
      ProcurementApi api =
          new ProcurementApi(URI.create("http://localhost:" + service.getAddress().getPort()));
      Order order = new Order("no-policy", "", 1, 1, Map.of("title", "Plan #2"));

      assertThatThrownBy(() -> KafkaRun.startAll(api, List.of(order, order)))
          .isInstanceOf(ApiRefusal.class)
          .hasMessageContaining("429");

      assertThat(asked).hasSize(3);
      assertThat(asked.getFirst()).startsWith("/api/runs ").contains("\"title\":\"Plan #2\"");
      assertThat(asked.getLast()).startsWith("/api/runs/run-1/cancel ");
    } finally {
      service.stop(0);
    }
  }

  private void answer(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(exchange.getRequestURI() + " " + body);
      byte[] answer = "{\"id\": \"run-1\"}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(asked.size() == 2 ? 429 : 201, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
