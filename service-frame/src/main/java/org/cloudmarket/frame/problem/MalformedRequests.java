package org.cloudmarket.frame.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.OddCharacters;
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

  /** Before Quarkus's own, which answers without a word. */
  private static final int BEFORE_OTHER_FAILURES = -150;

  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final Pattern ESCAPES = Pattern.compile("(%[0-9a-fA-F]{2})+");

  /** What no address holds as it is, though it is ASCII. */
  private static final String ESCAPED_ALWAYS = "\"<>\\^`{|}";

  private static final int LAST_OF_A_BYTE = 0xFF;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static final int NO_CONTENT = 204;

  private final Addresses addresses;
  private final EarlyRefusals refusals;

  @Inject
  MalformedRequests(Addresses addresses, EarlyRefusals refusals) {
    this.addresses = addresses;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_BODIES);
  }

  /** An address may be so malformed that it reaches no filter. */
  void answerMalformed(@Observes Router router) {
    router
        .route()
        .order(BEFORE_OTHER_FAILURES)
        .failureHandler(
            context -> {
              List<Fault> faults = address(context.request().uri());
              if (isAboutService(context.request())) {
                answerAboutService(context);
              } else if (faults.isEmpty()) {
                context.next();
              } else {
                refusals.answer(context, Refusal.invalid(faults));
              }
            });
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isAboutService(request)) {
      answerAboutService(context);
      return;
    }
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

  /** {@code OPTIONS *} asks about no address, but what the service as a whole can do. */
  private static boolean isAboutService(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS) && "*".equals(request.uri());
  }

  private void answerAboutService(RoutingContext context) {
    EarlyRefusals.tellBrowsers(context.response().headers());
    context
        .response()
        .setStatusCode(NO_CONTENT)
        .putHeader(HttpHeaders.ALLOW, String.join(", ", addresses.methods()))
        .end();
  }

  /**
   * What cannot be read of a request.
   *
   * @param accept empty for none
   * @param contentType null for none
   */
  static List<Fault> faults(String address, String accept, String contentType) {
    List<Fault> faults = address(address);
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

  private static List<Fault> address(String written) {
    String address = written == null ? "" : written;
    List<Fault> faults = new ArrayList<>();
    if (!address.startsWith("/") && !address.matches("https?://.*")) {
      faults.add(new Fault("", "the address does not begin with a slash"));
    }
    if (LONE_PERCENT.matcher(address).find()) {
      faults.add(
          new Fault(
              "",
              "the address has a '%' without two hexadecimal digits behind it; write %25 for the"
                  + " character itself"));
    }
    String text = text(address);
    text.codePoints()
        .filter(each -> OddCharacters.odd(each) || each == ' ' || ESCAPED_ALWAYS.indexOf(each) >= 0)
        .findFirst()
        .ifPresent(
            character ->
                faults.add(
                    new Fault(
                        "",
                        "the address holds "
                            + OddCharacters.named(character)
                            + " as it is; write "
                            + escaped(character))));
    ESCAPES
        .matcher(address)
        .results()
        .map(MatchResult::group)
        .filter(escapes -> utf8(HEX.parseHex(escapes.replace("%", ""))).isEmpty())
        .findFirst()
        .ifPresent(
            escapes ->
                faults.add(
                    new Fault(
                        "", "the address holds " + Excerpt.of(escapes) + ", no text in UTF-8")));
    if (faults.isEmpty()) {
      try {
        new URI(address);
      } catch (URISyntaxException e) {
        faults.add(new Fault("", "the address cannot be read: " + e.getReason()));
      }
    }
    return faults;
  }

  /** What somebody wrote as it is: the server takes each of its bytes for a character. */
  private static String text(String address) {
    return address.chars().allMatch(each -> each <= LAST_OF_A_BYTE)
        ? utf8(address.getBytes(StandardCharsets.ISO_8859_1)).orElse(address)
        : address;
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String escaped(int character) {
    byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
    return HEX.withPrefix("%").formatHex(bytes);
  }

  /** With the very parsers that read it later: whatever they cannot read is refused here. */
  private static void read(
      String header, String text, Consumer<String> parser, List<Fault> faults) {
    try {
      parser.accept(text);
    } catch (RuntimeException e) {
      faults.add(
          new Fault(
              "/" + header,
              "is '" + Excerpt.of(text) + "', no media type such as application/json"));
    }
  }
}
