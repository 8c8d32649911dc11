package org.cloudmarket.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that puts a service below a path of its own, and has nothing beside it. It only reads.
 */
final class SubPath implements AutoCloseable {

  private static final String PATH = "/some/where/";

  private final URI service;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();

  private SubPath(URI service) throws IOException {
    this.service = service;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  static SubPath of(URI service) throws IOException {
    return new SubPath(service);
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** A view of the page, as {@link Desk#go} takes it. */
  String view(String view) {
    return PATH.substring(1) + view;
  }

  /** What was asked for beside the path. */
  List<String> elsewhere() {
    return List.copyOf(elsewhere);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = exchange.getRequestURI().toString();
      if (!asked.startsWith(PATH)) {
        elsewhere.add(asked);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service.resolve("/" + asked.substring(PATH.length())));
      exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
          .forEach(accept -> request.header("Accept", accept));
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      answer
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      boolean empty = answer.statusCode() == 204;
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : 0);
      if (!empty) {
        try (InputStream from = answer.body();
            OutputStream to = exchange.getResponseBody()) {
          from.transferTo(to);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
