package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest {

  @Test
  void whatCanBeReadIsLeftToOthers() {
    assertThat(MalformedRequests.faults("/api/runs?after=a%20b", "", null)).isEmpty();
    assertThat(
            MalformedRequests.faults(
                "/api/runs",
                "text/html, application/xhtml+xml;q=0.9, */*;q=0.8",
                "application/json; charset=utf-8"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/runs/%", "/api/runs/%zz", "/api/runs?after=%4", "/%%30"})
  void anAddressWithALonePercentIsRefused(String address) {
    assertThat(MalformedRequests.faults(address, "", null))
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).contains("%25"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "json", "application/", "/json", "a/b/c", ";"})
  void aMalformedContentTypeIsRefusedByName(String type) {
    assertThat(MalformedRequests.faults("/api/runs", "", type))
        .extracting(Fault::pointer)
        .containsExactly("/Content-Type");
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    assertThat(MalformedRequests.faults("/api/%", "a/b/c", "a/b/c"))
        .extracting(Fault::pointer)
        .isEqualTo(List.of("", "/Accept", "/Content-Type"));
  }

  @Test
  void halfOfACharacterIsNeverSent() {
    Problem problem = Refusal.invalid("/\ud800", "is 'x\udc00'").problem();

    assertThat(problem.errors()).containsExactly(new Fault("/?", "is 'x?'"));
    assertThat(Refusal.unknown("run", "\ud83d").problem().title()).endsWith("'?'");
  }
}
