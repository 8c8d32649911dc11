package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFormatTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
        "application/json; charset=us-ascii; profile=x",
        "text/json",
        "application/merge-patch+json"
      })
  void jsonIsKnownByItsNames(String type) {
    assertThat(BodyFormat.of(type)).isEqualTo(BodyFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "text/yaml",
        "application/x-yaml",
        "text/x-yaml; charset=utf-8",
        "application/openapi+yaml"
      })
  void yamlIsKnownByItsNames(String type) {
    assertThat(BodyFormat.of(type)).isEqualTo(BodyFormat.YAML);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;charset=UTF-8",
        "text/plain; application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=json",
        "application/octet-stream",
        "application/xml",
        "*/*",
        "json",
        "+json",
        "/",
        "",
        ";",
        "application/json, text/plain"
      })
  void anythingElseIsRefusedWithWhatIsTaken(String type) {
    Problem problem = refusal(type, null, true);

    assertThat(problem.status()).isEqualTo(415);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo("/Content-Type");
    assertThat(problem.errors().getFirst().detail())
        .contains("application/json", "application/yaml", "text/yaml", "application/x-yaml");
  }

  @Test
  void aBodyHasToSayItsType() {
    assertThat(refusal(null, null, true).errors().getFirst().detail()).startsWith("is missing");
    assertThatCode(() -> BodyFormat.require(null, null, false)).doesNotThrowAnyException();
  }

  @Test
  void anEmptyFormIsRefusedToo() {
    assertThat(refusal("application/x-www-form-urlencoded", null, false).status()).isEqualTo(415);
  }

  @Test
  void anotherCharacterSetIsRefusedByName() {
    assertThat(refusal("application/json; charset=iso-8859-1", null, true).errors())
        .first()
        .satisfies(fault -> assertThat(fault.detail()).contains("iso-8859-1", "utf-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "identity, gzip", "deflate", "x"})
  void anEncodedBodyIsRefusedByTheNameOfItsEncoding(String encoding) {
    Problem problem = refusal("application/json", encoding, true);

    assertThat(problem.status()).isEqualTo(415);
    assertThat(problem.errors().getFirst().pointer()).isEqualTo("/Content-Encoding");
    assertThat(problem.errors().getFirst().detail()).contains(encoding, "identity");
  }

  @Test
  void identityIsNoEncoding() {
    assertThatCode(() -> BodyFormat.require("application/json", "Identity", true))
        .doesNotThrowAnyException();
  }

  private static Problem refusal(String type, String encoding, boolean hasBody) {
    return catchThrowableOfType(Refusal.class, () -> BodyFormat.require(type, encoding, hasBody))
        .problem();
  }

  @Test
  void whatIsYamlIsNotTakenForJson() {
    byte[] yaml = "name: x\n".getBytes(StandardCharsets.UTF_8);

    assertThat(BodyFormat.YAML.read(yaml).root().path("name").asText()).isEqualTo("x");
    assertThatThrownBy(() -> BodyFormat.JSON.read(yaml)).isInstanceOf(InvalidScenario.class);
  }
}
