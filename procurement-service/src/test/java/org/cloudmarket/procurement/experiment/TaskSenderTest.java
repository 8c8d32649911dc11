package org.cloudmarket.procurement.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tasks are dealt out to all workers, whichever partitions each of them has. */
class TaskSenderTest {

  private static final List<List<Integer>> SHARES =
      List.of(
          List.of(0, 2, 4, 6, 8, 10), List.of(1, 3), List.of(5, 7, 9, 11), List.of(12, 13, 14, 15));

  private static int worker(String experiment, long task) {
    int partition = TaskSender.partition(experiment, task, SHARES);
    return IntStream.range(0, SHARES.size())
        .filter(worker -> SHARES.get(worker).contains(partition))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ofTasksThatFollowEachOtherEveryWorkerGetsOne() {
    for (long first = 0; first < 50; first++) {
      Set<Integer> workers = new HashSet<>();
      for (long task = first; task < first + SHARES.size(); task++) {
        workers.add(worker("experiment-a", task));
      }
      assertThat(workers).hasSameSizeAs(SHARES);
    }
  }

  @Test
  void everyPartitionOfAWorkerGetsSome() {
    assertThat(
            LongStream.range(0, 100)
                .mapToObj(task -> TaskSender.partition("experiment-a", task, SHARES))
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(SHARES.stream().flatMap(List::stream).toList());
  }

  @Test
  void experimentsOfOneTaskDoNotAllGoToOneWorker() {
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(i -> worker("experiment-" + i, 0))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(2);
  }

  @Test
  void beforeAnybodyIsKnownEachPartitionIsSomebodysHoweverManyWorkersThereMayBe() {
    for (int workers : List.of(1, 3, TaskTopic.PARTITIONS, 100)) {
      List<List<Integer>> shares = TaskSender.reckoned(workers);

      assertThat(shares).noneMatch(List::isEmpty);
      assertThat(shares.stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, TaskTopic.PARTITIONS).boxed().toList());
    }
  }
}
