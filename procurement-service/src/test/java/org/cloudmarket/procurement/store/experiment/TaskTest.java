package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {

  @Test
  void aTaskIsReadAsItIsWritten() {
    List<Trial> trials =
        List.of(
            new Trial(new Variant.OfArm("with"), 7),
            new Trial(new Variant.WithPolicies(Collections.emptySortedSet()), -3),
            new Trial(new Variant.WithPolicies(new TreeSet<>(List.of("a", "b"))), 0),
            new Trial(new Variant.WithValues(List.of("0.5", "12")), Long.MAX_VALUE));
    Task task = Task.of("experiment-one", 42, trials);

    Task read = Task.read(task.text());

    assertThat(read).isEqualTo(task);
    assertThat(read.trials()).isEqualTo(trials);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"runs\": 3",
        "null",
        "{\"experiment\":\"a\\u0000\",\"task\":1,\"runs\":[{\"variant\":\"arm a\",\"seed\":1}]}",
        "{\"task\":1,\"runs\":[{\"variant\":\"arm a\",\"seed\":1}]}",
        "{\"experiment\":\"a\",\"task\":1,\"runs\":[]}",
        "{\"experiment\":\"a\",\"task\":1}",
        "{\"experiment\":\"a\",\"task\":1,\"runs\":[{\"variant\":\"leg a\",\"seed\":1}]}",
        "{\"experiment\":\"a\",\"task\":1,\"runs\":[null]}"
      })
  void whatIsNoTaskIsRefused(String text) {
    assertThatThrownBy(() -> Task.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("this is no task: ");
  }

  @Test
  void valuesComeBackToTheBit() {
    double[] odd = {0.1, -0.0, Double.MIN_VALUE, Double.NaN, 1e300};
    double[] plain = {1, 2, 3, 4, 5};

    double[] periods = {Double.NaN, 7};

    List<double[]> read = Doubles.read(Doubles.write(List.of(odd, plain, periods)), 2, odd.length);

    assertThat(read).hasSize(3);
    assertThat(bits(read.get(0))).isEqualTo(bits(odd));
    assertThat(bits(read.get(1))).isEqualTo(bits(plain));
    assertThat(bits(read.get(2))).isEqualTo(bits(periods));
  }

  private static long[] bits(double[] values) {
    return java.util.Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
