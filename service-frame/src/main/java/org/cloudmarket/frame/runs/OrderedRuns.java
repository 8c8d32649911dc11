package org.cloudmarket.frame.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.problem.Refusal;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks procurement-service, where runs are ordered, of a run that this service has not heard of:
 * the news of a new one may still be on its way.
 */
@Singleton
public final class OrderedRuns {

  /** Less than those wait who ask through procurement-service. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private static final int FOUND = 200;
  private static final int UNKNOWN = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI procurement;
  private final Caller caller;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /**
   * Asks procurement-service.
   *
   * @param procurement where it answers
   * @param caller on whose behalf it is asked
   */
  @Inject
  public OrderedRuns(@ConfigProperty(name = "service.procurement") URI procurement, Caller caller) {
    this.procurement = procurement;
    this.caller = caller;
  }

  /**
   * Why nothing can be said of a run here.
   *
   * @param run an id
   */
  Refusal whyUnknown(String run) {
    HttpRequest.Builder question =
        HttpRequest.newBuilder(procurement.resolve("/api/runs/" + run))
            .timeout(PATIENCE)
            .header("Accept", "application/json");
    caller.token().ifPresent(token -> question.header("Authorization", "Bearer " + token));
    try {
      HttpResponse<String> answer =
          http.send(question.build(), HttpResponse.BodyHandlers.ofString());
      return whyUnknown(run, answer.statusCode(), answer.body());
    } catch (IOException e) {
      return away(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return away(run);
    }
  }

  /**
   * What the answer of procurement-service means.
   *
   * @param status of the answer
   * @param body the run, where there is one
   */
  static Refusal whyUnknown(String run, int status, String body) {
    if (status == UNKNOWN) {
      return Refusal.unknown("run", run);
    }
    if (status != FOUND) {
      return away(run);
    }
    try {
      String state = JSON.readTree(body).path("status").asText();
      return state.equals("failed")
          ? Refusal.conflict("run-never-began", "Run '" + run + "' was ordered and never began")
          : Refusal.unavailable(
              "run-on-its-way", "Run '" + run + "' was ordered; the news has not come here yet");
    } catch (JsonProcessingException e) {
      return away(run);
    }
  }

  private static Refusal away(String run) {
    return Refusal.unavailable(
        "orders-away",
        "Run '"
            + run
            + "' is unknown here, and procurement-service does not say if it was ordered");
  }
}
