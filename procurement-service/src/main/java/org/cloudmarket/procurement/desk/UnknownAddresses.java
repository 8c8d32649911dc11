package org.cloudmarket.procurement.desk;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.cloudmarket.frame.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Leads people whose browser asks for an address that does not exist to the dashboard. Programs get
 * a problem document, as everywhere.
 */
final class UnknownAddresses {

  @ServerExceptionMapper
  RestResponse<Object> nothing(NotFoundException e, UriInfo uri, HttpHeaders headers) {
    boolean browser = headers.getAcceptableMediaTypes().contains(MediaType.TEXT_HTML_TYPE);
    return ResponseBuilder.<Object>create(RestResponse.Status.NOT_FOUND)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header(
            HttpHeaders.CONTENT_TYPE,
            browser ? MediaType.TEXT_HTML + ";charset=UTF-8" : Problem.MEDIA_TYPE)
        .entity(browser ? page(up(uri)) : Problem.unknownAddress())
        .build();
  }

  /**
   * @param up the way to the dashboard
   */
  private static String page(String up) {
    return """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Nothing here · Policy dashboard</title>
            <link rel="icon" href="%1$sdesk/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="%1$sdesk/desk.css">
          </head>
          <body>
            <main>
              <h1>There is nothing at this address</h1>
              <p>It may be misspelt, or what was here is gone.</p>
              <p><a href="%1$s">Go to the dashboard</a> or to the <a href="%1$sq/swagger-ui">list of addresses for programs</a>.</p>
            </main>
          </body>
        </html>
        """
        .formatted(up);
  }

  /**
   * The way to the dashboard from an address, wherever a proxy has put it: one step for each slash
   * behind the first.
   */
  private static String up(UriInfo uri) {
    String path = uri.getPath();
    String rest = path.startsWith("/") ? path.substring(1) : path;
    long steps = rest.chars().filter(each -> each == '/').count();
    return "./" + "../".repeat((int) steps);
  }
}
