package org.cloudmarket.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.random.RandomGenerator;
import org.hipparchus.random.Well19937c;
import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void theIntervalOfAMeanIsThatOfStudentsT() {
    // Mean 3, deviation sqrt(2.5), and t of 4 degrees of freedom is 2.776445.
    Estimate estimate = Estimate.ofMean(new double[] {1, 2, 3, 4, 5});

    assertThat(estimate.value()).isEqualTo(3);
    assertThat(estimate.high() - 3).isCloseTo(2.776445 * Math.sqrt(0.5), within(1e-6));
    assertThat(3 - estimate.low()).isCloseTo(2.776445 * Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void aSingleValueHasNoWidth() {
    assertThat(Estimate.ofMean(new double[] {7})).isEqualTo(new Estimate(7, 7, 7));
  }

  @Test
  void equalCellsHaveNoWidth() {
    assertThat(Estimate.ofCrossedMean(new double[][] {{7, 7}, {7, 7}}))
        .isEqualTo(new Estimate(7, 7, 7));
  }

  @Test
  void theNoiseOfColumnsCountsEvenWhereAllRowsAreAlike() {
    double[] row = {1, 2, 3, 4, 5};

    assertThat(Estimate.ofCrossedMean(new double[][] {row, row, row}))
        .isEqualTo(Estimate.ofMean(row));
  }

  @Test
  void aTableWithOneColumnHasTheNoiseOfItsRows() {
    assertThat(Estimate.ofCrossedMean(new double[][] {{1}, {2}, {3}, {4}, {5}}))
        .isEqualTo(Estimate.ofMean(new double[] {1, 2, 3, 4, 5}));
  }

  @Test
  void aCrossedIntervalHasTheTrueMeanAsOftenAsItSaysWhichIndependentCellsWouldNot() {
    RandomGenerator random = new Well19937c(7);
    double[][][] tables =
        IntStream.range(0, 1000).mapToObj(_ -> table(random, 8, 6)).toArray(double[][][]::new);

    double crossed = coverage(Arrays.stream(tables).map(Estimate::ofCrossedMean).toList());
    double asIfIndependent =
        coverage(
            Arrays.stream(tables)
                .map(
                    table ->
                        Estimate.ofMean(
                            Arrays.stream(table).flatMapToDouble(DoubleStream::of).toArray()))
                .toList());

    assertThat(crossed).isBetween(0.93, 0.98);
    assertThat(asIfIndependent).isLessThan(0.75);
  }

  /** With a mean of 0 and effects of rows, columns and cells that have the same variance. */
  private static double[][] table(RandomGenerator random, int rows, int columns) {
    double[] ofColumns =
        IntStream.range(0, columns).mapToDouble(_ -> random.nextGaussian()).toArray();
    double[][] cells = new double[rows][columns];
    for (double[] row : cells) {
      double ofRow = random.nextGaussian();
      for (int column = 0; column < columns; column++) {
        row[column] = ofRow + ofColumns[column] + random.nextGaussian();
      }
    }
    return cells;
  }

  private static double coverage(List<Estimate> estimates) {
    return (double) estimates.stream().filter(each -> each.low() <= 0 && each.high() >= 0).count()
        / estimates.size();
  }

  @Test
  void resamplesGiveTheirPercentiles() {
    double[] resampled = IntStream.rangeClosed(0, 1000).mapToDouble(i -> 1000 - i).toArray();

    Estimate estimate = Estimate.ofResamples(444, resampled);

    assertThat(estimate.value()).isEqualTo(444);
    assertThat(estimate.low()).isCloseTo(25, within(1e-9));
    assertThat(estimate.high()).isCloseTo(975, within(1e-9));
  }

  @Test
  void aResampleIsTheSameWheneverItIsDrawnAndUnlikeTheOthers() {
    int[] rows = new Bootstrap(5, 20).rows(3);

    assertThat(new Bootstrap(5, 20).rows(3)).isEqualTo(rows).hasSize(20);
    assertThat(IntStream.of(rows)).allMatch(row -> row >= 0 && row < 20);
    assertThat(new Bootstrap(5, 20).rows(4)).isNotEqualTo(rows);
    assertThat(new Bootstrap(6, 20).rows(3)).isNotEqualTo(rows);
  }

  @Test
  void allOrdersAreEquallyLikely() {
    long first =
        IntStream.range(0, 6000)
            .filter(stem -> Shuffle.order(stem, 3).equals(List.of(2, 0, 1)))
            .count();

    assertThat(first).isBetween(900L, 1100L);
  }
}
