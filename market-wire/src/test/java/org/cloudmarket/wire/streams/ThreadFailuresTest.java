package org.cloudmarket.wire.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CoordinatorLoadInProgressException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadFailuresTest {

  private static final TopicPartition PARTITION = new TopicPartition("bids", 6);

  private final List<Throwable> ended = new ArrayList<>();
  private int pauses;
  private final ThreadFailures failures = new ThreadFailures(() -> pauses++, ended::add);

  static List<Throwable> passing() {
    return List.of(
        new TimeoutException("no answer"),
        new CoordinatorLoadInProgressException("the coordinator is loading"),
        new KafkaException("Unexpected error from SyncGroup: The coordinator is loading"),
        new InvalidTxnStateException("aborted while the thread stood still"),
        new NoOffsetForPartitionException(PARTITION),
        new OffsetOutOfRangeException(Map.of(PARTITION, 7L)));
  }

  static List<Throwable> fatal() {
    return List.of(
        new RecordTooLargeException("big"),
        new MissingSourceTopicException("gone: a process that is started anew waits for it"),
        new FencedInstanceIdException("another process has this one's name"),
        new KafkaException("wrapped", new FencedInstanceIdException("by Kafka's client")),
        new TopicAuthorizationException(Set.of("bids")),
        new IllegalStateException("a fault of ours"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void whatPassesByItselfGetsANewThreadAfterAPauseHoweverOftenItComes(Throwable cause) {
    for (int i = 0; i < 100; i++) {
      assertThat(failures.handle(new StreamsException(cause))).isEqualTo(REPLACE_THREAD);
    }

    assertThat(ended).isEmpty();
    assertThat(pauses).isEqualTo(100);
  }

  @Test
  void aTaskWithoutAPlaceToReadFromGetsANewThread() {
    StreamsException failure =
        new StreamsException("No valid committed offset found for input topic bids");

    assertThat(failures.handle(failure)).isEqualTo(REPLACE_THREAD);

    assertThat(ended).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fatal")
  void whatDoesNotPassEndsTheProcess(Throwable cause) {
    Throwable failure = new StreamsException(cause);

    assertThat(failures.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);

    assertThat(ended).containsExactly(failure);
  }

  @Test
  void whatIsThrownByADeskOfOursWithoutAWrapperEndsTheProcessToo() {
    Throwable failure = new StackOverflowError();

    assertThat(failures.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);

    assertThat(ended).containsExactly(failure);
  }
}
