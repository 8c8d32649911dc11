package org.cloudmarket.frame.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Refuses a request before any resource sees it: its body may still be on its way. */
@Singleton
public final class EarlyRefusals {

  private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  private static final long PATIENCE_MILLIS = 5_000;

  private final ObjectMapper json;

  @Inject
  EarlyRefusals(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Answers with a problem document. The rest of the body is read and dropped for a while: a client
   * that is still sending when the connection closes would never read the answer.
   */
  public void answer(RoutingContext context, Refusal refusal) {
    HttpServerRequest request = context.request();
    long patience = context.vertx().setTimer(PATIENCE_MILLIS, _ -> request.connection().close());
    request.handler(_ -> {});
    request.endHandler(_ -> context.vertx().cancelTimer(patience));
    request.resume();
    tellBrowsers(context.response().headers());
    context
        .response()
        .setStatusCode(refusal.problem().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(text(refusal.problem()));
  }

  /**
   * What every answer tells browsers. No page of another shows one of ours as a part of itself, to
   * have it clicked on unseen; a page that says more of what it may do says this, too. And nothing
   * is taken for another type than it says, such as a title that somebody wrote for a script.
   */
  public static void tellBrowsers(MultiMap headers) {
    headers.set("X-Frame-Options", "DENY");
    headers.set("X-Content-Type-Options", "nosniff");
    if (!headers.contains(CONTENT_SECURITY_POLICY)) {
      headers.set(CONTENT_SECURITY_POLICY, "frame-ancestors 'none'");
    }
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem can always be written", e);
    }
  }
}
