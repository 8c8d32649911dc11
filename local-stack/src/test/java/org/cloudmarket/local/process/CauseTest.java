package org.cloudmarket.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {

  @Test
  void theInnermostCauseOfWhatEndedTheProcessIsItsCause() {
    assertThat(
            cause(
                """
                2026-01-01 10:00:00,000 WARN  [Pool] cannot connect
                java.net.ConnectException: refused
                \tat java.base/Net.connect(Net.java:1)
                2026-01-01 10:00:01,000 ERROR [Application] Failed to start application: java.lang.RuntimeException: no
                java.lang.RuntimeException: Failed to start quarkus
                \tat io.quarkus.Main.main(Main.java:3)
                Caused by: java.lang.IllegalStateException: Unable to obtain connection
                \tat org.flywaydb.Flyway.migrate(Flyway.java:7)
                \t... 3 more
                Caused by: org.postgresql.util.PSQLException: password authentication failed for user "policy"
                \tat org.postgresql.Driver.connect(Driver.java:9)
                \t... 5 more
                2026-01-01 10:00:02,000 WARN  [Streams] interrupted
                java.lang.InterruptedException: sleep interrupted
                \tat java.base/Thread.sleep(Thread.java:5)
                """))
        .isEqualTo(
            "org.postgresql.util.PSQLException: password authentication failed for user"
                + " \"policy\"");
  }

  @Test
  void whatAServiceSaysItselfOfItsEndIsItsCause() {
    assertThat(
            cause(
                """
                2026-01-01 10:00:00,000 ERROR [FatalEnd] Another process has this one's SERVICE_INSTANCE and took its \
                place, so this process ends: StreamsException: fenced
                org.apache.kafka.common.errors.FencedInstanceIdException: The broker rejected this static consumer
                \tat org.apache.kafka.Consumer.poll(Consumer.java:1)
                """))
        .isEqualTo(
            "Another process has this one's SERVICE_INSTANCE and took its place, so this process"
                + " ends: StreamsException: fenced");
  }

  @Test
  void anExceptionInTheLineOfItsMessageIsFound() {
    assertThat(
            cause(
                """
                [main] ERROR Kafka - Exiting Kafka due to fatal exception
                java.lang.IllegalArgumentException: No enum constant org.apache.Kind.TIMEINDEX
                \tat java.base/java.lang.Enum.valueOf(Enum.java:1)
                [hook] INFO Kafka - shutting down
                """))
        .isEqualTo(
            "java.lang.IllegalArgumentException: No enum constant org.apache.Kind.TIMEINDEX");
    assertThat(
            cause(
                """
                Exception in thread "main" java.lang.IllegalStateException: storage tool: 1
                \tat org.cloudmarket.local.broker.Broker.format(Broker.java:1)
                """))
        .isEqualTo("java.lang.IllegalStateException: storage tool: 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.FileNotFoundException: /x/1.log (Too many open files)",
        "java.io.IOException: No space left on device",
        "java.net.BindException: Address already in use",
        "java.lang.OutOfMemoryError: Java heap space"
      })
  void whatTheSystemRanOutOfComesBeforeAllThatFollowedFromIt(String words) {
    assertThat(
            cause(
                """
                2026-01-01 10:00:00,000 ERROR [Log] cannot write: %s
                2026-01-01 10:00:00,100 ERROR [Main] fatal error
                org.apache.kafka.common.KafkaException: shut down
                \tat org.apache.kafka.Kafka.run(Kafka.java:1)
                """
                    .formatted(words)))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27 02:03:54.651 GMT [25547] FATAL:  invalid value for parameter \"port\": \"x\"",
        "initdb: error: cannot be run as root",
        "postgres: error while loading shared libraries: libxyz.so.1: no such file",
        "Error: Could not find or load main class org.cloudmarket.local.process.Guard",
        "Conflicting collector combinations in option list; please choose one"
      })
  void theWordsOfPostgresqlLoaderAndJvmAreFoundAmongOthers(String line) {
    assertThat(cause("creating folder ... ok\n" + line + "\nchild: removing folder\n"))
        .isEqualTo(line.replace("  ", " "));
  }

  @Test
  void aJvmThatDoesNotBeginSaysWhyInItsSecondLine() {
    assertThat(
            cause(
                """
                Error occurred during initialization of VM
                Could not reserve enough space for 1572864KB object heap
                """))
        .isEqualTo("Could not reserve enough space for 1572864KB object heap");
  }

  @Test
  void whereThereIsNoneNoneIsMadeUp() {
    assertThat(Cause.in(List.of())).isEmpty();
    assertThat(Cause.in(List.of("starting", "ready"))).isEmpty();
  }

  private static String cause(String log) {
    return Cause.in(log.lines().toList()).orElse("");
  }
}
