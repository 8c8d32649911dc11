package org.cloudmarket.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;

/** The stream of a run's awards, as a client reads it that does nothing with them. */
final class AwardStream {

  private AwardStream() {}

  /** Reads the stream of a run that has ended to its end, and prints how many came a second. */
  static double read(Stack stack, String run) throws IOException, InterruptedException {
    URI stream = stack.service(Service.PROCUREMENT).resolve("/api/runs/" + run + "/awards");
    try (HttpClient client = HttpClient.newHttpClient()) {
      long began = System.nanoTime();
      HttpResponse<Stream<String>> response =
          client.send(
              HttpRequest.newBuilder(stream).header("Accept", "text/event-stream").build(),
              HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IOException(stream + " answers " + response.statusCode());
      }
      long awards;
      try (Stream<String> lines = response.body()) {
        awards = lines.filter(line -> line.equals("event:contract-awarded")).count();
      }
      double rate = awards * 1e9 / (System.nanoTime() - began);
      System.out.printf(
          Locale.ROOT,
          "bare reader  %,9.0f awards/s (%,d; load %.1f)%n",
          rate,
          awards,
          Rate.load());
      return rate;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
