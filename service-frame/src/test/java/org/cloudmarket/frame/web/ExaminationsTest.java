package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmarket.frame.problem.Refusal;
import org.junit.jupiter.api.Test;

class ExaminationsTest {

  private final Examinations examinations = new Examinations();

  @Test
  void twoAreExaminedAtATimeAndWhoeverIsOneTooManyIsSentAway() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    Callable<Integer> examination =
        () -> {
          try {
            return examinations.inTurn(
                () -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  begun.countDown();
                  await(end);
                  now.decrementAndGet();
                  return 200;
                });
          } catch (Refusal refusal) {
            return refusal.problem().status();
          }
        };
    try (ExecutorService clients = Executors.newCachedThreadPool()) {
      List<Future<Integer>> answers = new ArrayList<>();
      answers.add(clients.submit(examination));
      answers.add(clients.submit(examination));
      begun.await();
      for (int i = 0; i < 100; i++) {
        answers.add(clients.submit(examination));
      }
      // Those who are sent away have their answer before anybody's turn ends.
      while (answers.stream().filter(Future::isDone).count() < 30) {
        Thread.onSpinWait();
      }
      end.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnly(200, 429);
      assertThat(most).hasValue(2);
    }
    assertThat(examinations.inTurn(() -> "again")).isEqualTo("again");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
