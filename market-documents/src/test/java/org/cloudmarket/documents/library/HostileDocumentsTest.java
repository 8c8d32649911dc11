package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cloudmarket.documents.library.SmallDocument.with;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents made to be dear to examine, or to bring a library's own exception out. */
class HostileDocumentsTest {

  /** Of this thread alone, on a slow machine, with the compiler at work: others do not count. */
  private static final long MAX_CPU_NANOS = 6_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static <T> T quickly(Supplier<T> work) {
    long before = THREADS.getCurrentThreadCpuTime();
    T result = work.get();
    assertThat(THREADS.getCurrentThreadCpuTime() - before).isLessThan(MAX_CPU_NANOS);
    return result;
  }

  private static Findings examine(String text) {
    assertThat(text.length()).isLessThanOrEqualTo(Tree.MAX_LENGTH);
    return quickly(() -> SmallDocument.LIBRARY.check(ScenarioDocument.parse(text)));
  }

  private static String some(int count, String separator, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(separator));
  }

  /** Cities, segments, providers and policies that are all different to each other, and arms. */
  private static String large(int cities, int providers, int policies, int arms) {
    String text =
        with(
            "cities: {tianjin: 3, nantong: 1}",
            "cities: {tianjin: 3, nantong: 1, " + some(cities, ", ", i -> "c" + i + ": 1") + "}");
    text =
        with(
            text,
            "  nation-cloud: {name",
            some(
                    providers,
                    "\n",
                    i ->
                        String.format(
                            Locale.ROOT,
                            "  p%d: {name: P, ownership: private, ownerGroup: p%d, cities: [%s],"
                                + " quality: 0.5, certificationLevel: 4, unitCostMilliFen: 100000,"
                                + " standing: 0.5, strategy: cost-plus}",
                            i,
                            i,
                            some(40, ", ", j -> "c" + (i * 37 + j * 11) % cities)))
                + "\n  nation-cloud: {name");
    text =
        with(
            text,
            "  own-centre:",
            some(
                    policies,
                    "\n",
                    i ->
                        String.format(
                            Locale.ROOT,
                            "  x%d: {instrument: exclusion, providers: [%s], scope: {cities:"
                                + " [tianjin, %s]}, effective: 2020-0%d}",
                            i,
                            some(providers, ", ", j -> "p" + j),
                            some(60, ", ", j -> "c" + (i * 61 + j * 13) % cities),
                            1 + i % 9))
                + "\n  own-centre:");
    return with(
        text,
        "  none: {title: Nothing",
        some(
                arms,
                "\n",
                i -> String.format(Locale.ROOT, "  a%d: {title: A, set: {months: %d}}", i, 30 + i))
            + "\n  none: {title: Nothing");
  }

  @Test
  void theLargestDocumentWithoutArmsIsExaminedAndFitsItsSteps() {
    String text = large(990, 100, 60, 0).replaceAll("(?s)arms:.*", "");

    assertThat(examine(text).faults()).isEmpty();
    assertThat(Resolution.steps(ScenarioDocument.parse(text).tree()))
        .isBetween(Resolution.MAX_STEPS / 20, Resolution.MAX_STEPS);
  }

  @Test
  void armsThatTakeTooLongTogetherAreRefusedByName() {
    assertThat(examine(large(990, 100, 60, 18)).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).startsWith("/arms/a");
              assertThat(fault.detail()).contains("3000000 steps", "leave out arms");
            });
    assertThat(examine(large(60, 20, 10, 18)).faults()).isEmpty();
  }

  @Test
  void wordsThatNobodyKnowsAreNotComparedForEver() {
    String cities = some(990, ", ", i -> "c".repeat(50) + i + ": 1");
    String unknown = some(2_000, ", ", i -> "b" + "c".repeat(49) + i);
    String text =
        with(
            with(
                "cities: {tianjin: 3, nantong: 1}",
                "cities: {tianjin: 3, nantong: 1, " + cities + "}"),
            "scope: {cities: [tianjin]}, effective",
            "scope: {cities: [tianjin, " + unknown + "]}, effective");

    assertThat(examine(text).faults()).hasSizeGreaterThan(400);
  }

  @Test
  void whatIsRemovedAndIsNotThereIsNotComparedForEver() {
    String text =
        "extends: china-2019\nname: x\ntitle: X\n"
            + some(40_000, "\n", i -> "w" + "x".repeat(10) + i + ": null")
            + "\n";

    assertThat(examine(text).faults()).hasSizeGreaterThan(400);
  }

  @Test
  void aTriggerHasAFewActionsAndAnArmAFewChanges() {
    assertThat(
            examine(
                    with(
                        "{repeal: mandate}, {enact: preference}",
                        some(30_000, ", ", _ -> "{repeal: mandate}")))
                .faults())
        .extracting(Fault::toString)
        .contains("/triggers/softening/actions: has 30000 actions; at most 64 fit");
    assertThat(
            examine(
                    with(
                        "policies.mandate.graceMonths: 0,",
                        some(20_000, ", ", i -> "population.cities.z" + i + ": null") + ","))
                .faults())
        .extracting(Fault::toString)
        .contains("/arms/strict/set: has 20001 changes; at most 1000 fit");
  }

  @Test
  void pointersIntoDeepAndWideDocumentsStayShort() {
    String keys = some(20, "", i -> "\"" + "k".repeat(200) + i + "\": {");
    String text =
        "{\"a\": {" + keys + "\"l\": [" + some(200_000, ",", _ -> "1") + "]" + "}".repeat(22);

    assertThatThrownBy(() -> examine(text))
        .isInstanceOf(InvalidScenario.class)
        .hasMessageContaining("nested in keys of more than 1000 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999",
        "-1E+99999999999",
        "1e-99999999999",
        "0.1e2147483648",
        "1e00000000000000000099999"
      })
  void aNumberOfAnExponentThatNothingHoldsIsAFaultThatSaysWhere(String number) {
    String json = "{\"a\": [1,\n" + number + "]}";

    for (Supplier<Tree> reading :
        List.<Supplier<Tree>>of(
            () -> Tree.read(json), () -> Tree.json(json.getBytes(StandardCharsets.UTF_8)))) {
      assertThatThrownBy(reading::get)
          .isInstanceOfSatisfying(
              InvalidScenario.class,
              refused ->
                  assertThat(refused.faults())
                      .singleElement()
                      .satisfies(
                          fault -> {
                            assertThat(fault.pointer()).isEqualTo("/a/1");
                            assertThat(fault.detail())
                                .startsWith("line 2: is the number ")
                                .endsWith("an exponent has at most 4 digits");
                          }));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "}",
        "]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{,}",
        "\"a",
        "nul",
        "tru",
        "01",
        "1.",
        ".",
        "-",
        "1e",
        "+",
        "NaN",
        "Infinity",
        "-Infinity",
        "'a'",
        "{\"a\":\"\\ud8\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\0\"}",
        "{\"a\":1}{",
        "{\"a\":1} x",
        "/* */ {}",
        "{a:1}",
        "\uFEFF",
        "\uFEFF\uFEFF{}"
      })
  void whatIsNoJsonIsAFault(String text) {
    assertThatThrownBy(() -> Tree.json(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidScenario.class);
  }

  @Test
  void whateverIsWrittenAFaultCanBeSent() {
    String cut = "{\"name\": \"x\", \"unknown\": \"" + "a".repeat(39) + "\\ud83d\\ude00\"}";
    List<Fault> faults = new ArrayList<>(examine(cut).faults());

    assertThatThrownBy(() -> examine("{\"name\": \"x\", \"\\ud83d\": 1}"))
        .isInstanceOfSatisfying(InvalidScenario.class, half -> faults.addAll(half.faults()));

    assertThat(faults).hasSizeGreaterThan(1);
    for (Fault fault : faults) {
      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(fault.toString())).isTrue();
    }
    assertThat(new Fault("/\ud800", "\udc00")).isEqualTo(new Fault("/?", "?"));
  }

  @Test
  void whatATerminalWouldObeyIsNoPartOfATitle() {
    String red = "{\"name\": \"x\", \"extends\": \"no-policy\", \"title\": \"a\\u001b[31mb\"}";

    assertThat(examine(red).faults())
        .anyMatch(fault -> fault.pointer().equals("/title") && fault.detail().contains("(U+001B)"));
  }

  @Test
  void nestingAndNumbersHaveTheirLimits() {
    for (String text :
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"a\": " + "9".repeat(100_000) + "}",
            "{\"a\": 0." + "9".repeat(100_000) + "}",
            "{\"" + "k".repeat(100_000) + "\": 1}",
            "a: &a [" + String.join(",", Collections.nCopies(1000, "1")) + "]\nb: *a")) {
      assertThatThrownBy(() -> quickly(() -> Tree.read(text))).isInstanceOf(InvalidScenario.class);
    }
  }
}
