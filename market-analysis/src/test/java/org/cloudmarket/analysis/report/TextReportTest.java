package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.analysis.experiment.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {

  private static List<String> lines(Result result) {
    return TextReport.lines(result, Results.certificate(), Results.YUAN, false);
  }

  @Test
  void aComparisonIsARowAnOutcome() {
    assertThat(lines(Results.read("comparison")))
        .containsExactly(
            "Under 'with', tianjin-city-cloud's share of running spend among state-enterprise"
                + " buyers in tianjin is 50.6",
            "points [31.0, 70.1] higher than under 'without'.",
            "",
            "'with' against 'without', 2021-08 to 2026-12:",
            "outcome     'without'        'with'           effect [95%]",
            "of state-enterprise buyers in tianjin:",
            "city-cloud  1.2%             51.8%            +50.6 points [31.0, 70.1]",
            "cost        CNY 498 million  CNY 534 million  +CNY 36.0 million [19.1, 52.9]",
            "of all buyers:",
            "complaints  0 complaints     10 complaints    +10 complaints [6, 15]",
            "",
            "8 replications of each market, 16 runs: as many as were asked for.",
            "Intervals of half the width take about 32 replications.");
  }

  @Test
  void anAttributionIsARowAPolicyWithABar() {
    assertThat(lines(Results.read("attribution")))
        .containsSequence(
            "policy              effect [95%]",
            "tianjin-mandate     +66.7 points [46.4, 87.0]  #######################",
            "tianjin-preference  +3.2 points [-0.5, 6.9]    #",
            "all together        +69.9 points [47.1, 92.7]  ########################")
        .contains("tianjin-preference  -0.17 contracts [-0.71, 0.38]  ------------------------");
  }

  @Test
  void aSensitivityIsARowAParameterWithABar() {
    assertThat(lines(Results.read("morris")))
        .containsSequence(
            "parameter                             range     moves the outcome by [95%]",
            "policies.tianjin-mandate.enforcement  0.1 to 1  112.5 points [97.3, 127.7]"
                + "  ########################",
            "policies.tianjin-mandate.graceMonths  1 to 12   17.6 points [3.7, 31.5]" + "     ####",
            "parameters.entryElasticity            0 to 2    2.0 points [0.6, 3.4]");
    assertThat(lines(Results.read("sobol")))
        .containsSequence(
            "policies.tianjin-mandate.graceMonths  1 to 12   2.3% [0.8, 5.0]       -3.3%   #");
  }

  @ParameterizedTest
  @ValueSource(strings = {"comparison", "attribution", "morris", "sobol"})
  void everyLineFitsATerminalOfAnyEncoding(String name) {
    assertThat(lines(Results.read(name)))
        .allMatch(line -> line.length() <= TextReport.WIDTH)
        .allMatch(line -> line.chars().allMatch(letter -> letter >= ' ' && letter <= '~'));
  }

  @Test
  void rowsAreFifteenUnlessAllAreAskedFor() {
    Result result = many(20);

    assertThat(lines(result)).contains("and 5 more").filteredOn(TextReportTest::isRow).hasSize(15);
    assertThat(TextReport.lines(result, Results.certificate(), Results.YUAN, true))
        .filteredOn(TextReportTest::isRow)
        .hasSize(20);
  }

  private static boolean isRow(String line) {
    return line.startsWith("city-cloud ");
  }

  private static Result many(int count) {
    Result one = Results.read("comparison");
    return new Result(
        one.name(),
        one.title(),
        one.kind(),
        one.replications(),
        one.runs(),
        one.stopped(),
        one.replicationsForHalf(),
        Stream.of(one.outcomes().getFirst())
            .flatMap(effect -> Collections.nCopies(count, effect).stream())
            .toList(),
        List.of(),
        List.of());
  }
}
