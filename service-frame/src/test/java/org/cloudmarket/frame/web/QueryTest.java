package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  private static Query query(Map<String, List<String>> parameters) {
    MultivaluedMap<String, String> all = new MultivaluedHashMap<>();
    all.putAll(parameters);
    return new Query(all);
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    Query query = query(Map.of());

    assertThat(query.limit()).isEqualTo(Page.DEFAULT_LIMIT);
    assertThat(query.after()).isEmpty();
    assertThat(query.word("by", Ownership.class)).isEmpty();
    query.close();
  }

  @Test
  void whatIsSaidIsRead() {
    Query query = query(Map.of("limit", List.of("7"), "by", List.of("in-house")));

    assertThat(query.limit()).isEqualTo(7);
    assertThat(query.word("by", Ownership.class)).contains(Ownership.IN_HOUSE);
    query.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE", "1"})
  void aFlagIsTrueAsAnyProgramWritesIt(String text) {
    assertThat(query(Map.of("displaced", List.of(text))).flag("displaced")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "FALSE", "0"})
  void aFlagIsFalseAsAnyProgramWritesIt(String text) {
    assertThat(query(Map.of("displaced", List.of(text))).flag("displaced")).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27",
        "2026-11-27T00:00:00Z",
        "2026-11-27T01:00:00+01:00",
        "2026-11-27T01:00 01:00"
      })
  void aMomentIsReadAsPeopleWriteIt(String text) {
    assertThat(query(Map.of("since", List.of(text))).instant("since"))
        .contains(Instant.parse("2026-11-27T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "27.11.2026", "+999999999-01-01"})
  void whatIsNoMomentIsAFault(String text) {
    Query query = query(Map.of("since", List.of(text)));

    assertThat(query.instant("since")).isEmpty();
    assertThat(catchThrowableOfType(Refusal.class, query::close)).isNotNull();
  }

  @Test
  void wordsHaveNoControlCharacters() {
    Query query = query(Map.of("q", List.of("a\0b")));
    query.words("q");

    assertThat(catchThrowableOfType(Refusal.class, query::close)).isNotNull();
  }

  @Test
  void whatIsNoFlagIsAFault() {
    Query query = query(Map.of("displaced", List.of("maybe")));
    query.flag("displaced");

    Refusal refusal = catchThrowableOfType(Refusal.class, query::close);

    assertThat(refusal.problem().errors())
        .containsExactly(new Fault("/displaced", "is 'maybe', neither true nor false"));
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    Query query =
        query(
            Map.of(
                "limit", List.of("0"),
                "by", List.of("nobody"),
                "city", List.of("atlantis"),
                "after", List.of("a", "b"),
                "colour", List.of("red")));
    query.limit();
    query.after();
    query.word("by", Ownership.class);
    query.oneOf("city", List.of("tianjin"));

    Refusal refusal = catchThrowableOfType(Refusal.class, query::close);

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().errors())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/limit", "/by", "/city", "/after", "/colour");
  }

  @Test
  void aMonthIsOneOfThoseThatThereAre() {
    Query query =
        query(
            Map.of(
                "first", List.of("2021-06"),
                "early", List.of("2021-05"),
                "late", List.of("2022-06"),
                "none", List.of("June")));
    int first = Months.parse("2021-06");
    int last = Months.parse("2022-05");

    assertThat(query.month("first", first, last)).hasValue(first);
    assertThat(query.month("missing", first, last)).isEmpty();
    assertThat(query.month("early", first, last)).isEmpty();
    assertThat(query.month("late", first, last)).isEmpty();
    assertThat(query.month("none", first, last)).isEmpty();

    Refusal refusal = catchThrowableOfType(Refusal.class, query::close);
    assertThat(refusal.problem().errors())
        .containsExactly(
            new Fault("/early", "is '2021-05', not a month in 2021-06..2022-05"),
            new Fault("/late", "is '2022-06', not a month in 2021-06..2022-05"),
            new Fault("/none", "is 'June', not a month in 2021-06..2022-05"));
  }
}
