package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservedIdsTest {

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/policies/joint | policies: {joint: {instrument: score-preference, bonusPoints: 20}}",
        "/providers/nobody | providers: {nobody: {name: Nobody}}",
        "/providers/month | providers: {month: {name: Month}}"
      })
  void anIdThatStandsForSomethingElseInResultsIsRefused(String pointer, String part) {
    ScenarioDocument document =
        ScenarioDocument.parse("name: mine\nextends: no-policy\n%s\n".formatted(part));

    assertThat(LIBRARY.check(document).faults())
        .filteredOn(fault -> fault.pointer().equals(pointer))
        .extracting(Fault::detail)
        .anyMatch(detail -> detail.contains("stands for something else in results"));
  }
}
