package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.junit.jupiter.api.Test;

/** What a document does not take is found before anything is run. */
class FactorsReaderTest {

  private static List<Factor> factors(int count) {
    return IntStream.range(0, count).mapToObj(i -> Factor.real("f" + i, 0, i + 1)).toList();
  }

  /** The faults of a document in which one number must not be above another. */
  private static List<String> faults(int count, int lesser, int greater) {
    List<Factor> factors = factors(count);
    List<String> faults = new ArrayList<>();
    FactorsReader.require(
        FactorsReader.corners(factors),
        factors,
        values -> {
          if (Double.parseDouble(values.get(lesser)) > Double.parseDouble(values.get(greater))) {
            throw InvalidScenario.unreadable("does not go together");
          }
        },
        faults::add);
    return faults;
  }

  @Test
  void twoNumbersThatOnlyGoTogetherAtTheirLowestAndHighestAreFound() {
    assertThat(faults(2, 1, 0))
        .singleElement()
        .asString()
        .matches("with every number at its highest: .*does not go together");
    assertThat(faults(2, 0, 1))
        .singleElement()
        .asString()
        .matches("with f0 at 1, f1 at 0: .*does not go together");
    for (int lesser = 0; lesser < 12; lesser++) {
      for (int greater = 0; greater < 12; greater++) {
        if (lesser != greater) {
          assertThat(faults(12, lesser, greater)).as(lesser + " above " + greater).hasSize(1);
        }
      }
    }
  }

  @Test
  void ofManyNumbersSomeCornersAreLookedAt() {
    assertThat(FactorsReader.corners(factors(1))).hasSize(2);
    assertThat(FactorsReader.corners(factors(6))).hasSize(64).doesNotHaveDuplicates();
    assertThat(FactorsReader.corners(factors(40))).hasSizeBetween(60, 66).doesNotHaveDuplicates();
  }
}
