package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Callers.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallersTest {

  private final Callers callers =
      new Callers(List.of("policy-service", "market.example", "gate.example:8443"));

  private static Call to(String host) {
    return new Call("POST", host, null, null, null, "10.1.2.3");
  }

  private static Call from(String origin, String host) {
    return new Call("POST", host, origin, null, null, "10.1.2.3");
  }

  private static Call ofSite(String method, String site, String mode) {
    return new Call(method, "localhost:8080", null, site, mode, "127.0.0.1");
  }

  private static int status(Optional<Refusal> refused) {
    return refused.map(refusal -> refusal.problem().status()).orElse(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "localhost.:8080",
        "market.localhost:1",
        "127.0.0.1:8080",
        "127.8.8.8",
        "[::1]:8080",
        "10.1.2.3:8080",
        "policy-service:8081",
        "market.example",
        "market.example:9999",
        "gate.example:8443"
      })
  void theServicesOwnHostsAreAnsweredFor(String host) {
    assertThat(callers.refuse(to(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example:8080",
        "10.1.2.4:8080",
        "0.0.0.0:8080",
        "[::2]:8080",
        "[::",
        "",
        "gate.example:8444"
      })
  void aForeignHostIsMisdirected(String host) {
    assertThat(status(callers.refuse(to(host)))).isEqualTo(421);
  }

  @Test
  void aRequestWithoutAHostIsMisdirected() {
    assertThat(status(callers.refuse(to(null)))).isEqualTo(421);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080",
    "http://[::1]:8080, [::1]:8080",
    "http://localhost, localhost",
    "http://localhost, localhost:80",
    "https://market.example, market.example",
    "https://market.example, localhost:8080",
    "https://gate.example:8443, 127.0.0.1:8080"
  })
  void aPageOfTheServiceMayAskIt(String origin, String host) {
    assertThat(callers.refuse(from(origin, host))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "null, localhost:8080",
    "http://evil.example, localhost:8080",
    "http://localhost:8081, localhost:8080",
    "http://127.0.0.1:8080, localhost:8080",
    "http://localhost, localhost:8080",
    "https://market.example:444, market.example",
    "https://gate.example, gate.example:8443",
    "file://localhost, localhost",
    "localhost:8080, localhost:8080",
    "http://localhost:8080/, localhost:8080",
    "http://localhost:8080?, localhost:8080",
    "http://localhost:8080#a, localhost:8080",
    "http://me@localhost:8080, localhost:8080",
    "'http://localhost:8080 http://evil.example', localhost:8080",
    "'', localhost:8080"
  })
  void aPageOfAnotherOriginMayNot(String origin, String host) {
    assertThat(status(callers.refuse(from(origin, host)))).isEqualTo(403);
  }

  @Test
  void aPageThatSaysNoOriginIsKnownByItsSite() {
    assertThat(status(callers.refuse(ofSite("GET", "cross-site", "no-cors")))).isEqualTo(403);
    assertThat(status(callers.refuse(ofSite("POST", "same-site", "navigate")))).isEqualTo(403);
    assertThat(callers.refuse(ofSite("GET", "cross-site", "navigate"))).isEmpty();
    assertThat(callers.refuse(ofSite("GET", "same-origin", "cors"))).isEmpty();
    assertThat(callers.refuse(ofSite("GET", "none", "navigate"))).isEmpty();
  }

  @Test
  void aNameThatIsNoneIsSaidAtTheStart() {
    assertThatThrownBy(() -> new Callers(List.of("https://market.example")))
        .hasMessageContaining("service.hosts")
        .hasMessageContaining("https://market.example");
  }
}
