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

  @Test
  void aCharacterThatIsNotEscapedIsNamed() {
    assertThat(detail("/api/runs/\u00ef\u00bc\u0097"))
        .isEqualTo("the address holds a fullwidth digit seven (U+FF17) as it is; write %EF%BC%97");
    assertThat(detail("/api/runs?q=\uff17")).contains("U+FF17");
    assertThat(detail("/api/runs?q=a|b"))
        .isEqualTo("the address holds a vertical line (U+007C) as it is; write %7C");
    assertThat(detail("/api/runs/a\\b")).contains("U+005C");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThat(detail("/api/runs?q=%FF")).isEqualTo("the address holds %FF, no text in UTF-8");
    assertThat(detail("/api/runs/%E5%B8")).contains("%E5%B8");
    assertThat(MalformedRequests.faults("/api/runs?q=%E5%B8%82", "", null)).isEmpty();
  }

  @Test
  void whatIsNoAddressAtAllIsRefused() {
    assertThat(detail("api/runs")).contains("slash");
    assertThat(detail("*")).contains("slash");
    assertThat(detail("/api/runs?q=[#a#b")).contains("cannot be read");
    assertThat(MalformedRequests.faults("http://localhost:8080/api/runs", "", null)).isEmpty();
  }

  private static String detail(String address) {
    List<Fault> faults = MalformedRequests.faults(address, "", null);
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().pointer()).isEmpty();
    return faults.getFirst().detail();
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
