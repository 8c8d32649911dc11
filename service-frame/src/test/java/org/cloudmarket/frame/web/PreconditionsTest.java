package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.cloudmarket.frame.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

  private static final Optional<String> SEVENTH = Optional.of("7");

  private static int status(
      String match, String noneMatch, Optional<String> revision, boolean required) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> Preconditions.of(match, noneMatch).require(revision, required));
    return refusal == null ? 0 : refusal.problem().status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"7\"", "\"7.abc\"", "\"6\", \"7\"", " \"7\" ", "W/\"7\",\"7\""})
  void whoHasSeenWhatIsThereMayChangeIt(String match) {
    assertThat(status(match, null, SEVENTH, true)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "\"77\"", "W/\"7\"", "7", "other", "\"\"", "", "\"7-x\""})
  void whoHasSeenSomethingElseMayNot(String match) {
    assertThat(status(match, null, SEVENTH, false)).isEqualTo(412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"7\""})
  void whatIsNotThereHasNotBeenSeen(String match) {
    assertThat(status(match, null, Optional.empty(), false)).isEqualTo(412);
  }

  @Test
  void whoWantsSomethingNewReplacesNothing() {
    assertThat(status(null, "*", SEVENTH, false)).isEqualTo(412);
    assertThat(status(null, "\"7\"", SEVENTH, false)).isEqualTo(412);
    assertThat(status(null, "\"6\"", SEVENTH, false)).isZero();
    assertThat(status(null, "*", Optional.empty(), true)).isZero();
  }

  @Test
  void whoSaysNothingIsAskedOnlyWhereItIsRequiredAndSomethingIsThere() {
    assertThat(status(null, null, SEVENTH, true)).isEqualTo(428);
    assertThat(status(null, null, SEVENTH, false)).isZero();
    assertThat(status(null, null, Optional.empty(), true)).isZero();
  }

  @Test
  void eachRepresentationHasATagOfItsOwnAndIsKnownByIt() {
    String json = Preconditions.tag("7", "{}");
    String yaml = Preconditions.tag("7", "a: 1");

    assertThat(json).isNotEqualTo(yaml);
    assertThat(Preconditions.of(null, json).knows(json)).isTrue();
    assertThat(Preconditions.of(null, "W/" + json).knows(json)).isTrue();
    assertThat(Preconditions.of(null, json).knows(yaml)).isFalse();
    assertThat(Preconditions.of(null, null).knows(json)).isFalse();
    assertThat(status(yaml, null, SEVENTH, true)).isZero();
  }
}
