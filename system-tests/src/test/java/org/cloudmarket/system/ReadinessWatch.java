package org.cloudmarket.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks processes again and again whether they are ready, until it is closed. */
final class ReadinessWatch implements AutoCloseable {

  private static final long PAUSE_MILLIS = 100;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final Thread thread;

  ReadinessWatch(List<URI> services) {
    thread = Thread.ofVirtual().name("readiness-watch").start(() -> watch(services));
  }

  private void watch(List<URI> services) {
    try {
      while (true) {
        for (URI service : services) {
          ask(service);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(URI service) throws InterruptedException {
    HttpRequest question = HttpRequest.newBuilder(service.resolve("/q/health/ready")).build();
    try {
      HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
      answers.incrementAndGet();
      if (answer.statusCode() != 200) {
        refusals.add(service + ": " + answer.body());
      }
    } catch (IOException e) {
      refusals.add(service + ": " + e);
    }
  }

  /** How often there was an answer. */
  int answers() {
    return answers.get();
  }

  /** What was answered where one was not ready. */
  Collection<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    thread.interrupt();
    http.shutdownNow();
  }
}
