package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tasks are dealt out to all workers, however few there are of an experiment. */
class TaskSenderTest {

  private static final int PARTITIONS = 32;

  private static Set<Integer> blocks(String experiment, int tasks) {
    // Of four workers, each has eight partitions that follow each other.
    return LongStream.range(0, tasks)
        .mapToObj(task -> TaskSender.partition(experiment, task, PARTITIONS) / 8)
        .collect(Collectors.toSet());
  }

  @Test
  void fourTasksReachFourWorkers() {
    assertThat(blocks("experiment-a", 4)).hasSize(4);
    assertThat(blocks("experiment-b", 4)).hasSize(4);
  }

  @Test
  void everyPartitionGetsAsMany() {
    assertThat(
            LongStream.range(0, PARTITIONS)
                .mapToObj(task -> TaskSender.partition("experiment-a", task, PARTITIONS))
                .collect(Collectors.toSet()))
        .hasSize(PARTITIONS);
  }

  @Test
  void experimentsOfOneTaskDoNotAllGoToOneWorker() {
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(i -> TaskSender.partition("experiment-" + i, 0, PARTITIONS) / 8)
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(2);
  }
}
