package org.cloudmarket.procurement.desk;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * The public APIs of the other two services at this one's address, for the page: a browser asks
 * others than where a page is from only with their leave.
 */
@Singleton
final class Neighbours {

  /**
   * For how long nothing may come: an answer has at least the difference of both, since silence
   * counts from the last answer on, not from the request.
   */
  private static final int SILENCE_SECONDS = 20;

  private static final List<String> FORWARDED =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto");

  /** For how long an unused connection is kept. */
  private static final int KEPT_SECONDS = 5;

  void open(@Observes Router router, Vertx vertx, ProcurementSettings settings) {
    open(router, vertx, "policy-service", settings.neighbours().policy());
    open(router, vertx, "provider-service", settings.neighbours().provider());
  }

  private static void open(Router router, Vertx vertx, String name, URI address) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl("https".equals(address.getScheme()))
            .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(2))
            .setKeepAliveTimeout(KEPT_SECONDS)
            .setReadIdleTimeout(SILENCE_SECONDS);
    HttpProxy proxy =
        HttpProxy.reverseProxy(vertx.createHttpClient(options))
            .origin(port(address), address.getHost())
            .addInterceptor(new Passage(name));
    // Their APIs alone: metrics and health are nobody's business here.
    router
        .route("/" + name + "/api/*")
        .handler(
            context -> {
              // Whoever has logged in here asks there with their token.
              Caller.token(context)
                  .ifPresent(
                      token ->
                          context
                              .request()
                              .headers()
                              .set(HttpHeaders.AUTHORIZATION, "Bearer " + token));
              proxy.handle(context.request());
            });
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  /**
   * What happens to a request on its way.
   *
   * @param name of the service, which its addresses begin with here and not there
   */
  private record Passage(String name) implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      String uri = context.request().getURI();
      context.request().setURI(uri.substring(1 + name.length()));
      // Examined here, where the page is from; there they would be another's.
      MultiMap headers = context.request().headers();
      headers.remove(HttpHeaders.ORIGIN).remove("Sec-Fetch-Site");
      // A session is this service's alone.
      headers.remove(HttpHeaders.COOKIE);
      // As is what a proxy says of itself.
      FORWARDED.forEach(headers::remove);
      return context.sendRequest().recover(failure -> Future.succeededFuture(away(context)));
    }

    /** What is at an address there is here behind the service's name. */
    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
      MultiMap headers = context.response().headers();
      String location = headers.get(HttpHeaders.LOCATION);
      if (location != null && location.startsWith("/")) {
        headers.set(HttpHeaders.LOCATION, "/" + name + location);
      }
      return context.sendResponse();
    }

    private ProxyResponse away(ProxyContext context) {
      JsonObject problem =
          new JsonObject()
              .put("type", "urn:cloudmarket:problem:service-away")
              .put("title", name + " does not answer")
              .put("status", 503)
              .put("errors", new JsonArray());
      return context
          .request()
          .release()
          .response()
          .setStatusCode(503)
          .putHeader("Content-Type", Problem.MEDIA_TYPE)
          .putHeader("Retry-After", "1")
          .setBody(Body.body(problem.toBuffer()));
    }
  }
}
