package org.cloudmarket.frame.web;

import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;

/**
 * Tells requests that are meant for this service from those that a page of another origin makes a
 * browser send. There is no login, so whoever reaches the service may use it; a page that somebody
 * happens to open may not.
 */
final class Callers {

  private static final int NO_PORT = -1;
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** A scheme, a host and a port, and nothing behind them. */
  private static final Pattern WHOLE_ORIGIN = Pattern.compile("[a-z]+://[^/?#@]+");

  private final List<HostAndPort> hosts;

  /**
   * Allows for further names of the service.
   *
   * @param hosts such as {@code market.example} or {@code market.example:8443}
   * @throws IllegalArgumentException where one is no name
   */
  Callers(List<String> hosts) {
    this.hosts = hosts.stream().map(Callers::named).toList();
  }

  private static HostAndPort named(String host) {
    HostAndPort named = HostAndPort.parseAuthority(host.strip(), NO_PORT);
    if (named == null) {
      throw new IllegalArgumentException(
          "service.hosts: '" + host + "' is neither NAME nor NAME:PORT");
    }
    return named;
  }

  /**
   * What a request says of where it comes from and goes to; null for what it does not say.
   *
   * @param host as the header {@code Host}, or what a trusted proxy says in its place
   * @param site the header {@code Sec-Fetch-Site}
   * @param mode the header {@code Sec-Fetch-Mode}
   * @param arrivedAt the numeric address at which this service took it
   */
  record Call(
      String method, String host, String origin, String site, String mode, String arrivedAt) {}

  /** Why a request is not answered; empty where it is. */
  Optional<Refusal> refuse(Call call) {
    Optional<HostAndPort> host =
        Optional.ofNullable(call.host).map(text -> HostAndPort.parseAuthority(text, NO_PORT));
    if (host.isEmpty() || !ours(host.get(), call.arrivedAt)) {
      return Optional.of(
          Refusal.foreignHost(
              new Fault(
                  "/Host",
                  (call.host == null ? "is missing" : "is '" + Excerpt.of(call.host) + "'")
                      + "; known are localhost, the address that the request came in at, and what"
                      + " the setting service.hosts names")));
    }
    if (call.origin != null) {
      return sameOrigin(call.origin, host.get())
          ? Optional.empty()
          : Optional.of(
              Refusal.foreignOrigin(
                  new Fault(
                      "/Origin",
                      "is '"
                          + Excerpt.of(call.origin)
                          + "', and not that of "
                          + call.host
                          + ", nor one that the setting service.hosts names")));
    }
    // A page may make a browser ask without saying an origin, for a picture as well; what people
    // follow from page to page is theirs.
    boolean link = READING.contains(call.method) && "navigate".equals(call.mode);
    return call.site != null && OTHER_SITES.contains(call.site) && !link
        ? Optional.of(
            Refusal.foreignOrigin(
                new Fault("/Sec-Fetch-Site", "is '" + call.site + "': the page is of another")))
        : Optional.empty();
  }

  private boolean ours(HostAndPort host, String arrivedAt) {
    String name = name(host);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || numeric(name)
            .filter(
                address ->
                    address.isLoopbackAddress()
                        || numeric(String.valueOf(arrivedAt)).filter(address::equals).isPresent())
            .isPresent()
        || hosts.stream()
            .anyMatch(
                known ->
                    name(known).equals(name)
                        && (known.port() == NO_PORT || known.port() == host.port()));
  }

  private boolean sameOrigin(String origin, HostAndPort host) {
    URI page;
    try {
      page = new URI(origin);
    } catch (URISyntaxException e) {
      return false;
    }
    int standard = standardPort(page.getScheme());
    if (standard == NO_PORT || page.getHost() == null || !WHOLE_ORIGIN.matcher(origin).matches()) {
      return false;
    }
    HostAndPort asked = HostAndPort.create(page.getHost(), or(page.getPort(), standard));
    // A proxy may ask under a name of its own; then the name that people use is a listed one.
    return same(asked, host, standard)
        || hosts.stream().anyMatch(known -> same(asked, known, standard));
  }

  private static boolean same(HostAndPort one, HostAndPort other, int standardPort) {
    return name(one).equals(name(other)) && one.port() == or(other.port(), standardPort);
  }

  private static int or(int port, int otherwise) {
    return port == NO_PORT ? otherwise : port;
  }

  private static int standardPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      case null, default -> NO_PORT;
    };
  }

  /** Without the dot that may end a name. */
  private static String name(HostAndPort host) {
    return host.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }

  /** Asks nobody for a name. */
  private static Optional<InetAddress> numeric(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
