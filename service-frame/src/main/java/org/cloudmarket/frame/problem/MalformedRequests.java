package org.cloudmarket.frame.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.jboss.resteasy.reactive.common.headers.MediaTypeHeaderDelegate;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Refuses requests whose address or media types cannot be read: the libraries that read them later
 * would take that for an error of ours.
 */
@Singleton
final class MalformedRequests {

  private static final int BEFORE_BODIES = 150;
  private static final int LONGEST_SHOWN = 80;
  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private final EarlyRefusals refusals;

  @Inject
  MalformedRequests(EarlyRefusals refusals) {
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_BODIES);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    List<Fault> faults =
        faults(
            request.uri(),
            String.join(", ", request.headers().getAll(HttpHeaders.ACCEPT)),
            request.getHeader(HttpHeaders.CONTENT_TYPE));
    if (faults.isEmpty()) {
      context.next();
      return;
    }
    refusals.answer(context, Refusal.invalid(faults));
  }

  /**
   * What cannot be read of a request.
   *
   * @param accept empty for none
   * @param contentType null for none
   */
  static List<Fault> faults(String address, String accept, String contentType) {
    List<Fault> faults = new ArrayList<>();
    if (LONE_PERCENT.matcher(address).find()) {
      faults.add(
          new Fault(
              "",
              "the address has a '%' without two hexadecimal digits behind it; write %25 for the"
                  + " character itself"));
    }
    if (!accept.isBlank()) {
      read(
          "Accept",
          accept,
          text -> MediaTypeHelper.parseHeader(text).forEach(MediaTypeHelper::getQWithParamInfo),
          faults);
    }
    if (contentType != null) {
      read("Content-Type", contentType, MediaTypeHeaderDelegate::parse, faults);
    }
    return faults;
  }

  /** With the very parsers that read it later: whatever they cannot read is refused here. */
  private static void read(
      String header, String text, Consumer<String> parser, List<Fault> faults) {
    try {
      parser.accept(text);
    } catch (RuntimeException e) {
      String shown =
          text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
      faults.add(
          new Fault("/" + header, "is '" + shown + "', no media type such as application/json"));
    }
  }
}
